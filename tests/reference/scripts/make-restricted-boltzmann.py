#!/usr/bin/env python3
"""Writes restricted-boltzmann.json: free energies by scikit-learn's BernoulliRBM. Needs no PyTorch."""
import json
import pathlib

import numpy
import sklearn
from sklearn.neural_network import BernoulliRBM

random = numpy.random.RandomState(3)
machine = BernoulliRBM(n_components=7)
machine.components_ = random.normal(size=(7, 12)).round(4)
machine.intercept_visible_ = random.normal(size=12).round(4)
machine.intercept_hidden_ = random.normal(size=7).round(4)
examples = random.randint(0, 2, (20, 12))
content = {
    'what': 'Free energies of examples; weights: hidden x visible',
    'source': f'scikit-learn {sklearn.__version__}, NumPy {numpy.__version__}',
    'weights': machine.components_.tolist(),
    'visible': machine.intercept_visible_.tolist(),
    'hidden': machine.intercept_hidden_.tolist(),
    'examples': examples.tolist(),
    'energies': machine._free_energy(examples.astype(float)).tolist(),
}
lines = [f' {json.dumps(key)}: {json.dumps(value, separators=(",", ":"))}' for key, value in content.items()]
path = pathlib.Path(__file__).parent.parent / 'learning' / 'restricted-boltzmann.json'
path.write_text('{\n' + ',\n'.join(lines) + '\n}\n')
