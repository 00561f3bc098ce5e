#!/usr/bin/env python3
"""Times the updates of the experiments' other networks in numpy, float32, on one core.

usage: numpy_experiments.py DIR NAME [UPDATES]

DIR contains CIFAR-10's binary files; NAME is one-layer (softmax regression, batch 100), deep (two hidden layers of 100
sigmoid units, batch 64, gradient descent) or deep-adam (the same with Adam). Images are standardized once, and
temporaries are reused where numpy permits it. Prints the microseconds per update and the loss of the last mini-batch.

SPDX-License-Identifier: Apache-2.0
"""
import sys
import time

from two_layer import TRAINING, images, np

SETTINGS = {
    # widths of the layers, batch size, rate, whether it uses Adam
    "one-layer": ([3_072, 10], 100, 0.001, False),
    "deep": ([3_072, 100, 100, 10], 64, 0.3, False),
    "deep-adam": ([3_072, 100, 100, 10], 64, 0.001, True),
}
BETA1, BETA2, EPSILON = np.float32(0.9), np.float32(0.999), np.float32(1e-8)


def sigmoid(z):
    np.negative(z, out=z)
    np.exp(z, out=z)
    z += 1
    np.reciprocal(z, out=z)
    return z


def main():
    if len(sys.argv) < 3 or sys.argv[2] not in SETTINGS:
        sys.exit(__doc__)
    widths, batch, rate, with_adam = SETTINGS[sys.argv[2]]
    updates = int(sys.argv[3]) if len(sys.argv) > 3 else 2_000
    random = np.random.default_rng(1)
    x, y = images(sys.argv[1], random)
    weights = [
        (random.standard_normal((i, o)) * np.sqrt(2 / (i + o))).astype(np.float32) for i, o in zip(widths, widths[1:])]
    biases = [np.zeros(o, np.float32) for o in widths[1:]]
    parameters = weights + biases
    first = [np.zeros_like(p) for p in parameters]
    second = [np.zeros_like(p) for p in parameters]
    spare = [np.empty_like(p) for p in parameters]
    rows = np.arange(batch)
    batches = TRAINING // batch
    start = time.perf_counter()
    for update in range(updates):
        if update % batches == 0:
            order = random.permutation(TRAINING)
        picked = order[update % batches * batch:][:batch]
        xb, yb = x[picked], y[picked]
        layers = [xb]
        for w, b in zip(weights[:-1], biases[:-1]):
            z = layers[-1] @ w
            z += b
            layers.append(sigmoid(z))
        p = layers[-1] @ weights[-1]
        p += biases[-1]
        p -= p.max(axis=1, keepdims=True)
        np.exp(p, out=p)
        p /= p.sum(axis=1, keepdims=True)
        loss = -np.log(p[rows, yb]).mean()
        p[rows, yb] -= 1
        p /= batch
        weight_gradients, bias_gradients = [], []
        for layer in range(len(weights) - 1, -1, -1):
            weight_gradients.insert(0, layers[layer].T @ p)
            bias_gradients.insert(0, p.sum(axis=0))
            if layer:
                p = p @ weights[layer].T
                p *= layers[layer] * (1 - layers[layer])
        for i, g in enumerate(weight_gradients + bias_gradients):
            if with_adam:
                t = update + 1
                m, v, s = first[i], second[i], spare[i]
                m *= BETA1
                np.multiply(g, 1 - BETA1, out=s)
                m += s
                v *= BETA2
                np.multiply(g, g, out=s)
                s *= 1 - BETA2
                v += s
                np.sqrt(v, out=s)
                s /= np.float32(np.sqrt(1 - 0.999 ** t))
                s += EPSILON
                np.divide(m, s, out=s)
                s *= np.float32(rate / (1 - 0.9 ** t))
                parameters[i] -= s
            else:
                g *= np.float32(rate)
                parameters[i] -= g
    print(f"{(time.perf_counter() - start) / updates * 1e6:.1f} {loss:.4f}", flush=True)


if __name__ == "__main__":
    main()
