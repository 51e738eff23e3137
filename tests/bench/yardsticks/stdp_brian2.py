"""Builds the plasticity benchmark as a Brian2 C++ standalone program and leaves it in the folder given; it does not run it.

Usage: python3 stdp_brian2.py FOLDER SIZE MODEL_SECONDS SEED. Prints one line of JSON: version, compiler, flags.
SIZE Poisson inputs at 15 Hz onto 100 neurons, all to all, additive pair rule, event driven, float64, 0.1 ms, one thread.
"""

import json
import subprocess
import sys

import brian2 as b2


def main(folder, size, model_seconds, seed):
    b2.set_device("cpp_standalone", build_on_run=False)
    b2.defaultclock.dt = 0.1 * b2.ms
    b2.seed(seed)
    namespace = {"taum": 10 * b2.ms, "taue": 5 * b2.ms, "Ee": 0 * b2.mV, "El": -74 * b2.mV, "vt": -54 * b2.mV, "vr": -60 * b2.mV}
    inputs = b2.PoissonGroup(size, rates=15 * b2.Hz)
    neurons = b2.NeuronGroup(
        100,
        """
        dv/dt = (ge * (Ee - v) + El - v) / taum : volt
        dge/dt = -ge / taue : 1
        """,
        threshold="v > vt",
        reset="v = vr",
        method="exponential_euler",
        namespace=namespace,
    )
    neurons.v = -74 * b2.mV
    gmax = 0.01 * 1000 / size
    tau = 20 * b2.ms
    synapses = b2.Synapses(
        inputs,
        neurons,
        """
        w : 1
        dApre/dt = -Apre / tau : 1 (event-driven)
        dApost/dt = -Apost / tau : 1 (event-driven)
        """,
        on_pre="ge += w; Apre += 0.01 * gmax; w = clip(w + Apost, 0, gmax)",
        on_post="Apost -= 0.0105 * gmax; w = clip(w + Apre, 0, gmax)",
        namespace={"gmax": gmax, "tau": tau},
    )
    synapses.connect()
    synapses.w = "rand() * gmax"
    counts = b2.SpikeMonitor(neurons, record=False)
    network = b2.Network(inputs, neurons, synapses, counts)
    network.run(model_seconds * b2.second)
    b2.device.build(directory=folder, compile=True, run=False, debug=False)
    compiler, flags = b2.codegen.cpp_prefs.get_compiler_and_args()
    version = subprocess.run(["g++", "--version"], capture_output=True, text=True, check=False).stdout.split("\n")[0]
    print(json.dumps({"brian2": b2.__version__, "compiler": version or compiler, "flags": flags}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), float(sys.argv[3]), int(sys.argv[4]))
