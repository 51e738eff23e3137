#!/usr/bin/env python3
"""Writes two-three-one.json: the small sigmoid network that tutorials train on hours of sleep and study, 2-3-1 without biases, 1,000
steps of gradient descent on all examples with rate 1; and what its two halves give when they are put together by their names alone."""
import numpy
import torch

from fixture import drawn, write

SEEN = [1, 2, 5, 10, 100, 1000]

X = numpy.array([[2.0, 9.0], [1.0, 5.0], [3.0, 6.0]])
X = X / X.max(axis=0)
Y = numpy.array([[92.0], [86.0], [89.0]]) / 100
torch.manual_seed(6)
W1, W2 = drawn(2, 3).numpy(), drawn(3, 1).numpy()


def sigmoid(s):
    return 1 / (1 + numpy.exp(-s))


def of_output(s):
    """The derivative of the sigmoid, by its output."""
    return s * (1 - s)


def forward(w1, w2):
    """Pre-activations z and activations a of both layers."""
    z2 = X @ w1
    a2 = sigmoid(z2)
    z3 = a2 @ w2
    return z2, a2, sigmoid(z3)


def downhill(w1, w2, hidden):
    """What is added to the weights: minus the gradient of the half squared error, if `hidden` are the activations of the hidden layer."""
    *_, output = forward(w1, w2)
    delta3 = (Y - output) * of_output(output)
    delta2 = delta3 @ w2.T * of_output(hidden)
    return X.T @ delta2, hidden.T @ delta3


def energy(w1, w2):
    return 0.5 * ((Y - forward(w1, w2)[-1]) ** 2).sum()


def trained():
    w1, w2, steps = W1, W2, []
    for step in range(1, SEEN[-1] + 1):
        by1, by2 = downhill(w1, w2, forward(w1, w2)[1])
        w1, w2 = w1 + by1, w2 + by2
        if step in SEEN:
            steps.append({'step': step, 'loss': energy(w1, w2), 'meanSquaredError': 2 * energy(w1, w2) / len(X), 'W1': w1, 'W2': w2})
    return steps


def autograd():
    w1, w2 = torch.tensor(W1, requires_grad=True), torch.tensor(W2, requires_grad=True)
    output = torch.sigmoid(torch.sigmoid(torch.tensor(X) @ w1) @ w2)
    (0.5 * ((torch.tensor(Y) - output) ** 2).sum()).backward()
    return w1.grad.numpy(), w2.grad.numpy()


# In the forward half z2 is a pre-activation, in the backward half z2 is an activation: taken by name, the backward half gets the former.
z2, a2, _ = forward(W1, W2)
right, literal = downhill(W1, W2, a2), downhill(W1, W2, z2)
for found, expected in zip(right, autograd()):
    numpy.testing.assert_allclose(-found, expected, rtol=0, atol=1e-15)

write(
    'two-three-one',
    'o = sigmoid(sigmoid(X W1) W2), loss: half the squared error summed over examples. W by source, then target. `right`: the gradient '
    '(agrees with PyTorch to 1e-15); `literal`: the same code with pre-activations where it expects activations',
    X=X, Y=Y, W1=W1, W2=W2, loss=energy(W1, W2),
    right={'W1': -right[0], 'W2': -right[1]}, literal={'W1': -literal[0], 'W2': -literal[1]},
    trained=trained(),
)
