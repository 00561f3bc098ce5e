#!/usr/bin/env python3
"""Writes two of the tables that come with scikit-learn as files that Spark reads: tables.py DIRECTORY

SPDX-License-Identifier: Apache-2.0
"""
import csv
import pathlib
import sys

from sklearn.datasets import load_diabetes, load_digits


def write(path, features, names, target, label):
    with open(path, "w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow([*names, label])
        rows.writerows([*map(repr, values), repr(value)] for values, value in zip(features.tolist(), target.tolist()))


directory = pathlib.Path(sys.argv[1])
directory.mkdir(parents=True, exist_ok=True)
digits = load_digits()
write(directory / "digits.csv", digits.data, digits.feature_names, digits.target, "digit")
diabetes = load_diabetes(scaled=False)
write(directory / "diabetes.csv", diabetes.data, diabetes.feature_names, diabetes.target, "progression")
