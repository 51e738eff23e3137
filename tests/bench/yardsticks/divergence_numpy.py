"""Times updates of a restricted Boltzmann machine by CD-1 in NumPy, float32, and prints one line of JSON.

Usage: python3 divergence_numpy.py VISIBLE HIDDEN BATCH UPDATES. As it is written by whoever knows NumPy: matrix products by its BLAS, draws by
Generator.random, the mean of a batch, momentum, weights and biases.
"""

import json
import sys
import time

import numpy as np

from matrix_numpy import blas


def logistic(z):
    return 1 / (1 + np.exp(-z))


def main(visible, hidden, batch, updates):
    random = np.random.default_rng(1)
    single = np.float32
    weights = random.standard_normal((visible, hidden), dtype=single) * single(0.01)
    b, c = np.zeros(visible, single), np.zeros(hidden, single)
    speeds = [np.zeros_like(each) for each in (weights, b, c)]
    data = (random.random((batch, visible)) < 0.2).astype(single)
    rate, momentum = single(0.05), single(0.9)

    def update():
        h0 = logistic(data @ weights + c)
        drawn = (random.random(h0.shape, dtype=single) < h0).astype(single)
        v1 = logistic(drawn @ weights.T + b)
        v1 = (random.random(v1.shape, dtype=single) < v1).astype(single)
        h1 = logistic(v1 @ weights + c)
        gradients = (data.T @ h0 - v1.T @ h1, (data - v1).sum(0), (h0 - h1).sum(0))
        for value, speed, gradient in zip((weights, b, c), speeds, gradients):
            speed *= momentum
            speed += gradient * (rate / batch)
            value += speed

    for _ in range(max(3, updates // 4)):
        update()
    begin = time.perf_counter()
    for _ in range(updates):
        update()
    seconds = time.perf_counter() - begin
    assert np.isfinite(weights).all()
    print(json.dumps({"seconds": seconds, "about": f"numpy {np.__version__}, {blas()}"}))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:5]))
