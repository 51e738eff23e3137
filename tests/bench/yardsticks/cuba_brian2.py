"""Builds the cuba network as a Brian2 C++ standalone program and leaves it in the folder given; it does not run it.

Usage: python3 cuba_brian2.py FOLDER SIZE MODEL_SECONDS SEED. Prints one line of JSON: version, compiler, flags.
Same equations, parameters and step as the scenario `cuba`: exact (linear) integration, 0.1 ms, one thread, float64,
shared weights as constants, no delays. Only spike counts are monitored, as nobody listens in the other contestants either.
"""

import json
import subprocess
import sys

import brian2 as b2


def main(folder, size, model_seconds, seed):
    b2.set_device("cpp_standalone", build_on_run=False)
    b2.defaultclock.dt = 0.1 * b2.ms
    b2.seed(seed)
    namespace = {
        "tau": 20 * b2.ms,
        "tau_e": 5 * b2.ms,
        "tau_i": 10 * b2.ms,
        "v_rest": -49 * b2.mV,
        "v_threshold": -50 * b2.mV,
        "v_reset": -60 * b2.mV,
    }
    neurons = b2.NeuronGroup(
        size,
        """
        dv/dt = (v_rest - v + ge + gi) / tau : volt (unless refractory)
        dge/dt = -ge / tau_e : volt
        dgi/dt = -gi / tau_i : volt
        """,
        threshold="v > v_threshold",
        reset="v = v_reset",
        refractory=5 * b2.ms,
        method="exact",
        namespace=namespace,
    )
    neurons.v = "-60*mV + rand() * 10*mV"
    excitatory = round(0.8 * size)
    to_e = b2.Synapses(neurons[:excitatory], neurons, on_pre="ge += 1.62*mV")
    to_i = b2.Synapses(neurons[excitatory:], neurons, on_pre="gi += -9*mV")
    to_e.connect(p=80 / size)
    to_i.connect(p=80 / size)
    counts = b2.SpikeMonitor(neurons, record=False)
    network = b2.Network(neurons, to_e, to_i, counts)
    network.run(model_seconds * b2.second)
    b2.device.build(directory=folder, compile=True, run=False, debug=False)
    compiler, flags = b2.codegen.cpp_prefs.get_compiler_and_args()
    version = subprocess.run(["g++", "--version"], capture_output=True, text=True, check=False).stdout.split("\n")[0]
    print(json.dumps({"brian2": b2.__version__, "compiler": version or compiler, "flags": flags}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), float(sys.argv[3]), int(sys.argv[4]))
