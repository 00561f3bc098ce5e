#!/usr/bin/env python3
"""Reference numbers for ParzenEstimatorTest: densities of Optuna 3.1's multivariate Parzen estimator.

    optuna_parzen.py > sweep-driver/src/test/resources/dev/lambdasweep/driver/search/tpe/parzen.json

SPDX-License-Identifier: Apache-2.0
"""
import json

import numpy as np
from optuna.distributions import CategoricalDistribution, FloatDistribution, IntDistribution
from optuna.samplers._tpe.parzen_estimator import _ParzenEstimator, _ParzenEstimatorParameters
from optuna.samplers._tpe.sampler import default_weights

KERNELS = ["linear", "poly", "rbf"]
SPACE = {
    "depth": IntDistribution(1, 20),
    "kernel": CategoricalDistribution(KERNELS),
    "rate": FloatDistribution(1e-5, 1, log=True),
    "x": FloatDistribution(-5, 10),
}


def draw(random, n):
    return {
        "depth": random.randint(1, 21, n).astype(float),
        "kernel": random.randint(0, 3, n).astype(float),
        "rate": 10 ** random.uniform(-5, 0, n),
        "x": random.uniform(-5, 10, n),
    }


def points(values):
    return [{"depth": int(depth), "kernel": KERNELS[int(kernel)], "rate": rate, "x": x}
            for depth, kernel, rate, x in zip(*values.values())]


def main():
    random = np.random.RandomState(1)
    cases = []
    for n in (0, 1, 5, 40, 120):
        observed, asked = draw(random, n), draw(random, 12)
        asked["kernel"] = asked["kernel"].astype(int)
        parameters = _ParzenEstimatorParameters(True, 1.0, True, False, default_weights, True)
        densities = _ParzenEstimator(observed, SPACE, parameters).log_pdf(asked)
        cases.append({"observed": points(observed), "asked": points(asked), "logDensities": densities.tolist()})
    print(json.dumps(cases, indent=1))


if __name__ == "__main__":
    main()
