#!/usr/bin/env python3
"""Times the updates of one trial of conf/coarse.conf in numpy, float32, on one core.

usage: numpy_updates.py DIR [LAMBDA ...]

DIR holds CIFAR-10's binary files. The same updates as the sweep's: 45,000 standardized images, 50 hidden ReLU units,
batch 100, 3,600 updates, a triangular rate from 1e-5 to 1e-1 with step-size 900, cost = loss + lambda * |W|^2.
Written as a user of numpy would write it well: everything in float32, images standardized once, temporaries reused
where numpy can. Prints the seconds of the updates alone, a line a lambda.

SPDX-License-Identifier: Apache-2.0
"""
import os
import sys
import time

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
import numpy as np

TRAINING, HIDDEN, CLASSES, BATCH, UPDATES = 45_000, 50, 10, 100, 3_600
LOW, HIGH, STEP = 1e-5, 1e-1, 900


def images(directory, random):
    records = np.concatenate(
        [np.fromfile(f"{directory}/data_batch_{i}.bin", np.uint8).reshape(-1, 3073) for i in range(1, 6)])
    records = records[random.permutation(len(records))[:TRAINING]]
    x = records[:, 1:].astype(np.float32)
    x -= x.mean(axis=0, dtype=np.float64).astype(np.float32)
    x /= x.std(axis=0, dtype=np.float64).astype(np.float32)
    return x, records[:, 0].astype(np.intp)


def train(x, y, penalty, random):
    inputs = x.shape[1]
    w1 = random.standard_normal((inputs, HIDDEN)).astype(np.float32) / np.float32(np.sqrt(inputs))
    w2 = random.standard_normal((HIDDEN, CLASSES)).astype(np.float32) / np.float32(np.sqrt(HIDDEN))
    b1, b2 = np.zeros(HIDDEN, np.float32), np.zeros(CLASSES, np.float32)
    rows = np.arange(BATCH)
    batches = len(x) // BATCH
    start = time.perf_counter()
    for update in range(UPDATES):
        if update % batches == 0:
            order = random.permutation(len(x))
        picked = order[update % batches * BATCH:][:BATCH]
        xb, yb = x[picked], y[picked]
        c = update % (2 * STEP) / STEP
        rate = np.float32(LOW + (HIGH - LOW) * (c if c <= 1 else 2 - c))
        hidden = xb @ w1
        hidden += b1
        np.maximum(hidden, 0, out=hidden)
        p = hidden @ w2
        p += b2
        p -= p.max(axis=1, keepdims=True)
        np.exp(p, out=p)
        p /= p.sum(axis=1, keepdims=True)
        p[rows, yb] -= 1
        p /= BATCH
        below = p @ w2.T
        below *= hidden > 0
        decay = 1 - 2 * rate * np.float32(penalty)
        g2, g1 = hidden.T @ p, xb.T @ below
        g1 *= rate
        g2 *= rate
        w1 *= decay
        w1 -= g1
        w2 *= decay
        w2 -= g2
        b1 -= rate * below.sum(axis=0)
        b2 -= rate * p.sum(axis=0)
    return time.perf_counter() - start


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    random = np.random.default_rng(1)
    x, y = images(sys.argv[1], random)
    for penalty in [float(text) for text in sys.argv[2:]] or [0.01]:
        print(f"{train(x, y, penalty, random):.3f}", flush=True)


if __name__ == "__main__":
    main()
