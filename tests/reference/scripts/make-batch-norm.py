#!/usr/bin/env python3
"""Writes batch-norm.json: nn.BatchNorm1d over three batches in training: outputs, gradients, running statistics; then in use."""
import torch
from torch import nn

from fixture import drawn, write

CELLS, SIZES = 4, [8, 8, 5]

torch.manual_seed(7)
norm = nn.BatchNorm1d(CELLS, eps=1e-5, momentum=0.1)
norm.weight.data, norm.bias.data = 1 + drawn(CELLS, scale=0.3), drawn(CELLS, scale=0.5)
gain, bias = norm.weight.detach().clone(), norm.bias.detach().clone()


def batch(size):
    """Far from mean 0 and variance 1, so that the running statistics have somewhere to go."""
    given = torch.round(drawn(size, CELLS) * torch.tensor([1.0, 3.0, 0.2, 1.0]) + torch.tensor([0.0, 2.0, -1.0, 5.0]), decimals=4)
    return given, drawn(size, CELLS)


def run(size):
    given, targets = batch(size)
    x = given.clone().requires_grad_()
    norm.zero_grad()
    outputs = norm(x)
    loss = 0.5 * ((outputs - targets) ** 2).sum() / size
    loss.backward()
    return {
        'inputs': given, 'targets': targets, 'outputs': outputs, 'loss': loss.item(),
        'gradients': {'gain': norm.weight.grad.clone(), 'bias': norm.bias.grad.clone(), 'inputs': x.grad},
        'runningMean': norm.running_mean.clone(), 'runningVariance': norm.running_var.clone(),
    }


norm.train()
training = [run(size) for size in SIZES]
norm.eval()
write(
    'batch-norm',
    'nn.BatchNorm1d(4, eps 1e-5, momentum 0.1): batches in training one after the other, the last one smaller, no updates between them; '
    'running statistics after each; then a batch in use. Loss: half the squared error, averaged over examples',
    gain=gain, bias=bias, training=training, use=run(6),
)
