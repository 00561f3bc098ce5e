"""The two-layer network of conf/coarse.conf in numpy, float32, as an experienced numpy user would write it:
images are standardized once, and temporaries are reused where numpy permits it.

SPDX-License-Identifier: Apache-2.0
"""
import os
import time

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
import numpy as np

TRAINING, VALIDATION, HIDDEN, CLASSES, BATCH, UPDATES = 45_000, 5_000, 50, 10, 100, 3_600
LOW, HIGH, STEP = 1e-5, 1e-1, 900
# log-uniform in [1e-5, 1e-1], as drawn by the sweep
LAMBDAS = [4.93e-5, 1.12e-3, 1.77e-3, 1.76e-2, 3.34e-2, 7.20e-4, 4.50e-2, 5.01e-4, 6.58e-2, 2.14e-3]


def images(directory, random):
    """Standardized images and labels: training first, then validation."""
    records = np.concatenate(
        [np.fromfile(f"{directory}/data_batch_{i}.bin", np.uint8).reshape(-1, 3073) for i in range(1, 6)])
    records = records[random.permutation(len(records))]
    x = records[:, 1:].astype(np.float32)
    x -= x[:TRAINING].mean(axis=0, dtype=np.float64).astype(np.float32)
    x /= x[:TRAINING].std(axis=0, dtype=np.float64).astype(np.float32)
    return x, records[:, 0].astype(np.intp)


def rate_at(update):
    """The learning rate of an update, of the triangular schedule."""
    c = update % (2 * STEP) / STEP
    return LOW + (HIGH - LOW) * (c if c <= 1 else 2 - c)


def train(x, y, penalty, random):
    """Trains, and returns the seconds of the updates and the parameters."""
    inputs = x.shape[1]
    w1 = random.standard_normal((inputs, HIDDEN)).astype(np.float32) / np.float32(np.sqrt(inputs))
    w2 = random.standard_normal((HIDDEN, CLASSES)).astype(np.float32) / np.float32(np.sqrt(HIDDEN))
    b1, b2 = np.zeros(HIDDEN, np.float32), np.zeros(CLASSES, np.float32)
    rows = np.arange(BATCH)
    batches = TRAINING // BATCH
    start = time.perf_counter()
    for update in range(UPDATES):
        if update % batches == 0:
            order = random.permutation(TRAINING)
        picked = order[update % batches * BATCH:][:BATCH]
        xb, yb = x[picked], y[picked]
        rate = np.float32(rate_at(update))
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
    return time.perf_counter() - start, (w1, b1, w2, b2)


def accuracy(x, y, parameters):
    w1, b1, w2, b2 = parameters
    return float(((np.maximum(x @ w1 + b1, 0) @ w2 + b2).argmax(axis=1) == y).mean())
