"""Times numpy's product of float32 matrices and prints one line of JSON: seconds, and which BLAS did it.

Usage: python3 matrix_numpy.py KIND ROWS INNER COLUMNS REPETITIONS. KIND: NN, TN (the left factor is stored transposed) or NT (the
right one). The product is written into an array that exists already and then added to another one, as the kernels add to c.
"""

import ctypes
import json
import re
import sys
import time

import numpy as np


def blas():
    """Path of the library that is loaded, and what it says of itself."""
    with open("/proc/self/maps", encoding="utf8") as maps:
        paths = sorted(set(re.findall(r"/\S*blas\S*\.so\S*", maps.read())))
    for path in paths:
        try:
            config = ctypes.CDLL(path).openblas_get_config
            config.restype = ctypes.c_char_p
            return f"{path} ({config().decode()})"
        except (OSError, AttributeError):
            continue
    return ", ".join(paths) or "no BLAS that shows"


def main(kind, rows, inner, columns, repetitions):
    random = np.random.default_rng(1)
    stored = lambda height, width: random.standard_normal((height, width), dtype=np.float32)
    left = stored(inner, rows).T if kind == "TN" else stored(rows, inner)
    right = stored(columns, inner).T if kind == "NT" else stored(inner, columns)
    out = np.zeros((rows, columns), dtype=np.float32)
    product = np.empty_like(out)

    def once():
        np.matmul(left, right, out=product)
        np.add(out, product, out=out)

    for _ in range(max(3, repetitions // 4)):
        once()
    begin = time.perf_counter()
    for _ in range(repetitions):
        once()
    seconds = time.perf_counter() - begin
    print(json.dumps({"seconds": seconds, "about": f"numpy {np.__version__}, {blas()}"}))


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:6]))
