#!/usr/bin/env python3
"""Writes mlp.json: a multilayer perceptron in PyTorch, its losses, gradients, limited gradients, and 20 steps of gradient descent."""
import torch
from torch import nn
from torch.nn import functional
from torch.nn.utils import clip_grad_norm_, clip_grad_value_

from fixture import drawn, write

SIZES = [6, 8, 5, 3]
EXAMPLES, BATCH, STEPS, RATE = 24, 5, 20, 0.1
ACTIVATIONS = {'relu': torch.relu, 'tanh': torch.tanh}
# Summed over outputs, averaged over examples.
LOSSES = {
    'squared': lambda z, d: 0.5 * ((z - d) ** 2).sum() / len(z),
    'binary-cross-entropy': lambda z, d: functional.binary_cross_entropy_with_logits(z, d, reduction='sum') / len(z),
    'cross-entropy': lambda z, d: functional.cross_entropy(z, d.argmax(1)),
}

torch.manual_seed(1)
inputs = drawn(EXAMPLES, SIZES[0])
labels = torch.randint(SIZES[-1], (EXAMPLES,))
classes = functional.one_hot(labels, SIZES[-1]).double()
targets = {
    'squared': drawn(EXAMPLES, SIZES[-1]),
    'binary-cross-entropy': torch.randint(2, (EXAMPLES, SIZES[-1])).double(),
    'cross-entropy': classes,
}
weights = [drawn(to, of, scale=1.4 / of**0.5) for of, to in zip(SIZES, SIZES[1:])]
biases = [drawn(to, scale=0.3) for to in SIZES[1:]]
# Whole epochs in an order of their own; the last batch of each is smaller.
order = torch.cat([torch.randperm(EXAMPLES) for _ in range(STEPS // 5)]).view(-1, EXAMPLES)
batches = [batch for epoch in order for batch in epoch.split(BATCH)]
assert len(batches) == STEPS


def network():
    layers = nn.ModuleList(nn.Linear(of, to) for of, to in zip(SIZES, SIZES[1:]))
    for layer, weight, bias in zip(layers, weights, biases):
        layer.weight.data = weight.clone()
        layer.bias.data = bias.clone()
    return layers


def outputs(layers, x, activation):
    for layer in layers[:-1]:
        x = activation(layer(x))
    return layers[-1](x)


def gradients(layers):
    return {'weights': [layer.weight.grad.clone() for layer in layers], 'biases': [layer.bias.grad.clone() for layer in layers]}


def case(activation, kind):
    layers = network()
    loss = LOSSES[kind](outputs(layers, inputs, ACTIVATIONS[activation]), targets[kind])
    loss.backward()
    found = gradients(layers)
    layers = network()
    optimiser = torch.optim.SGD(layers.parameters(), lr=RATE)
    losses = []
    for batch in batches:
        optimiser.zero_grad()
        step = LOSSES[kind](outputs(layers, inputs[batch], ACTIVATIONS[activation]), targets[kind][batch])
        step.backward()
        optimiser.step()
        losses.append(step.item())
    after = {'weights': [layer.weight for layer in layers], 'biases': [layer.bias for layer in layers]}
    return {
        'activation': activation,
        'loss': kind,
        'value': loss.item(),
        'gradients': found,
        'trajectory': {'losses': losses, **after},
    }


def limited():
    """What torch.nn.utils makes of the gradients of one case; its norm's divisor is the norm + 1e-6."""
    found = {}
    for name, clip, limit in [('norm', clip_grad_norm_, 0.5), ('slack', clip_grad_norm_, 50.0), ('value', clip_grad_value_, 0.05)]:
        layers = network()
        LOSSES['squared'](outputs(layers, inputs, torch.tanh), targets['squared']).backward()
        norm = clip(layers.parameters(), limit)
        found[name] = {'limit': limit, **({} if norm is None else {'norm': norm.item()}), **gradients(layers)}
    return found


write(
    'mlp',
    'Layers 6-8-5-3, the last one linear; weights by target, then source. Losses are summed over outputs, averaged over examples',
    sizes=SIZES, inputs=inputs, targets=targets, weights=weights, biases=biases, rate=RATE, batches=batches,
    cases=[case(activation, kind) for activation in ACTIVATIONS for kind in LOSSES],
    limited=limited(),
)
