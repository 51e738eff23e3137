#!/usr/bin/env python3
"""Spectral radius of a sparse matrix of 700 rows, by NumPy in float64. Its entries follow from a rule, so that they need not be written."""
import numpy
from fixture import write

n, each = 700, 8
matrix = numpy.zeros((n, n))
state = 1
for row in range(n):
    for _ in range(each):
        # The minimal standard generator: both numbers are exact in any language.
        state = state * 48271 % 2147483647
        column = state % n
        state = state * 48271 % 2147483647
        matrix[row, column] += (state % 2001 - 1000) / 1000
write(
    'spectral-radius',
    'of a matrix with 8 entries in each of 700 rows, drawn by the minimal standard generator from 1: column, then (number mod 2001 - 1000) / 1000',
    rows=n,
    each=each,
    radius=abs(numpy.linalg.eigvals(matrix)).max(),
)
