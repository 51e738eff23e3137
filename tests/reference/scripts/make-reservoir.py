#!/usr/bin/env python3
"""Eigenvalues of a matrix, and 100 steps of an echo state network of fixed weights, by NumPy in float64."""
import numpy
from fixture import write

generator = numpy.random.default_rng(1)
n = 12
matrix = numpy.round(generator.normal(size=(n, n)), 4)
found = numpy.linalg.eigvals(matrix)
order = numpy.lexsort((found.imag, found.real))
recurrent = numpy.round(generator.normal(size=(n, n)) * 0.25, 4)
inputs = numpy.round(generator.uniform(-1, 1, size=(n, 2)), 4)
bias = numpy.round(generator.uniform(-0.2, 0.2, size=n), 4)
series = numpy.round(generator.uniform(-1, 1, size=(100, 2)), 4)
leak = 0.7
x = numpy.zeros(n)
states = []
for u in series:
    x = (1 - leak) * x + leak * numpy.tanh(recurrent @ x + inputs @ u + bias)
    states.append(x)
write(
    'reservoir',
    'eigenvalues of a matrix; states of x = (1 - leak) x + leak tanh(W x + V u + b)',
    matrix=matrix,
    real=found.real[order],
    imaginary=found.imag[order],
    radius=abs(found).max(),
    recurrent=recurrent,
    inputs=inputs,
    bias=bias,
    leak=leak,
    series=series,
    states=numpy.array(states)[[0, 1, 9, 99]],
    steps=[0, 1, 9, 99],
)
