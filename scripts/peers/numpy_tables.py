#!/usr/bin/env python3
"""Times updates on a table in numpy, float32, on one core.

usage: numpy_tables.py INPUTS HIDDEN [EPOCHS]

The same updates as those of UpdatesBenchmark: 10,000 standardized rows of 10 classes, HIDDEN ReLU units, batch 100,
gradient descent with a constant rate, cost = loss + lambda * |W|^2. With few inputs, calls and temporaries take most of the
time. All arrays are therefore reused, and labels are one-hot. Prints two lines: the microseconds per update of one
network, and the microseconds per update and network of 10 networks that are stacked along their first layer. Each is the
fastest window of 20 updates in EPOCHS epochs (default: 100), since other programs can only make one slower.

SPDX-License-Identifier: Apache-2.0
"""
import os
import sys
import time

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
import numpy as np

ROWS, CLASSES, BATCH, NETWORKS, WINDOW = 10_000, 10, 100, 10, 20
RATE = np.float32(0.01)
ZERO, ONES = np.float32(0), np.ones(BATCH, np.float32)


def table(inputs, random):
    """Standardized rows and one-hot labels; every number of a row is its class's center plus noise."""
    labels = random.integers(0, CLASSES, ROWS)
    centers = 0.3 * random.standard_normal((CLASSES, inputs))
    x = (5 + centers[labels] + random.standard_normal((ROWS, inputs))).astype(np.float32)
    x -= x.mean(axis=0, dtype=np.float64).astype(np.float32)
    x /= x.std(axis=0, dtype=np.float64).astype(np.float32)
    return x, np.eye(CLASSES, dtype=np.float32)[labels]


def weights(inputs, outputs, random):
    return (random.standard_normal((inputs, outputs)) / np.sqrt(inputs)).astype(np.float32)


def one_network(x, onehot, units, penalty, random):
    """Returns a function that updates one network from the picked rows."""
    inputs = x.shape[1]
    w1, w2 = weights(inputs, units, random), weights(units, CLASSES, random)
    b1, b2 = np.zeros(units, np.float32), np.zeros(CLASSES, np.float32)
    xb, tb = np.empty((BATCH, inputs), np.float32), np.empty((BATCH, CLASSES), np.float32)
    hidden, below = np.empty((BATCH, units), np.float32), np.empty((BATCH, units), np.float32)
    active, p = np.empty((BATCH, units), bool), np.empty((BATCH, CLASSES), np.float32)
    column = np.empty((BATCH, 1), np.float32)
    g1, g2 = np.empty_like(w1), np.empty_like(w2)
    decay = np.float32(1 - 2 * RATE * penalty)

    def update(picked):
        np.take(x, picked, axis=0, out=xb, mode="clip")  # without mode, numpy takes a detour over a copy
        np.take(onehot, picked, axis=0, out=tb, mode="clip")
        np.matmul(xb, w1, out=hidden)
        np.add(hidden, b1, out=hidden)
        np.maximum(hidden, ZERO, out=hidden)
        np.matmul(hidden, w2, out=p)
        np.add(p, b2, out=p)
        np.max(p, axis=1, keepdims=True, out=column)
        np.subtract(p, column, out=p)
        np.exp(p, out=p)
        np.sum(p, axis=1, keepdims=True, out=column)
        np.divide(p, column, out=p)
        np.subtract(p, tb, out=p)
        np.multiply(p, RATE / BATCH, out=p)
        np.matmul(p, w2.T, out=below)
        np.greater(hidden, ZERO, out=active)
        np.multiply(below, active, out=below)
        np.matmul(hidden.T, p, out=g2)
        np.matmul(xb.T, below, out=g1)
        np.multiply(w1, decay, out=w1)
        np.subtract(w1, g1, out=w1)
        np.multiply(w2, decay, out=w2)
        np.subtract(w2, g2, out=w2)
        np.subtract(b1, ONES @ below, out=b1)
        np.subtract(b2, ONES @ p, out=b2)

    return update


def stacked_networks(x, onehot, units, penalties, random):
    """Returns a function that updates several networks from the picked rows, with one product for all first layers."""
    inputs, networks = x.shape[1], len(penalties)
    w1 = np.hstack([weights(inputs, units, random) for _ in penalties])
    w2 = np.stack([weights(units, CLASSES, random) for _ in penalties])
    b1, b2 = np.zeros(networks * units, np.float32), np.zeros((networks, 1, CLASSES), np.float32)
    xb, tb = np.empty((BATCH, inputs), np.float32), np.empty((BATCH, CLASSES), np.float32)
    hidden, below = (np.empty((BATCH, networks * units), np.float32) for _ in range(2))
    active = np.empty((BATCH, networks * units), bool)
    each, each_below = (a.reshape(BATCH, networks, units).transpose(1, 0, 2) for a in (hidden, below))
    p, column = np.empty((networks, BATCH, CLASSES), np.float32), np.empty((networks, BATCH, 1), np.float32)
    g1, g2 = np.empty_like(w1), np.empty_like(w2)
    decay = (1 - 2 * RATE * np.array(penalties)).astype(np.float32)
    decay1, decay2 = np.repeat(decay, units), decay[:, None, None]

    def update(picked):
        np.take(x, picked, axis=0, out=xb, mode="clip")
        np.take(onehot, picked, axis=0, out=tb, mode="clip")
        np.matmul(xb, w1, out=hidden)
        np.add(hidden, b1, out=hidden)
        np.maximum(hidden, ZERO, out=hidden)
        np.matmul(each, w2, out=p)
        np.add(p, b2, out=p)
        np.max(p, axis=2, keepdims=True, out=column)
        np.subtract(p, column, out=p)
        np.exp(p, out=p)
        np.sum(p, axis=2, keepdims=True, out=column)
        np.divide(p, column, out=p)
        np.subtract(p, tb, out=p)
        np.multiply(p, RATE / BATCH, out=p)
        np.matmul(p, w2.transpose(0, 2, 1), out=each_below)
        np.greater(hidden, ZERO, out=active)
        np.multiply(below, active, out=below)
        np.matmul(each.transpose(0, 2, 1), p, out=g2)
        np.matmul(xb.T, below, out=g1)
        np.multiply(w1, decay1, out=w1)
        np.subtract(w1, g1, out=w1)
        np.multiply(w2, decay2, out=w2)
        np.subtract(w2, g2, out=w2)
        np.subtract(b1, ONES @ below, out=b1)
        np.subtract(b2, p.sum(axis=1, keepdims=True), out=b2)

    return update


def fastest(update, random, epochs):
    """The fewest microseconds per update."""
    best = float("inf")
    for _ in range(epochs):
        for window in random.permutation(ROWS).reshape(-1, WINDOW, BATCH):
            start = time.perf_counter()
            for picked in window:
                update(picked)
            best = min(best, time.perf_counter() - start)
    return best * 1e6 / WINDOW


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    units = int(sys.argv[2])
    epochs = int(sys.argv[3]) if len(sys.argv) > 3 else 100
    random = np.random.default_rng(1)
    x, onehot = table(int(sys.argv[1]), random)
    penalties = [1e-3 * (k + 1) for k in range(NETWORKS)]
    print(f"{fastest(one_network(x, onehot, units, penalties[0], random), random, epochs):.2f}", flush=True)
    print(f"{fastest(stacked_networks(x, onehot, units, penalties, random), random, epochs) / NETWORKS:.2f}", flush=True)


if __name__ == "__main__":
    main()
