"""Times one online epoch of a self-organising map in NumPy, and prints one line of JSON.

Usage: python3 som_numpy.py SIDE EXAMPLES INPUTS. float32, side x side cells on a grid: squared distances, argmin, a Gaussian of the lattice
distance whose width falls from side / 2 to 0.5, and weights += rate h (x - weights) in place. Distances by BLAS: |w|^2 - 2 w x, with |w|^2
summed anew for each example by einsum, which makes no copy; the whole is the fastest of the three ways that were tried.
"""

import json
import sys
import time

import numpy as np


def main(side, examples, inputs):
    random = np.random.default_rng(1)
    data = random.random((examples, inputs), dtype=np.float32)
    weights = random.random((side * side, inputs), dtype=np.float32)
    place = np.stack(np.divmod(np.arange(side * side), side), axis=1)
    lattice = ((place[:, None] - place[None]) ** 2).sum(axis=2).astype(np.float32)
    away = np.empty_like(weights)

    def example(x, width, rate):
        distance = np.einsum("ij,ij->i", weights, weights) - 2 * (weights @ x)
        winner = int(np.argmin(distance))
        neighbourhood = np.exp(lattice[winner] / np.float32(-2 * width * width))
        np.subtract(x, weights, out=away)
        away.__imul__((np.float32(rate) * neighbourhood)[:, None])
        weights.__iadd__(away)

    for x in data[:100]:
        example(x, side / 2, 0.1)
    begin = time.perf_counter()
    for k, x in enumerate(data):
        share = k / examples
        example(x, side / 2 * (1 / side) ** share, 0.5 * 0.02**share)
    seconds = time.perf_counter() - begin
    print(json.dumps({"seconds": seconds, "about": f"NumPy {np.__version__}"}))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
