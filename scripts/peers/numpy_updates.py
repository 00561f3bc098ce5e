#!/usr/bin/env python3
"""Times the updates of one trial of conf/coarse.conf in numpy, float32, on one core.

usage: numpy_updates.py DIR [LAMBDA ...]

DIR contains CIFAR-10's binary files. The same updates as the sweep's: 45,000 standardized images, 50 hidden ReLU units,
batch 100, 3,600 updates, a triangular rate from 1e-5 to 1e-1 with step-size 900, cost = loss + lambda * |W|^2.
Prints one line per lambda: the seconds of the updates alone, and the validation accuracy.

SPDX-License-Identifier: Apache-2.0
"""
import sys

from two_layer import TRAINING, accuracy, images, np, train


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    random = np.random.default_rng(1)
    x, y = images(sys.argv[1], random)
    for penalty in [float(text) for text in sys.argv[2:]] or [0.01]:
        seconds, parameters = train(x, y, penalty, random)
        print(f"{seconds:.3f} {accuracy(x[TRAINING:], y[TRAINING:], parameters):.4f}", flush=True)


if __name__ == "__main__":
    main()
