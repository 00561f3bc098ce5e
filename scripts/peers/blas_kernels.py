#!/usr/bin/env python3
"""Prints which library numpy uses for matrix products: name, version, and the processor whose kernels it chose.

usage: blas_kernels.py [torch]

With torch, the library that PyTorch uses; and the version of oneDNN, with which it multiplies bfloat16.

SPDX-License-Identifier: Apache-2.0
"""
import ctypes
import itertools
import re
import sys


def main():
    if sys.argv[1:] == ["torch"]:
        import torch
        torch.ones(2, 2) @ torch.ones(2, 2)
        found = re.search(r"MKL-DNN (v[\d.]+)", torch.__config__.show())
        print(f"{torch.__version__}, {blas()}, oneDNN {found[1] if found else 'missing'}")
    else:
        import numpy as np
        np.ones((2, 2), np.float32) @ np.ones((2, 2), np.float32)
        print(blas())


def blas():
    try:
        with open("/proc/self/maps") as maps:
            libraries = sorted({line.split()[-1] for line in maps if "blas" in line or "libmkl" in line})
    except OSError:
        return "unknown, as this system does not list a process's libraries"
    # numpy's own wheels add a prefix and a suffix to OpenBLAS's names
    for library, prefix, suffix in itertools.product(libraries, ("", "scipy_"), ("", "64_")):
        try:
            openblas = ctypes.CDLL(library)
            name = getattr(openblas, f"{prefix}openblas_get_corename{suffix}")
            config = getattr(openblas, f"{prefix}openblas_get_config{suffix}")
        except (OSError, AttributeError):
            continue
        name.restype = config.restype = ctypes.c_char_p
        return " ".join([*config().decode().split()[:2], name().decode()])
    others = [library.rsplit("/", 1)[-1] for library in libraries if "/blas/" not in library]
    return ", ".join(others) if others else "reference BLAS"


if __name__ == "__main__":
    main()
