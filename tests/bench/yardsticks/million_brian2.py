"""Builds a population of unconnected neurons as a Brian2 C++ standalone program and leaves it in the folder given; it does not run it.

Usage: python3 million_brian2.py FOLDER CELLS MODEL_SECONDS SEED. Prints one line of JSON: version, compiler, flags.
Same equations, parameters and step as the model `lif`: exact (linear) integration, 0.1 ms, one thread, float64. Only spike counts
are monitored.
"""

import json
import subprocess
import sys

import brian2 as b2


def main(folder, cells, model_seconds, seed):
    b2.set_device("cpp_standalone", build_on_run=False)
    b2.defaultclock.dt = 0.1 * b2.ms
    b2.seed(seed)
    neurons = b2.NeuronGroup(
        cells,
        """
        dv/dt = (v_rest - v + ge + gi) / tau : volt (unless refractory)
        dge/dt = -ge / tau_e : volt
        dgi/dt = -gi / tau_i : volt
        """,
        threshold="v > v_threshold",
        reset="v = v_reset",
        refractory=5 * b2.ms,
        method="exact",
        namespace={
            "tau": 20 * b2.ms,
            "tau_e": 5 * b2.ms,
            "tau_i": 10 * b2.ms,
            "v_rest": -49 * b2.mV,
            "v_threshold": -50 * b2.mV,
            "v_reset": -60 * b2.mV,
        },
    )
    neurons.v = "-60*mV + rand() * 10*mV"
    counts = b2.SpikeMonitor(neurons, record=False)
    network = b2.Network(neurons, counts)
    network.run(model_seconds * b2.second)
    b2.device.build(directory=folder, compile=True, run=False, debug=False)
    compiler, flags = b2.codegen.cpp_prefs.get_compiler_and_args()
    version = subprocess.run(["g++", "--version"], capture_output=True, text=True, check=False).stdout.split("\n")[0]
    print(json.dumps({"brian2": b2.__version__, "compiler": version or compiler, "flags": flags}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), float(sys.argv[3]), int(sys.argv[4]))
