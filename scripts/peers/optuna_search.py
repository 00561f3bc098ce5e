#!/usr/bin/env python3
"""Searches the minima of functions with Optuna, for `scripts/bench search`.

    optuna_search.py SAMPLER SEEDS FUNCTION   regret after 20, 50 and 100 trainings: function, seed, trainings, regret
    optuna_search.py check                    compares the functions with the lines of standard input

SAMPLER is tpe, multivariate (TPESampler(multivariate=True)), qmc or random. The functions are those of SearchFunction.java.
The regret is that of the point with the best value that the search has seen, noise included: the point's value without
noise, less the function's minimum.

SPDX-License-Identifier: Apache-2.0
"""
import math
import sys
import warnings

import numpy as np
import optuna

REPORTED = (20, 50, 100)
HEIGHTS = np.array([1, 1.2, 3, 3.2])
HARTMANN_3 = np.array([[3, 10, 30], [0.1, 10, 35], [3, 10, 30], [0.1, 10, 35]])
CENTERS_3 = np.array([[0.3689, 0.1170, 0.2673], [0.4699, 0.4387, 0.7470], [0.1091, 0.8732, 0.5547], [0.0381, 0.5743, 0.8828]])
HARTMANN_6 = np.array([[10, 3, 17, 3.5, 1.7, 8], [0.05, 10, 17, 0.1, 8, 14], [3, 3.5, 1.7, 10, 17, 8], [17, 8, 0.05, 10, 0.1, 14]])
CENTERS_6 = np.array([[0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886], [0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991],
                      [0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650], [0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381]])


def uniform(variables, low, high):
    return lambda trial: {f"x{i}": trial.suggest_float(f"x{i}", low, high) for i in range(variables)}


def numbers(at):
    return np.array([at[f"x{i}"] for i in range(len(at))])


def branin_space(trial):
    return {"x0": trial.suggest_float("x0", -5, 10), "x1": trial.suggest_float("x1", 0, 15)}


def branin(at):
    x = numbers(at)
    a = x[1] - 5.1 / (4 * math.pi ** 2) * x[0] ** 2 + 5 / math.pi * x[0] - 6
    return a * a + 10 * (1 - 1 / (8 * math.pi)) * math.cos(x[0]) + 10


def hartmann(scales, centers):
    return lambda at: -float(HEIGHTS @ np.exp(-(scales * (numbers(at) - centers) ** 2).sum(axis=1)))


def ackley(at):
    x = numbers(at)
    return 20 + math.e - 20 * math.exp(-0.2 * math.sqrt((x * x).mean())) - math.exp(np.cos(2 * math.pi * x).mean())


def lambda_space(trial):
    return {"lambda": trial.suggest_float("lambda", 1e-6, 1, log=True)}


def lambda_error(at):
    x = math.log10(at["lambda"])
    return 0.12 - 0.02 * math.exp(-((x + 2.5) ** 2) / 0.25) + 0.78 / (1 + math.exp(-(x + 0.7) / 0.15))


def optimizers_space(trial):
    at = {
        "activation": trial.suggest_categorical("activation", ["relu", "tanh", "sigmoid"]),
        "hidden": trial.suggest_int("hidden", 8, 512),
        "lambda": trial.suggest_float("lambda", 1e-6, 1, log=True),
        "optimizer": trial.suggest_categorical("optimizer", ["sgd", "adam", "rmsprop"]),
        "rate": trial.suggest_float("rate", 1e-5, 1, log=True),
    }
    if at["optimizer"] == "sgd":
        at["momentum"] = trial.suggest_float("momentum", 0, 0.99)
    return at


def width(hidden):
    return (math.log2(hidden) - 7.5) ** 2 / 300


def optimizers_error(at):
    rate = math.log10(at["rate"])
    error = width(at["hidden"]) + 0.01 * (math.log10(at["lambda"]) + 3.5) ** 2
    error += {"relu": 0, "tanh": 0.02, "sigmoid": 0.05}[at["activation"]]
    if at["optimizer"] == "sgd":
        momentum = at["momentum"]
        return error + 0.1 + 0.02 * (rate - math.log10(1 - momentum) + 0.5) ** 2 + 0.05 * (momentum - 0.9) ** 2
    if at["optimizer"] == "adam":
        return error + 0.115 + 0.02 * (rate + 3) ** 2
    return error + 0.13 + 0.02 * (rate + 3.5) ** 2


