"""Times the update of an echo state network as ReservoirPy does it in each step, and prints one line of JSON.

Usage: python3 reservoir_scipy.py UNITS DENSITY STEPS. x = (1 - leak) x + leak tanh(W x + Win u + b), W sparse (CSR), float64.
"""

import json
import sys
import time

import numpy as np
import scipy
import scipy.sparse


def main(units, density, steps):
    random = np.random.default_rng(1)
    scale = 0.9 / np.sqrt(units * density)
    recurrent = scipy.sparse.random(
        units, units, density=density, format="csr", random_state=1, data_rvs=lambda n: scale * random.standard_normal(n)
    )
    inputs = random.uniform(-1, 1, size=(units, 1))
    bias = random.uniform(-0.2, 0.2, size=(units, 1))
    series = random.uniform(-1, 1, size=(steps, 1, 1))
    leak = 0.7
    x = np.zeros((units, 1))
    for u in series[: max(3, steps // 10)]:
        x = (1 - leak) * x + leak * np.tanh(recurrent @ x + inputs @ u + bias)
    begin = time.perf_counter()
    for u in series:
        x = (1 - leak) * x + leak * np.tanh(recurrent @ x + inputs @ u + bias)
    seconds = time.perf_counter() - begin
    print(json.dumps({"seconds": seconds, "about": f"SciPy {scipy.__version__}, NumPy {np.__version__}"}))


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3]))
