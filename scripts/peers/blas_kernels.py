#!/usr/bin/env python3
"""Prints which library numpy uses for matrix products: name, version, and the processor whose kernels it chose.

SPDX-License-Identifier: Apache-2.0
"""
import ctypes
import itertools

import numpy as np


def main():
    np.ones((2, 2), np.float32) @ np.ones((2, 2), np.float32)
    try:
        with open("/proc/self/maps") as maps:
            libraries = sorted({line.split()[-1] for line in maps if "blas" in line or "libmkl" in line})
    except OSError:
        print("unknown, as this system does not list a process's libraries")
        return
    # numpy's own wheels add a prefix and a suffix to OpenBLAS's names
    for library, prefix, suffix in itertools.product(libraries, ("", "scipy_"), ("", "64_")):
        try:
            openblas = ctypes.CDLL(library)
            name = getattr(openblas, f"{prefix}openblas_get_corename{suffix}")
            config = getattr(openblas, f"{prefix}openblas_get_config{suffix}")
        except (OSError, AttributeError):
            continue
        name.restype = config.restype = ctypes.c_char_p
        print(" ".join(config().decode().split()[:2]), name().decode())
        return
    others = [library.rsplit("/", 1)[-1] for library in libraries if "/blas/" not in library]
    print(", ".join(others) if others else "reference BLAS")


if __name__ == "__main__":
    main()
