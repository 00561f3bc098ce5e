#!/usr/bin/env python3
"""The coarse sweep with scikit-learn: GridSearchCV over MLPClassifier, two jobs, one split.

usage: sklearn_sweep.py DIR

This is as close as the classifier permits: the same images, batch size, epochs and precision. The rate is constant, and
alpha is 2 * lambda * batch, because the classifier's cost is loss + alpha / 2 / batch * |W|^2. Prints one line per lambda:
lambda, validation accuracy.

SPDX-License-Identifier: Apache-2.0
"""
import sys
import warnings

from two_layer import BATCH, HIDDEN, LAMBDAS, TRAINING, UPDATES, images, np

from sklearn.model_selection import GridSearchCV, PredefinedSplit
from sklearn.neural_network import MLPClassifier


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    warnings.filterwarnings("ignore")
    x, y = images(sys.argv[1], np.random.default_rng(1))
    network = MLPClassifier(
        (HIDDEN,), solver="sgd", batch_size=BATCH, learning_rate_init=0.05, momentum=0, shuffle=True,
        max_iter=UPDATES * BATCH // TRAINING, tol=0, n_iter_no_change=UPDATES, random_state=1)
    split = PredefinedSplit(np.where(np.arange(len(x)) < TRAINING, -1, 0))
    grid = GridSearchCV(network, {"alpha": [2 * penalty * BATCH for penalty in LAMBDAS]}, cv=split, n_jobs=2, refit=False)
    grid.fit(x, y)
    for penalty, reached in zip(LAMBDAS, grid.cv_results_["mean_test_score"]):
        print(f"{penalty} {reached:.4f}")


if __name__ == "__main__":
    main()
