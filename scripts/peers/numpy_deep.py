#!/usr/bin/env python3
"""Trains the deep sigmoid network of conf/experiments in numpy, float32, to compare the accuracy.

usage: numpy_deep.py DIR SETTING[,SETTING...] SEEDS [drop|keep]

DIR contains CIFAR-10's binary files. A SETTING is optimizer:rate:lambda:decay, as in sgd:0.3:0.001:0. The learning rate is
rate · exp(−decay · epoch), and the penalty is λ/2 ‖W‖². Each setting is trained with seeds 1 to SEEDS. drop, the default,
skips an incomplete mini-batch at the end of an epoch, and keep trains on it. Prints one line per training: setting, seed,
test accuracy, test loss.

Two hidden layers of 100 units, batch 64, 20 epochs, 45,000 images, initial weights from N(0, 2 / (inputs +
outputs)). Split, initial weights and order of the images are drawn by numpy and differ between seeds.

SPDX-License-Identifier: Apache-2.0
"""
import sys

from two_layer import TRAINING, np

WIDTHS, BATCH, EPOCHS = [3_072, 100, 100, 10], 64, 20
BETA1, BETA2, EPSILON = 0.9, 0.999, 1e-8


def read(directory, names):
    records = np.concatenate([np.fromfile(f"{directory}/{name}.bin", np.uint8).reshape(-1, 3_073) for name in names])
    return records[:, 1:], records[:, 0].astype(np.intp)


def forward(x, weights, biases):
    layers = [x]
    for w, b in zip(weights[:-1], biases[:-1]):
        layers.append(1 / (1 + np.exp(-(layers[-1] @ w + b))))
    logits = layers[-1] @ weights[-1] + biases[-1]
    logits -= logits.max(axis=1, keepdims=True)
    return layers, logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))


def train(x, y, setting, random, keep):
    optimizer, rate, penalty, decay = setting
    weights = [(random.standard_normal((i, o)) * np.sqrt(2 / (i + o))).astype(np.float32) for i, o in zip(WIDTHS, WIDTHS[1:])]
    biases = [np.zeros(o, np.float32) for o in WIDTHS[1:]]
    parameters = weights + biases
    means = [np.zeros_like(p) for p in parameters]
    squares = [np.zeros_like(p) for p in parameters]
    update = 0
    for epoch in range(EPOCHS):
        step = np.float32(rate * np.exp(-decay * epoch))
        order = random.permutation(len(x))
        end = len(x) if keep else len(x) // BATCH * BATCH
        for start in range(0, end, BATCH):
            picked = order[start:start + BATCH]
            xb, yb = x[picked], y[picked]
            layers, log_p = forward(xb, weights, biases)
            d = np.exp(log_p)
            d[np.arange(len(yb)), yb] -= 1
            d /= len(yb)
            gradients = [None] * len(parameters)
            for layer in (2, 1, 0):
                gradients[layer] = layers[layer].T @ d
                gradients[layer] += np.float32(penalty) * weights[layer]
                gradients[3 + layer] = d.sum(axis=0)
                if layer:
                    d = (d @ weights[layer].T) * layers[layer] * (1 - layers[layer])
            update += 1
            for p, g, m, v in zip(parameters, gradients, means, squares):
                if optimizer == "sgd":
                    p -= step * g
                else:
                    m *= np.float32(BETA1)
                    m += np.float32(1 - BETA1) * g
                    v *= np.float32(BETA2)
                    v += np.float32(1 - BETA2) * (g * g)
                    p -= step * (m / np.float32(1 - BETA1 ** update)) / (
                        np.sqrt(v / np.float32(1 - BETA2 ** update)) + np.float32(EPSILON))
    return weights, biases


def main():
    if len(sys.argv) not in (4, 5) or sys.argv[4:] not in ([], ["drop"], ["keep"]):
        sys.exit(__doc__)
    pixels, labels = read(sys.argv[1], [f"data_batch_{i}" for i in range(1, 6)])
    test_pixels, test_labels = read(sys.argv[1], ["test_batch"])
    for text in sys.argv[2].split(","):
        optimizer, *numbers = text.split(":")
        setting = (optimizer, *map(float, numbers))
        for seed in range(1, int(sys.argv[3]) + 1):
            random = np.random.default_rng(seed)
            picked = random.permutation(len(pixels))[:TRAINING]
            x = pixels[picked].astype(np.float32)
            mean, deviation = x.mean(axis=0, dtype=np.float64), x.std(axis=0, dtype=np.float64)
            x -= mean.astype(np.float32)
            x /= deviation.astype(np.float32)
            weights, biases = train(x, labels[picked], setting, random, sys.argv[4:] == ["keep"])
            test = ((test_pixels - mean) / deviation).astype(np.float32)
            log_p = forward(test, weights, biases)[1]
            accuracy = (log_p.argmax(axis=1) == test_labels).mean()
            loss = -log_p[np.arange(len(test_labels)), test_labels].mean(dtype=np.float64)
            print(f"{text} {seed} {accuracy:.4f} {loss:.4f}", flush=True)


if __name__ == "__main__":
    main()
