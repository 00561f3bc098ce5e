#!/usr/bin/env python3
"""Times the updates of one trial of conf/coarse.conf in PyTorch on one core.

usage: torch_updates.py DIR float32|bfloat16 [UPDATES]

DIR contains CIFAR-10's binary files. The same updates as numpy_updates.py's, written as PyTorch's users write them: modules,
automatic differentiation and its SGD optimizer, whose weight decay is 2 lambda = 0.002. With bfloat16, torch.autocast
computes the products in bfloat16, of float32 weights. Prints the seconds of the updates alone, and the validation accuracy.

SPDX-License-Identifier: Apache-2.0
"""
import contextlib
import sys
import time

import torch
from two_layer import BATCH, CLASSES, HIDDEN, TRAINING, UPDATES, images, np, rate_at


def main():
    if len(sys.argv) < 3 or sys.argv[2] not in ("float32", "bfloat16"):
        sys.exit(__doc__)
    updates = int(sys.argv[3]) if len(sys.argv) > 3 else UPDATES
    torch.set_num_threads(1)
    torch.manual_seed(1)
    x, y = (torch.from_numpy(part) for part in images(sys.argv[1], np.random.default_rng(1)))
    network = torch.nn.Sequential(
        torch.nn.Linear(x.shape[1], HIDDEN), torch.nn.ReLU(), torch.nn.Linear(HIDDEN, CLASSES))
    for layer in (network[0], network[2]):
        torch.nn.init.normal_(layer.weight, std=layer.in_features ** -0.5)
        torch.nn.init.zeros_(layer.bias)
    weights = [layer.weight for layer in (network[0], network[2])]
    biases = [layer.bias for layer in (network[0], network[2])]
    optimizer = torch.optim.SGD([{"params": weights, "weight_decay": 0.002}, {"params": biases}], lr=rate_at(0))
    loss_of = torch.nn.CrossEntropyLoss()
    precision = torch.autocast("cpu", dtype=torch.bfloat16) if sys.argv[2] == "bfloat16" else contextlib.nullcontext()
    batches = TRAINING // BATCH
    start = time.perf_counter()
    for update in range(updates):
        if update % batches == 0:
            order = torch.randperm(TRAINING)
        picked = order[update % batches * BATCH:][:BATCH]
        for group in optimizer.param_groups:
            group["lr"] = rate_at(update)
        optimizer.zero_grad(set_to_none=True)
        with precision:
            loss = loss_of(network(x[picked]), y[picked])
        loss.backward()
        optimizer.step()
    seconds = time.perf_counter() - start
    with torch.no_grad():
        correct = (network(x[TRAINING:]).argmax(dim=1) == y[TRAINING:]).double().mean().item()
    print(f"{seconds:.3f} {correct:.4f}", flush=True)


if __name__ == "__main__":
    main()
