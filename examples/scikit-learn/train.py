#!/usr/bin/env python3
"""Trains a forest of scikit-learn on the data files of a trial, and reports how good it is after every 25 trees.

    train.py --data DIRECTORY --seed N [--model forest|extra-trees] [--trees N] [--max-features X] [--min-leaf N]

It also runs by hand, on a copy of the data files. SPDX-License-Identifier: Apache-2.0
"""
import argparse
import json
import os
import pathlib

import joblib
import numpy as np
from sklearn import ensemble, metrics

STEP = 25

options = argparse.ArgumentParser()
options.add_argument("--data", type=pathlib.Path, required=True)
options.add_argument("--seed", type=int, required=True)
options.add_argument("--threads", type=int, default=1)
options.add_argument("--model", choices=["forest", "extra-trees"], default="forest")
options.add_argument("--trees", type=int, default=100)
options.add_argument("--max-features", type=float, default=0.3)
options.add_argument("--min-leaf", type=int, default=1)
options = options.parse_args()

notes = json.loads((options.data / "data.json").read_text())
classifies = notes["task"] == "classification"
kind = "Classifier" if classifies else "Regressor"
make = getattr(ensemble, ("RandomForest" if options.model == "forest" else "ExtraTrees") + kind)
model = make(warm_start=True, max_features=options.max_features, min_samples_leaf=options.min_leaf,
             random_state=options.seed, n_jobs=options.threads)


def rows(part):
    return np.load(options.data / f"x_{part}.npy"), np.load(options.data / f"y_{part}.npy")


def figures(part, x, y):
    predicted = model.predict(x)
    if classifies:
        return {f"{part}_accuracy": metrics.accuracy_score(y, predicted)}
    return {f"{part}_rmse": metrics.mean_squared_error(y, predicted, squared=False),
            f"{part}_mae": metrics.mean_absolute_error(y, predicted), f"{part}_r2": metrics.r2_score(y, predicted)}


def predictions(x):
    """Classes, or their probabilities if each class is among the training rows, or values."""
    if classifies and len(model.classes_) == notes["classes"]:
        return model.predict_proba(x)
    return model.predict(x)


x, y = rows("train")
for trees in range(min(STEP, options.trees), options.trees + 1, STEP):
    model.set_params(n_estimators=trees).fit(x, y)
    print(json.dumps({"step": trees, **figures("valid", *rows("valid"))}), flush=True)

# what a sweep takes over, if this is one of its trials
folder = os.environ.get("LAMBDA_SWEEP_PREDICTIONS")
if folder:
    np.save(pathlib.Path(folder, "valid_predictions.npy"), predictions(rows("valid")[0]))
if "test" in notes["rows"]:  # only in a final sweep
    test = rows("test")
    print(json.dumps(figures("test", *test)))
    if folder:
        np.save(pathlib.Path(folder, "test_predictions.npy"), predictions(test[0]))
        joblib.dump(model, pathlib.Path(os.environ["LAMBDA_SWEEP_KEEP"], "forest.joblib"), compress=3)
