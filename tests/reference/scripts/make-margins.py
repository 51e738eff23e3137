#!/usr/bin/env python3
"""Writes margins.json: 100 sets of points that a line (plane, ...) separates, each with its radius R and its margin gamma.

The bias is the weight of a last coordinate that is 1, as in the perceptron. gamma is the largest d such that a unit vector w has
y (w . z) >= d for all points z: one over the norm of the smallest w with y (w . z) >= 1, found exactly by non-negative least squares
(Lawson & Hanson 1974, Solving Least Squares Problems, chapter 23) and compared with scikit-learn's support vector machine.
"""
import numpy
from scipy.optimize import nnls
from sklearn.svm import SVC

from fixture import write

SETS = 100
random = numpy.random.RandomState(9)


def separable():
    """Points in a cube on both sides of a random plane, none nearer to it than 0.08."""
    count, dimensions = random.randint(20, 61), random.randint(2, 6)
    normal, offset = random.randn(dimensions), random.uniform(-0.3, 0.3)
    normal /= numpy.linalg.norm(normal)
    points, sides = [], []
    while len(points) < count or len(set(sides)) < 2:
        point = random.uniform(-1, 1, dimensions).round(3)
        distance = point @ normal - offset
        if abs(distance) >= 0.08:
            points.append(point)
            sides.append(1 if distance > 0 else -1)
    return numpy.array(points), numpy.array(sides)


def margin(signed):
    """Of the rows y z."""
    rows = numpy.vstack([signed.T, numpy.ones(len(signed))])
    aim = numpy.zeros(len(rows))
    aim[-1] = 1
    shares, _ = nnls(rows, aim)
    rest = rows @ shares - aim
    w = -rest[:-1] / rest[-1]
    gamma = 1 / numpy.linalg.norm(w)
    # No margin is larger than the distance of the origin from any mean of the rows, and this mean's is the one found.
    nearest = numpy.linalg.norm(shares @ signed) / shares.sum()
    assert (signed @ w >= 1 - 1e-12).all() and abs(nearest - gamma) < 1e-13
    return gamma


def margin_by_svm(signed):
    """Rows and their opposites are the two classes, so that the plane goes through the origin."""
    both, classes = numpy.vstack([signed, -signed]), numpy.repeat([1, -1], len(signed))
    return 1 / numpy.linalg.norm(SVC(kernel='linear', C=1e8, tol=1e-9).fit(both, classes).coef_)


def case():
    points, sides = separable()
    z = numpy.hstack([points, numpy.ones((len(points), 1))])
    gamma = margin(sides[:, None] * z)
    numpy.testing.assert_allclose(margin_by_svm(sides[:, None] * z), gamma, rtol=1e-5)
    return {
        'points': points,
        'sides': ''.join('+' if side > 0 else '-' for side in sides),
        'radius': numpy.linalg.norm(z, axis=1).max(),
        'margin': gamma,
    }


write(
    'margins',
    'Separable sets; radius and margin are of the points with a last coordinate 1, for the bias. Margins agree with SVC to 1e-5',
    sets=[case() for _ in range(SETS)],
)
