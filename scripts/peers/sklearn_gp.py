#!/usr/bin/env python3
"""Reference numbers for the tests of the sampler gp: scikit-learn's Gaussian process, and mpmath's normal distribution.

    sklearn_gp.py process > sweep-driver/src/test/resources/dev/lambdasweep/driver/search/gp/process.json
    sklearn_gp.py normal > sweep-driver/src/test/resources/dev/lambdasweep/driver/search/numeric/normal.json

process: means, standard deviations and log posterior densities, given observations and the kernel's parameters. Axis 2 is a
choice of three, given to scikit-learn as three columns whose squared distance is 0 or 1.
normal: log Φ(x) and log(x Φ(x) + φ(x)) with 250 digits.

SPDX-License-Identifier: Apache-2.0
"""
import json
import sys

import numpy as np


def process():
    from sklearn.gaussian_process import GaussianProcessRegressor
    from sklearn.gaussian_process.kernels import ConstantKernel, Matern

    def columns(x):
        return np.hstack([x[:, :2], np.sqrt(0.5) * (x[:, 2:] == np.array([[1 / 6, 3 / 6, 5 / 6]]))])

    def places(random, n):
        x = random.uniform(size=(n, 3))
        x[:, 2] = random.choice([1 / 6, 3 / 6, 5 / 6], n)
        return x

    random = np.random.RandomState(1)
    cases = []
    for n, weights, scale, noise in ((5, [1, 1, 1], 1, 1e-2), (20, [12, 0.3, 2], 2.5, 1e-3), (60, [40, 4, 0.1], 0.4, 1e-4)):
        weights = np.array(weights, float)
        x, asked = places(random, n), places(random, 10)
        y = np.sin(5 * x[:, 0]) + x[:, 1] ** 2 + x[:, 2] + 0.1 * random.standard_normal(n)
        y = (y - y.mean()) / y.std()
        errors = random.uniform(0, 0.05, n)
        lengths = 1 / np.sqrt(weights[[0, 1, 2, 2, 2]])
        kernel = ConstantKernel(scale) * Matern(lengths, nu=2.5)
        model = GaussianProcessRegressor(kernel, alpha=noise + errors, optimizer=None).fit(columns(x), y)
        means, deviations = model.predict(columns(asked), return_std=True)
        likelihood = model.log_marginal_likelihood() + n / 2 * np.log(2 * np.pi)
        prior = -(0.1 / weights + 0.1 * weights).sum() + np.log(scale) - scale + 0.1 * np.log(noise) - 30 * noise
        cases.append({
            "weights": weights.tolist(), "scale": scale, "noise": noise, "places": x.tolist(), "values": y.tolist(),
            "errors": errors.tolist(), "asked": asked.tolist(), "means": means.tolist(), "deviations": deviations.tolist(),
            "logPosterior": likelihood + prior})
    return cases


def normal():
    from mpmath import log, mp, ncdf, npdf

    mp.dps = 250
    cases = []
    for x in (-1000, -200, -40, -26, -25, -24.9, -20.1, -20, -19.9, -10, -5, -2, -1, -0.5, 0, 0.5, 1, 3, 6, 9, 30):
        cases.append({"x": x, "logCumulative": float(log(ncdf(x))), "logImprovement": float(log(x * ncdf(x) + npdf(x)))})
    return cases


if __name__ == "__main__":
    print(json.dumps(process() if sys.argv[1] == "process" else normal(), indent=1))
