"""Builds the cobahh network as a Brian2 C++ standalone program and leaves it in the folder given; it does not run it.

Usage: python3 cobahh_brian2.py FOLDER SIZE MODEL_SECONDS SEED. Prints one line of JSON: version, compiler, flags.
Same equations, parameters, step, integrator and start as the scenario `cobahh`, which are those of Brian2's own example COBAHH:
exponential Euler, 0.1 ms, one thread, float64, shared weights as constants, no delays. Only spike counts are monitored.
"""

import json
import subprocess
import sys

import brian2 as b2

EQUATIONS = """
dv/dt = (gl * (El - v) + ge * (Ee - v) + gi * (Ei - v) - g_na * (m * m * m) * h * (v - ENa) - g_kd * (n * n * n * n) * (v - EK)) / Cm : volt
dm/dt = alpha_m * (1 - m) - beta_m * m : 1
dn/dt = alpha_n * (1 - n) - beta_n * n : 1
dh/dt = alpha_h * (1 - h) - beta_h * h : 1
dge/dt = -ge / tau_e : siemens
dgi/dt = -gi / tau_i : siemens
alpha_m = 1.28 / exprel((13*mV - v + VT) / (4*mV)) / ms : Hz
beta_m = 1.4 / exprel((v - VT - 40*mV) / (5*mV)) / ms : Hz
alpha_h = 0.128 * exp((17*mV - v + VT) / (18*mV)) / ms : Hz
beta_h = 4. / (1 + exp((40*mV - v + VT) / (5*mV))) / ms : Hz
alpha_n = 0.16 / exprel((15*mV - v + VT) / (5*mV)) / ms : Hz
beta_n = 0.5 * exp((10*mV - v + VT) / (40*mV)) / ms : Hz
"""

NAMESPACE = {
    "Cm": 200 * b2.pF,
    "gl": 10 * b2.nS,
    "El": -60 * b2.mV,
    "EK": -90 * b2.mV,
    "ENa": 50 * b2.mV,
    "g_na": 20 * b2.usiemens,
    "g_kd": 6 * b2.usiemens,
    "VT": -63 * b2.mV,
    "tau_e": 5 * b2.ms,
    "tau_i": 10 * b2.ms,
    "Ee": 0 * b2.mV,
    "Ei": -80 * b2.mV,
}


def main(folder, size, model_seconds, seed):
    b2.set_device("cpp_standalone", build_on_run=False)
    b2.defaultclock.dt = 0.1 * b2.ms
    b2.seed(seed)
    neurons = b2.NeuronGroup(
        size,
        EQUATIONS,
        threshold="v > -20*mV",
        refractory=3 * b2.ms,
        method="exponential_euler",
        namespace=NAMESPACE,
    )
    neurons.v = "El + (randn() * 5 - 5) * mV"
    neurons.ge = "(randn() * 1.5 + 4) * 10 * nS"
    neurons.gi = "(randn() * 12 + 20) * 10 * nS"
    excitatory = round(0.8 * size)
    to_e = b2.Synapses(neurons[:excitatory], neurons, on_pre="ge += 6*nS")
    to_i = b2.Synapses(neurons[excitatory:], neurons, on_pre="gi += 67*nS")
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
