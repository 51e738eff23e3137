#!/usr/bin/env python3
"""Writes optimisers.json: 100 updates of torch.optim on a quadratic of five dimensions and on Rosenbrock's function, and rates of
torch.optim.lr_scheduler."""
import warnings

import torch
from torch import optim
from torch.optim import lr_scheduler

from fixture import drawn, write

UPDATES = 100
SEEN = [1, 2, 3, *range(5, UPDATES + 1, 5)]

# Name of ours, torch's own, rates on the quadratic and in the valley.
OPTIMISERS = {
    'sgd': (lambda p, lr: optim.SGD(p, lr), 0.1, 1e-3),
    'momentum': (lambda p, lr: optim.SGD(p, lr, momentum=0.9), 0.05, 2e-4),
    'nesterov': (lambda p, lr: optim.SGD(p, lr, momentum=0.9, nesterov=True), 0.05, 2e-4),
    'rmsprop': (lambda p, lr: optim.RMSprop(p, lr, alpha=0.99, eps=1e-8), 0.02, 0.01),
    'centredRmsprop': (lambda p, lr: optim.RMSprop(p, lr, alpha=0.99, eps=1e-8, centered=True), 0.02, 0.01),
    'adam': (lambda p, lr: optim.Adam(p, lr), 0.05, 0.05),
    'adamw': (lambda p, lr: optim.AdamW(p, lr, weight_decay=0.01), 0.05, 0.05),
}

torch.manual_seed(3)
# Half the mean squared error of a linear cell: its five weights are the point.
examples, answers, quadratic_start = drawn(8, 5), drawn(8), drawn(5)
valley_start = torch.tensor([-1.2, 1.0])


def quadratic(w):
    return 0.5 * ((examples @ w - answers) ** 2).mean()


def rosenbrock(p):
    return (1 - p[0]) ** 2 + 100 * (p[1] - p[0] ** 2) ** 2


def path(function, start, make, rate, average=False):
    point = torch.nn.Parameter(start.clone())
    optimiser = make([point], rate)
    points = []
    for update in range(1, UPDATES + 1):
        optimiser.zero_grad()
        function(point).backward()
        optimiser.step()
        if update in SEEN:
            points.append((optimiser.state[point]['ax'] if average else point).detach().clone())
    return {'rate': rate, 'points': points}


def paths(function, start, rate_of):
    return {name: path(function, start, make, rate_of(*rates)) for name, (make, *rates) in OPTIMISERS.items()}


def averaged(function, start, rate):
    """ASGD as the plain average of all points: no decay of weights or rate, averaging from the first update on."""
    return path(function, start, lambda p, lr: optim.ASGD(p, lr, lambd=0, alpha=0.75, t0=-1), rate, average=True)


def rates(make, first, count):
    """The rate of each update (or epoch), counted from 0."""
    optimiser = optim.SGD([torch.nn.Parameter(torch.zeros(1))], first)
    schedule = make(optimiser)
    found = []
    for _ in range(count):
        found.append(optimiser.param_groups[0]['lr'])
        optimiser.step()
        schedule.step()
    return found


with warnings.catch_warnings():
    warnings.simplefilter('ignore')
    schedules = {
        'stepped': {'from': 0.3, 'factor': 0.7, 'every': 4, 'rates': rates(lambda o: lr_scheduler.StepLR(o, 4, 0.7), 0.3, 20)},
        'cosine': {
            'from': 0.3, 'to': 0.01,
            'rates': rates(lambda o: lr_scheduler.CosineAnnealingLR(o, 20, eta_min=0.01), 0.3, 20),
        },
        'linear': {
            'from': 0.3, 'to': 0.03,
            'rates': rates(lambda o: lr_scheduler.LinearLR(o, start_factor=1, end_factor=0.1, total_iters=20), 0.3, 20),
        },
        'warmUp': {
            'after': 0.3, 'updates': 8,
            'rates': rates(lambda o: lr_scheduler.LinearLR(o, start_factor=1 / 8, end_factor=1, total_iters=7), 0.3, 20),
        },
    }

write(
    'optimisers',
    'Points after so many updates. quadratic(w) = mean over examples of (x w - d)^2 / 2; rosenbrock(x, y) = (1 - x)^2 + 100 (y - x^2)^2. '
    'average: ASGD, the mean of all points so far. Rates by update, of `stepped` by epoch',
    updates=SEEN,
    quadratic={
        'inputs': examples, 'answers': answers, 'start': quadratic_start,
        'paths': paths(quadratic, quadratic_start, lambda flat, _: flat),
        'average': averaged(quadratic, quadratic_start, 0.1),
    },
    rosenbrock={
        'start': valley_start,
        'paths': paths(rosenbrock, valley_start, lambda _, valley: valley),
        'average': averaged(rosenbrock, valley_start, 1e-3),
    },
    schedules=schedules,
)
