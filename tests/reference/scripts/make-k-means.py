#!/usr/bin/env python3
"""Writes k-means.json: centres and inertia of scikit-learn's KMeans (Lloyd's algorithm to the end) from given starts, on three sets."""
import numpy
from sklearn.cluster import KMeans

from fixture import write

random = numpy.random.RandomState(8)


def clusters(count, dimensions, each, spread):
    centres = random.uniform(-3, 3, (count, dimensions))
    return numpy.concatenate([centre + spread * random.randn(each, dimensions) for centre in centres])


def moons(each):
    """Two half rings of radius 10 and width 6, the second moved by (10, 5)."""
    angle, radius = random.uniform(0, numpy.pi, 2 * each), 10 + 6 * (random.uniform(size=2 * each) - 0.5)
    x, y = radius * numpy.cos(angle), radius * numpy.sin(angle)
    x[each:], y[each:] = x[each:] + 10, -y[each:] + 5
    return numpy.stack([x, y], axis=1)


def lloyd(points, centres):
    """The same in a few lines: nearest centre (the first of equals), then means, until nothing moves. No cluster may become empty."""
    while True:
        distances = ((points[:, None] - centres) ** 2).sum(-1)
        labels = distances.argmin(1)
        assert len(set(labels)) == len(centres)
        moved = numpy.stack([points[labels == k].mean(0) for k in range(len(centres))])
        if numpy.allclose(moved, centres, rtol=0, atol=1e-12):
            return moved, labels, distances.min(1).sum()
        centres = moved


def case(name, points, count):
    points = points.round(3)
    start = points[random.choice(len(points), count, replace=False)]
    found = KMeans(count, init=start, n_init=1, tol=0, max_iter=1000, algorithm='lloyd').fit(points)
    centres, labels, inertia = lloyd(points, start)
    assert (labels == found.labels_).all() and abs(inertia - found.inertia_) < 1e-9
    numpy.testing.assert_allclose(centres, found.cluster_centers_, rtol=0, atol=1e-12)
    return {'name': name, 'points': points, 'start': start, 'centres': found.cluster_centers_, 'labels': found.labels_,
            'inertia': found.inertia_}


write(
    'k-means',
    'From `start` to the end: labels no longer change. Inertia: the sum of the squared distances to the nearest centres',
    cases=[
        case('three round clusters', clusters(3, 2, 25, 0.7), 3),
        case('two moons, five centres', moons(60), 5),
        case('overlapping clusters in four dimensions', clusters(6, 4, 15, 1.5), 6),
    ],
)