def models_space(trial):
    at = {"model": trial.suggest_categorical("model", ["forest", "svm", "network"])}
    if at["model"] == "forest":
        at["depth"] = trial.suggest_int("depth", 1, 20)
        at["trees"] = trial.suggest_int("trees", 10, 200)
    elif at["model"] == "svm":
        at["kernel"] = trial.suggest_categorical("kernel", ["linear", "poly", "rbf"])
        at["c"] = trial.suggest_float("c", 1e-3, 1e3, log=True)
        if at["kernel"] != "linear":
            at["gamma"] = trial.suggest_float("gamma", 1e-5, 10, log=True)
    else:
        at["layers"] = trial.suggest_int("layers", 1, 4)
        at["rate"] = trial.suggest_float("rate", 1e-5, 1, log=True)
    return at


def models_error(at):
    if at["model"] == "forest":
        return 0.15 + 0.1 * ((at["depth"] - 12) / 10) ** 2 + 0.05 * (1 - at["trees"] / 200)
    if at["model"] == "svm":
        error = 0.12 + 0.01 * (math.log10(at["c"]) - 1) ** 2
        if at["kernel"] == "linear":
            return error + 0.06
        return error + 0.015 * (math.log10(at["gamma"]) + 2) ** 2 + (0.03 if at["kernel"] == "poly" else 0)
    return 0.14 + 0.02 * (at["layers"] - 3) ** 2 + 0.02 * (math.log10(at["rate"]) + 2.5) ** 2


# name: space, function, smallest value, standard deviation of the noise
FUNCTIONS = {
    "branin": (branin_space, branin, 0.397887357729739, 0),
    "hartmann-3": (uniform(3, 0, 1), hartmann(HARTMANN_3, CENTERS_3), -3.862779787332660, 0),
    "hartmann-6": (uniform(6, 0, 1), hartmann(HARTMANN_6, CENTERS_6), -3.322368011415515, 0),
    "ackley-5": (uniform(5, -15, 30), ackley, 0, 0),
    "lambda": (lambda_space, lambda_error, 0.1000047892705181, 0.003),
    "optimizers": (optimizers_space, optimizers_error, 0.1 + width(181), 0),
    "models": (models_space, models_error, 0.12, 0),
}


def sampler(name, seed):
    if name == "tpe":
        return optuna.samplers.TPESampler(seed=seed)
    if name == "multivariate":
        return optuna.samplers.TPESampler(multivariate=True, seed=seed)
    if name == "qmc":
        return optuna.samplers.QMCSampler(seed=seed)
    return optuna.samplers.RandomSampler(seed=seed)


def search(name, seed, function):
    space, formula, least, noise = FUNCTIONS[function]
    random = np.random.RandomState(1_000_000 + seed)
    study = optuna.create_study(sampler=sampler(name, seed))
    best = regret = math.inf
    for training in range(1, max(REPORTED) + 1):
        trial = study.ask()
        value = formula(space(trial))
        seen = value + noise * random.standard_normal()
        study.tell(trial, seen)
        if seen < best:
            best, regret = seen, value - least
        if training in REPORTED:
            print(function, seed, training, repr(regret), sep="\t")


def check(lines):
    for line in lines:
        name, value, *variables = line.split("\t")
        at = {}
        for variable in variables:
            key, text = variable.strip().split("=")
            try:
                at[key] = float(text)
            except ValueError:
                at[key] = text
        found = FUNCTIONS[name][1](at)
        if abs(found - float(value)) > 1e-12 * max(1, abs(found)):
            sys.exit(f"Cannot compare {name}: it is {value} there and {found} here, at {at}")


def main():
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    warnings.simplefilter("ignore")
    if sys.argv[1] == "check":
        check(sys.stdin)
    else:
        for seed in range(int(sys.argv[2])):
            search(sys.argv[1], seed, sys.argv[3])


if __name__ == "__main__":
    main()
