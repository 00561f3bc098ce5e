#!/usr/bin/env python3
"""Times the updates of the experiments' other networks in numpy, float32, on one core.

usage: numpy_experiments.py DIR NAME [EPOCHS]

DIR contains CIFAR-10's binary files; NAME is one-layer (softmax regression, batch 100), deep (two hidden layers of 100
sigmoid units, batch 64, gradient descent) or deep-adam (the same with Adam). Images are standardized once, and all arrays
are reused. Prints the microseconds per update, in the fastest window of 20 updates in EPOCHS epochs (default: 4), since other
programs can only make one slower, and the loss of the last mini-batch.

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
WINDOW = 20
ONE = np.float32(1)
BETA1, BETA2, EPSILON = np.float32(0.9), np.float32(0.999), np.float32(1e-8)


class Network:
    """Layers of sigmoid units with a softmax on top, and every array that an update needs."""

    def __init__(self, widths, batch, random):
        pairs = list(zip(widths, widths[1:]))
        self.weights = [(random.standard_normal((i, o)) * np.sqrt(2 / (i + o))).astype(np.float32) for i, o in pairs]
        self.biases = [np.zeros(o, np.float32) for _, o in pairs]
        self.gradients = [np.empty_like(p) for p in self.parameters()]
        self.layers = [np.empty((batch, width), np.float32) for width in widths]
        self.deltas = [np.empty((batch, width), np.float32) for width in widths]
        self.derivatives = [np.empty((batch, width), np.float32) for width in widths]
        self.column = np.empty((batch, 1), np.float32)
        self.rows, self.ones = np.arange(batch), np.ones(batch, np.float32)

    def parameters(self):
        return self.weights + self.biases

    def forward(self):
        """Computes all layers from the first one; the last one contains probabilities."""
        top = len(self.weights)
        for layer in range(top):
            z = self.layers[layer + 1]
            np.matmul(self.layers[layer], self.weights[layer], out=z)
            z += self.biases[layer]
            if layer + 1 < top:
                np.negative(z, out=z)
                np.exp(z, out=z)
                z += ONE
                np.reciprocal(z, out=z)
        p = self.layers[top]
        np.max(p, axis=1, keepdims=True, out=self.column)
        p -= self.column
        np.exp(p, out=p)
        np.sum(p, axis=1, keepdims=True, out=self.column)
        p /= self.column

    def backward(self, labels):
        """Computes the gradients; the probabilities are overwritten."""
        top = len(self.weights)
        delta = self.layers[top]
        delta[self.rows, labels] -= ONE
        delta /= np.float32(len(labels))
        for layer in range(top - 1, -1, -1):
            below = self.layers[layer]
            np.matmul(below.T, delta, out=self.gradients[layer])
            np.matmul(self.ones, delta, out=self.gradients[top + layer])
            if layer:
                np.matmul(delta, self.weights[layer].T, out=self.deltas[layer])
                delta, derivative = self.deltas[layer], self.derivatives[layer]
                np.subtract(ONE, below, out=derivative)
                derivative *= below
                delta *= derivative


class Descent:
    def __init__(self, parameters, rate):
        self.rate = np.float32(rate)

    def step(self, parameters, gradients):
        for p, g in zip(parameters, gradients):
            g *= self.rate
            p -= g


class Adam:
    def __init__(self, parameters, rate):
        self.rate, self.updates = rate, 0
        self.first, self.second, self.spare = ([np.zeros_like(p) for p in parameters] for _ in range(3))

    def step(self, parameters, gradients):
        self.updates += 1
        rate = np.float32(self.rate / (1 - 0.9 ** self.updates))
        root = np.float32(1 / np.sqrt(1 - 0.999 ** self.updates))
        for p, g, m, v, s in zip(parameters, gradients, self.first, self.second, self.spare):
            m *= BETA1
            np.multiply(g, ONE - BETA1, out=s)
            m += s
            v *= BETA2
            np.multiply(g, g, out=s)
            s *= ONE - BETA2
            v += s
            np.sqrt(v, out=s)
            s *= root
            s += EPSILON
            np.divide(m, s, out=s)
            s *= rate
            p -= s


def main():
    if len(sys.argv) < 3 or sys.argv[2] not in SETTINGS:
        sys.exit(__doc__)
    widths, batch, rate, with_adam = SETTINGS[sys.argv[2]]
    epochs = int(sys.argv[3]) if len(sys.argv) > 3 else 4
    random = np.random.default_rng(1)
    x, y = images(sys.argv[1], random)
    network = Network(widths, batch, random)
    optimizer = (Adam if with_adam else Descent)(network.parameters(), rate)
    windows = TRAINING // (WINDOW * batch)
    best = float("inf")
    for _ in range(epochs):
        for window in random.permutation(TRAINING)[:windows * WINDOW * batch].reshape(windows, WINDOW, batch):
            start = time.perf_counter()
            for picked in window:
                np.take(x, picked, axis=0, out=network.layers[0], mode="clip")  # without mode, by a detour over a copy
                network.forward()
                network.backward(y[picked])
                optimizer.step(network.parameters(), network.gradients)
            best = min(best, time.perf_counter() - start)
    network.forward()
    loss = -np.log(network.layers[-1][network.rows, y[picked]]).mean()
    print(f"{best / WINDOW * 1e6:.1f} {loss:.4f}", flush=True)


if __name__ == "__main__":
    main()
