"""Builds Brunel's network as a Brian2 C++ standalone program and leaves it in the folder given; it does not run it.

Usage: python3 brunel_brian2.py FOLDER MODEL_SECONDS SEED G ETA. Prints one line of JSON: version, compiler, flags.
Same equations, parameters and step as the scenario `brunel`: exact (linear) integration, 0.1 ms, one thread, float64, shared weights as
constants, one delay. As in Brian2's own example of this network each pair is connected with probability 0.1, and the external
drive is a PoissonInput. Only spike counts are monitored, as nobody listens in the other contestants either.
"""

import json
import subprocess
import sys

import brian2 as b2


def main(folder, model_seconds, seed, g, eta):
    b2.set_device("cpp_standalone", build_on_run=False)
    b2.defaultclock.dt = 0.1 * b2.ms
    b2.seed(seed)
    neurons = b2.NeuronGroup(
        12500,
        "dv/dt = -v / tau : volt (unless refractory)",
        threshold="v > 20*mV",
        reset="v = 10*mV",
        refractory=2 * b2.ms,
        method="exact",
        namespace={"tau": 20 * b2.ms},
    )
    neurons.v = "rand() * 18*mV"
    from_e = b2.Synapses(neurons[:10000], neurons, on_pre="v += 0.1*mV", delay=1.5 * b2.ms)
    from_i = b2.Synapses(neurons[10000:], neurons, on_pre="v -= %r * 0.1*mV" % g, delay=1.5 * b2.ms)
    from_e.connect(p=0.1)
    from_i.connect(p=0.1)
    external = b2.PoissonInput(neurons, "v", 1000, eta * 10 * b2.Hz, 0.1 * b2.mV)
    counts = b2.SpikeMonitor(neurons, record=False)
    network = b2.Network(neurons, from_e, from_i, external, counts)
    network.run(model_seconds * b2.second)
    b2.device.build(directory=folder, compile=True, run=False, debug=False)
    compiler, flags = b2.codegen.cpp_prefs.get_compiler_and_args()
    version = subprocess.run(["g++", "--version"], capture_output=True, text=True, check=False).stdout.split("\n")[0]
    print(json.dumps({"brian2": b2.__version__, "compiler": version or compiler, "flags": flags}))


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4]), float(sys.argv[5]))
