#!/usr/bin/env python3
"""Searches hyperparameters of real trainings with Optuna, for `scripts/bench trainings`.

    optuna_trainings.py SAMPLER SEED TASK TRAININGS COMMAND...

COMMAND trains a point per line of its standard input, and prints the accuracy of each (RealSearches.java). Prints the best
point after every ten trainings: trainings, point. SAMPLER is one of optuna_search.py.

SPDX-License-Identifier: Apache-2.0
"""
import subprocess
import sys
import warnings

import optuna
from optuna_search import sampler

# the spaces of RealSearches.java
SPACES = {
    "digits": lambda trial: {
        "lambda": trial.suggest_float("lambda", 1e-6, 1, log=True),
        "learning-rate": trial.suggest_float("learning-rate", 1e-5, 1, log=True),
        "batch-size": trial.suggest_int("batch-size", 8, 256, log=True),
        "hidden": trial.suggest_categorical("hidden", ["[4]", "[8]", "[16]", "[32]", "[64]"]),
    },
    "cifar10": lambda trial: {
        "lambda": trial.suggest_float("lambda", 1e-5, 1, log=True),
        "learning-rate-low": trial.suggest_float("learning-rate-low", 1e-7, 1e-3, log=True),
        "learning-rate-high": trial.suggest_float("learning-rate-high", 1e-3, 1, log=True),
        "hidden": trial.suggest_categorical("hidden", ["[10]", "[20]", "[50]", "[100]"]),
    },
}


def main():
    name, seed, task, trainings, *command = sys.argv[1:]
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    warnings.simplefilter("ignore")
    study = optuna.create_study(sampler=sampler(name, int(seed)), direction="maximize")
    points = []
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as trainer:
        for training in range(1, int(trainings) + 1):
            trial = study.ask()
            points.append(", ".join(f"{key} = {value}" for key, value in sorted(SPACES[task](trial).items())))
            print(points[-1], file=trainer.stdin, flush=True)
            study.tell(trial, float(trainer.stdout.readline()))
            if training % 10 == 0:
                print(training, points[study.best_trial.number], sep="\t")
        trainer.stdin.close()


if __name__ == "__main__":
    main()
