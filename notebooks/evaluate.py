#!/usr/bin/env python3
"""Evaluates a network that `scripts/sweep final` saved, with numpy alone. The test accuracy is the same.

usage: evaluate.py MODEL DIR

MODEL is a .safetensors file. DIR contains CIFAR-10's test_batch.bin. Requires Python 3 and numpy.

A safetensors file consists of the length of its header (8 bytes, little endian), the header (JSON: the name of each tensor
with its type, shape and position), and the bytes of the tensors. The tensors here are standardizer.mean and
standardizer.deviation [inputs], and for each layer l, from 0, layers.l.weight [outputs, inputs] and layers.l.bias
[outputs]. The header's metadata names the activation.

SPDX-License-Identifier: Apache-2.0
"""
import json
import sys

import numpy as np


def read(path):
    with open(path, "rb") as file:
        header = json.loads(file.read(int.from_bytes(file.read(8), "little")))
        data = file.read()
    notes = header.pop("__metadata__")
    types = {"F32": np.float32, "F64": np.float64}
    return notes, {
        name: np.frombuffer(data[slice(*tensor["data_offsets"])], types[tensor["dtype"]]).reshape(tensor["shape"])
        for name, tensor in header.items()}


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    notes, tensors = read(sys.argv[1])
    network = json.loads(notes["network"])
    records = np.fromfile(f"{sys.argv[2]}/test_batch.bin", np.uint8).reshape(-1, 3073)
    labels, pixels = records[:, 0], records[:, 1:].astype(np.float32)
    values = (pixels - tensors["standardizer.mean"]) / tensors["standardizer.deviation"]
    layers = len(network["hidden"]) + 1
    for layer in range(layers):
        values = values @ tensors[f"layers.{layer}.weight"].T + tensors[f"layers.{layer}.bias"]
        if layer < layers - 1:
            values = np.maximum(values, 0) if network["activation"] == "relu" else 1 / (1 + np.exp(-values))
    print(f"test accuracy {(values.argmax(axis=1) == labels).mean():.4f} on {len(labels)} images")


if __name__ == "__main__":
    main()
