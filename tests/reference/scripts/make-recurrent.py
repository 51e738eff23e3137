#!/usr/bin/env python3
"""Writes recurrent.json: nn.RNN of two layers, nn.LSTM and nn.GRU over 12 steps: outputs, last states, all gradients."""
import torch
from torch import nn

from fixture import drawn, write

INPUTS, HIDDEN, STEPS, BATCH = 4, 5, 12, 3

torch.manual_seed(2)
x = drawn(STEPS, BATCH, INPUTS)
targets = drawn(STEPS, BATCH, HIDDEN, scale=0.5)
memory = drawn(BATCH, HIDDEN, scale=0.5)


def case(name, model):
    """Loss: half the squared error of all outputs, and of the LSTM's last memory, summed, averaged over examples."""
    for parameter in model.parameters():
        parameter.data = drawn(*parameter.shape, scale=0.5)
    weights = {key: value.detach().clone() for key, value in model.named_parameters()}
    start = [drawn(model.num_layers, HIDDEN, scale=0.4) for _ in range(2 if name == 'lstm' else 1)]
    first = [each.unsqueeze(1).expand(-1, BATCH, -1).contiguous().requires_grad_() for each in start]
    given = x.clone().requires_grad_()
    outputs, last = model(given, tuple(first) if name == 'lstm' else first[0])
    last = last if name == 'lstm' else (last,)
    loss = 0.5 * ((outputs - targets) ** 2).sum() / BATCH
    if name == 'lstm':
        loss = loss + 0.5 * ((last[1][-1] - memory) ** 2).sum() / BATCH
    loss.backward()
    return {
        'parameters': weights,
        'start': start,
        'outputs': outputs,
        'last': last,
        'loss': loss.item(),
        'gradients': {key: value.grad for key, value in model.named_parameters()},
        'inputGradient': given.grad,
    }


write(
    'recurrent',
    'nn.RNN (tanh, two layers), nn.LSTM (rows i, f, g, o), nn.GRU (rows r, z, n); numbers by time, example, cell. '
    'The state begins alike in all examples. Gradients of b_ih and b_hh belong to one bias, but for n of the GRU',
    inputs=x, targets=targets, memory=memory,
    rnn=case('rnn', nn.RNN(INPUTS, HIDDEN, num_layers=2)),
    lstm=case('lstm', nn.LSTM(INPUTS, HIDDEN)),
    gru=case('gru', nn.GRU(INPUTS, HIDDEN)),
)
