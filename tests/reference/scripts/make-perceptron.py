#!/usr/bin/env python3
"""Writes perceptron.json: weights after each example of the well-known Python perceptron on four gates, in all orders of the examples.

weights[0] is the bias; all begin at 0. The answer is 1 where inputs . weights[1:] + weights[0] > 0, else 0; then
weights[1:] += 0.01 (label - answer) inputs and weights[0] += 0.01 (label - answer). 100 epochs.
"""
from itertools import permutations

import numpy

from fixture import write

RATE, EPOCHS, TRACED = 0.01, 100, 8
INPUTS = numpy.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
GATES = {'AND': [0, 0, 0, 1], 'OR': [0, 1, 1, 1], 'NAND': [1, 1, 1, 0], 'XOR': [0, 1, 1, 0]}


def predict(weights, inputs):
    return 1 if numpy.dot(inputs, weights[1:]) + weights[0] > 0 else 0


def train(labels, order):
    """The traced epochs, the weights after the last one, and how many of the first epochs have a mistake (all, if the last one has)."""
    weights = numpy.zeros(3)
    trace, wrong = [], 0
    for epoch in range(EPOCHS):
        for example in order:
            error = labels[example] - predict(weights, INPUTS[example])
            weights[1:] += RATE * error * INPUTS[example]
            weights[0] += RATE * error
            if error != 0:
                wrong = epoch + 1
            if epoch < TRACED:
                trace.append(weights.tolist())
    return {'order': order, 'trace': trace, 'last': weights, 'epochsWithMistakes': wrong}


def gate(labels):
    return [train(labels, order) for order in permutations(range(4))]


def by_reference(gates):
    """The weights are few different numbers: listed once, and named by their place."""
    numbers = sorted({number for runs in gates.values() for run in runs for row in [*run['trace'], run['last']] for number in row})
    place = {number: index for index, number in enumerate(numbers)}
    places = lambda row: [place[number] for number in row]
    short = lambda run: {**run, 'trace': [places(row) for row in run['trace']], 'last': places(run['last'])}
    return numbers, {name: [short(run) for run in runs] for name, runs in gates.items()}


numbers, gates = by_reference({name: gate(labels) for name, labels in GATES.items()})
write(
    'perceptron',
    f'Weights (bias first) after each example of the first {TRACED} epochs and after {EPOCHS}, each as its place in `numbers`; rate {RATE}',
    rate=RATE, epochs=EPOCHS, inputs=INPUTS, labels=GATES, numbers=numbers, gates=gates,
)
