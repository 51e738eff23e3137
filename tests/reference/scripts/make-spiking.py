#!/usr/bin/env python3
"""Writes spiking.json: two layers of leaky integrate-and-fire cells for 25 steps in PyTorch, and gradients through their spikes by a
fast sigmoid of slope 25 in place of the threshold's derivative (Zenke & Ganguli 2018, Neural Comput 30:1514)."""
import torch

from fixture import drawn, write

STEPS, BATCH, INPUTS, HIDDEN, OUTPUTS = 25, 3, 4, 8, 3
DECAY, THRESHOLD, SLOPE = 0.95, 1.0, 25.0


class Spike(torch.autograd.Function):
    @staticmethod
    def forward(context, above):
        context.save_for_backward(above)
        return (above >= 0).double()

    @staticmethod
    def backward(context, adjoint):
        (above,) = context.saved_tensors
        return adjoint / (1 + SLOPE * above.abs()) ** 2


torch.manual_seed(10)
x, targets = torch.round(torch.rand(STEPS, BATCH, INPUTS), decimals=4), drawn(STEPS, BATCH, OUTPUTS)
names = ['W', 'U', 'V']
weights = [torch.round(0.12 + drawn(HIDDEN, INPUTS, scale=0.15), decimals=4), drawn(HIDDEN, HIDDEN, scale=0.2), drawn(OUTPUTS, HIDDEN, scale=0.3)]
w, u, v = (each.requires_grad_() for each in weights)


def cell(potential, given):
    """The threshold is taken off after a spike; no gradient goes through that."""
    before = DECAY * potential + given
    # Rounding to float32 must move no spike.
    assert (before - THRESHOLD).abs().min() > 1e-4
    spikes = Spike.apply(before - THRESHOLD)
    return before - THRESHOLD * spikes.detach(), spikes


hidden, output = torch.zeros(BATCH, HIDDEN), torch.zeros(BATCH, OUTPUTS)
spikes, loss, seen, potentials = torch.zeros(BATCH, HIDDEN), 0.0, [], []
for t in range(STEPS):
    # Spikes of a step arrive in the next one, and are added to the potential before it decays.
    arrived = spikes
    hidden, spikes = cell(hidden + arrived @ u.T, x[t] @ w.T)
    output = DECAY * (output + arrived @ v.T)
    loss = loss + 0.5 * ((output - targets[t]) ** 2).sum() / BATCH
    seen.append(spikes)
    potentials.append(output)
loss.backward()

write(
    'spiking',
    'h = 0.95 (h + U s) + W x, s = (h >= 1), h -= s with no gradient; output = 0.95 (output + V s); s: the spikes of the step before. '
    'Surrogate 1 / (1 + 25 |h - 1|)^2. Loss: half the squared error, summed over steps and outputs, averaged over examples',
    decay=DECAY, slope=SLOPE, inputs=x, targets=targets, weights=dict(zip(names, weights)),
    spikes=[[''.join(str(int(s)) for s in row) for row in step] for step in seen],
    outputs=torch.stack(potentials), loss=loss.item(),
    gradients=dict(zip(names, [each.grad for each in weights])),
)
