#!/usr/bin/env python3
"""Writes language.json: gradients of a recurrent language model by the textbook form of truncated backpropagation through time, in
which the error of each word goes back through at most `truncate` earlier steps. NumPy; the whole gradient is checked against PyTorch."""
import numpy
import torch

from fixture import drawn, write

WORDS, HIDDEN, LENGTH = 6, 5, 10

torch.manual_seed(5)
U, V, W = (drawn(*shape, scale=0.6).numpy() for shape in [(HIDDEN, WORDS), (WORDS, HIDDEN), (HIDDEN, HIDDEN)])
text = torch.randint(WORDS, (LENGTH + 1,)).numpy()
words, following = text[:-1], text[1:]


def forward():
    """s_t = tanh(U x_t + W s_(t-1)) from s = 0, p_t = softmax(V s_t); x_t is 1 at the word's place. states[t] is s_(t-1)."""
    states, chances = numpy.zeros((LENGTH + 1, HIDDEN)), numpy.zeros((LENGTH, WORDS))
    for t in range(LENGTH):
        states[t + 1] = numpy.tanh(U[:, words[t]] + W @ states[t])
        z = V @ states[t + 1]
        chances[t] = numpy.exp(z - z.max()) / numpy.exp(z - z.max()).sum()
    return states, chances


def truncated(truncate):
    """dL/dU, dL/dV, dL/dW of L = -sum log p_t(next word): the error of time t visits the times t, t - 1, ... down to t - truncate."""
    states, chances = forward()
    by_u, by_v, by_w = numpy.zeros_like(U), numpy.zeros_like(V), numpy.zeros_like(W)
    for t in range(LENGTH):
        error = chances[t].copy()
        error[following[t]] -= 1
        by_v += numpy.outer(error, states[t + 1])
        delta = V.T @ error
        for back in range(t, max(0, t - truncate) - 1, -1):
            delta = delta * (1 - states[back + 1] ** 2)
            by_w += numpy.outer(delta, states[back])
            by_u[:, words[back]] += delta
            delta = W.T @ delta
    return {'truncate': truncate, 'gradients': {'U': by_u, 'V': by_v, 'W': by_w}}


def whole():
    u, v, w = (torch.tensor(each, requires_grad=True) for each in (U, V, W))
    s, loss = torch.zeros(HIDDEN), 0.0
    for t in range(LENGTH):
        s = torch.tanh(u[:, words[t]] + w @ s)
        loss = loss - torch.log_softmax(v @ s, 0)[following[t]]
    loss.backward()
    return loss.item(), {'U': u.grad.numpy(), 'V': v.grad.numpy(), 'W': w.grad.numpy()}


loss, autograd = whole()
cases = [truncated(truncate) for truncate in (0, 1, 4, LENGTH)]
for name, gradient in autograd.items():
    numpy.testing.assert_allclose(cases[-1]['gradients'][name], gradient, rtol=0, atol=1e-13)

write(
    'language',
    's = tanh(U x + W s), p = softmax(V s), loss -sum log p(next word) of one sentence; `truncate`: earlier steps that the error of each '
    'word goes back through, beside its own. The last case reaches the beginning and agrees with PyTorch to 1e-13',
    U=U, V=V, W=W, words=words, next=following, loss=loss, cases=cases,
)
