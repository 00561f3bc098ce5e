#!/usr/bin/env python3
"""The coarse sweep in numpy, with ten lambdas distributed over two processes by joblib.

usage: numpy_sweep.py DIR

Prints one line per lambda: lambda, validation accuracy.

SPDX-License-Identifier: Apache-2.0
"""
import sys

from two_layer import LAMBDAS, TRAINING, accuracy, images, np, train

from joblib import Parallel, delayed


def trial(x, y, penalty, seed):
    _, parameters = train(x, y, penalty, np.random.default_rng(seed))
    return accuracy(x[TRAINING:], y[TRAINING:], parameters)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    x, y = images(sys.argv[1], np.random.default_rng(1))
    accuracies = Parallel(n_jobs=2)(delayed(trial)(x, y, penalty, 1) for penalty in LAMBDAS)
    for penalty, reached in zip(LAMBDAS, accuracies):
        print(f"{penalty} {reached:.4f}")


if __name__ == "__main__":
    main()
