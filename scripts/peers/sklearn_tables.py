#!/usr/bin/env python3
"""Trains scikit-learn's multilayer perceptron on a table, as a peer for sweeps over tables.

usage: sklearn_tables.py FILE.csv classification|regression EPOCHS BATCH RATE SEEDS

FILE has a header, a column "label", a column "split" with the values train and validation, and otherwise numbers. The network
has 50 hidden rectifiers, Adam, and no penalty. Numbers, and for regression the target, are standardized with the training
rows. Prints the validation accuracy, or R², of each seed.

SPDX-License-Identifier: Apache-2.0
"""
import csv
import sys
import warnings

import numpy as np
from sklearn.compose import TransformedTargetRegressor
from sklearn.neural_network import MLPClassifier, MLPRegressor
from sklearn.preprocessing import StandardScaler


def main():
    if len(sys.argv) != 7:
        sys.exit(__doc__)
    warnings.filterwarnings("ignore")
    path, task, epochs, batch, rate, seeds = sys.argv[1], sys.argv[2], *map(float, sys.argv[3:])
    with open(path, newline="") as file:
        rows = list(csv.DictReader(file))
    inputs = [name for name in rows[0] if name not in ("label", "split")]
    x = np.array([[float(row[name]) for name in inputs] for row in rows])
    y = np.array([row["label"] if task == "classification" else float(row["label"]) for row in rows])
    trained = np.array([row["split"] == "train" for row in rows])
    validated = np.array([row["split"] == "validation" for row in rows])
    x = StandardScaler().fit(x[trained]).transform(x)
    for seed in range(int(seeds)):
        kind = MLPClassifier if task == "classification" else MLPRegressor
        network = kind(
            (50,), solver="adam", alpha=0, batch_size=int(batch), learning_rate_init=rate, max_iter=int(epochs), tol=0,
            n_iter_no_change=int(epochs), random_state=seed)
        if task == "regression":
            network = TransformedTargetRegressor(network, transformer=StandardScaler())
        network.fit(x[trained], y[trained])
        print(network.score(x[validated], y[validated]))


if __name__ == "__main__":
    main()
