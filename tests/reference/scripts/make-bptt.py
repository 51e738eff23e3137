#!/usr/bin/env python3
"""Writes bptt.json: gradients of an Elman network through 30 steps in PyTorch, whole, in windows with the state carried over and
detached, and with an update after each window."""
import torch

from fixture import drawn, write

INPUTS, HIDDEN, OUTPUTS, STEPS, BATCH, RATE = 3, 6, 2, 30, 2, 0.1

torch.manual_seed(4)
x, targets = drawn(STEPS, BATCH, INPUTS), drawn(STEPS, BATCH, OUTPUTS)
NAMES = ['W', 'U', 'b', 'V', 'c']
first = [drawn(HIDDEN, INPUTS, scale=0.5), drawn(HIDDEN, HIDDEN, scale=0.5), drawn(HIDDEN, scale=0.3),
         drawn(OUTPUTS, HIDDEN, scale=0.5), drawn(OUTPUTS, scale=0.3)]


def named(numbers):
    return dict(zip(NAMES, [number.detach().clone() for number in numbers]))


def window(parameters, h, begin, end):
    """The loss of some steps, summed over them and the outputs, averaged over examples; and the state that they end in."""
    w, u, b, v, c = parameters
    loss = 0.0
    for t in range(begin, end):
        h = torch.tanh(x[t] @ w.T + h @ u.T + b)
        loss = loss + 0.5 * ((h @ v.T + c - targets[t]) ** 2).sum() / BATCH
    return loss, h


def in_windows(length, rate=None):
    """Gradients add up over the windows; with a rate, each window's update the parameters before the next begins."""
    parameters = [each.clone().requires_grad_() for each in first]
    optimiser = torch.optim.SGD(parameters, lr=rate or 0.0)
    h = torch.zeros(BATCH, HIDDEN)
    losses = []
    for begin in range(0, STEPS, length):
        loss, h = window(parameters, h.detach(), begin, begin + length)
        loss.backward()
        losses.append(loss.item())
        if rate is not None:
            optimiser.step()
            optimiser.zero_grad()
    if rate is not None:
        return {'length': length, 'losses': losses, 'after': named(parameters)}
    return {'length': length, 'losses': losses, 'gradients': named([each.grad for each in parameters])}


write(
    'bptt',
    'h = tanh(W x + U h + b) from h = 0, output V h + c, loss: half the squared error, summed over steps and outputs, averaged over '
    'examples. Windows: the state goes on from one to the next, the gradient does not',
    inputs=x, targets=targets, parameters=named(first),
    whole=in_windows(STEPS),
    windows=[in_windows(length) for length in (1, 5, 10)],
    updated={'rate': RATE, **in_windows(10, RATE)},
)
