#!/usr/bin/env python3
"""Writes functions.json: arguments and values of the engine's functions, from mpmath at 60 digits.

    python3 make-functions.py        (Python 3 with mpmath 1.3; always writes the same file)

Each point is [arguments ..., value, rest]: `value` is the true value rounded to the nearest float64, and `rest` is the true value
minus that, in units of its last place. NaN and infinities are strings.
"""
import json
import math
import os
import random

import mpmath
from mpmath import mp, mpf

mp.dps = 60
random.seed(20240101)
TINY, LEAST_NORMAL, MOST = 5e-324, 2.0**-1022, (2 - 2.0**-52) * 2.0**1023
INF, NAN = math.inf, math.nan


def nearest(v):
    """The float64 nearest to an mpf, halves to even, also among the subnormals."""
    if mpmath.isnan(v) or mpmath.isinf(v):
        return float(v)
    sign, mantissa, exponent, bits = v._mpf_
    if mantissa == 0 or exponent + bits < -1100:
        return -0.0 if sign else 0.0
    try:
        size = mantissa / (1 << -exponent) if exponent < 0 else float(mantissa << exponent)
    except OverflowError:
        size = INF
    return -size if sign else size


def point(args, v):
    """v: the true value as an mpf, or a float where it is a special value."""
    value = nearest(v) if isinstance(v, mpf) else v
    rest = 0.0
    if isinstance(v, mpf) and math.isfinite(value):
        rest = float((v - mpf(value)) / mpf(math.ulp(value)))
    return [text(x) for x in (*args, value)] + [round(rest, 3)]


def text(x):
    if math.isnan(x):
        return 'NaN'
    if math.isinf(x):
        return 'Infinity' if x > 0 else '-Infinity'
    return int(x) if x == int(x) and 0 < abs(x) < 2**53 else x


def spread(n, low, high, signs=(1, -1)):
    """Random sign and mantissa, exponents evenly between two."""
    return [random.choice(signs) * math.ldexp(1 + random.random(), random.randint(low, high)) for _ in range(n)]


def evenly(n, low, high):
    return [random.uniform(low, high) for _ in range(n)]


def around(points, steps=2):
    """Each point and its neighbours."""
    out = []
    for x in points:
        down = up = x
        out.append(x)
        for _ in range(steps):
            down, up = math.nextafter(down, -INF), math.nextafter(up, INF)
            out += [down, up]
    return out


ZEROS = [0.0, -0.0]
ENDS = [TINY, -TINY, LEAST_NORMAL, -LEAST_NORMAL, MOST, -MOST, 1.0, -1.0]
LN2 = math.log(2)
EXP_STEPS = around([(k + 0.5) * LN2 for k in (-1000, -30, -2, -1, 0, 1, 2, 30, 1000)], 1)
EXP_ENDS = around([709.782712893384, -708.3964185322641, -745.1332191019411, -744.4400719213812], 2)


def unary(f, arguments, special, outside=None):
    """`special`: values where f is no ordinary number; `outside`: the same as a rule."""
    rows = [point((x,), y) for x, y in special]
    for x in arguments:
        y = outside(x) if outside else None
        rows.append(point((x,), y if y is not None else f(mpf(x))))
    return rows


def keeps_zero():
    return [(z, z) for z in ZEROS] + [(NAN, NAN)]


def reduction(quarter):
    """Nearest float64 to multiples of pi/2, where sine or cosine almost vanishes."""
    return [nearest(k * mpmath.pi / 2 * quarter) for k in
            [1, -1, 2, 3, -5, 8, 22, 355, 710, -1024, 5000, 13841, 31416, -55379, 57619, 60000, 63661]]


def boundaries():
    return [nearest((k + mpf(1) / 2) * mpmath.pi / 2) for k in [0, -1, 1, 2, 3, 10, 100, -1000, 20000, 63660]]


def circular(f, at_zero):
    arguments = (evenly(60, -1e5, 1e5) + evenly(60, -100, 100) + evenly(60, -3.2, 3.2) + spread(40, -40, 2) + spread(15, -1074, -40)
                 + reduction(1) + around(reduction(mpf(1) / 2)[:6], 1) + around(boundaries(), 1) + [1e5, -1e5]
                 + [-17428.744944769933, 0.84529481877395085, 0.80445458980166227, 87.256608663462629])
    beyond = [(x, NAN) for x in (100000.1, -2e5, MOST, INF, -INF, NAN)]
    return unary(f, arguments, [(z, at_zero if at_zero else z) for z in ZEROS] + beyond)


def binary():
    rows = []
    bases = [0.0, -0.0, INF, -INF, NAN, 1.0, -1.0, 0.5, -0.5, 2.0, -2.0, math.nextafter(1, 0), math.nextafter(1, 2), TINY, -TINY, MOST]
    exponents = [0.0, -0.0, INF, -INF, NAN, 1.0, -1.0, 0.5, -0.5, 2.0, 3.0, -3.0, 2.0**53 - 1, 1e300, -1e300, TINY, 1074.0]
    for x in bases:
        for y in exponents:
            if all(map(math.isfinite, (x, y))) and x != 0 and not (x < 0 and y != int(y)):
                if abs(y * math.log2(abs(x))) > 1e5:
                    size = INF if y * math.log2(abs(x)) > 0 else 0.0
                    rows.append(point((x, y), -size if x < 0 and y % 2 == 1 else size))
                else:
                    rows.append(point((x, y), mpf(x) ** mpf(y)))
            else:
                rows.append(point((x, y), special_power(x, y)))
    pairs = [(random.uniform(0.01, 10), random.uniform(-10, 10)) for _ in range(60)]
    pairs += [(-random.uniform(0.1, 10), float(random.randint(-200, 200))) for _ in range(30)]
    pairs += [(random.uniform(0, 100), random.randint(-30, 30) / 2) for _ in range(30)]
    pairs += [(x, random.uniform(-745, 709.7) / math.log(x)) for x in spread(40, -1022, 1023, (1,))]
    pairs += [(1 + d, random.uniform(-745, 709.7) / math.log1p(d)) for d in spread(40, -50, -2)]
    pairs += [(x, random.uniform(-745, -708.4) / math.log(x)) for x in spread(30, -1022, 1023, (1,)) + evenly(15, 0.5, 2)]
    pairs += [(x, random.uniform(709, 709.78) / math.log(x)) for x in spread(10, -1022, 1023, (1,)) + evenly(20, 0.5, 2)]
    pairs += [(math.ldexp(random.random(), -1024), random.uniform(-0.95, 1.05)) for _ in range(15)]
    pairs += [(x, 700 / abs(math.log(x))) for x in around([math.sqrt(2), math.sqrt(0.5)])]
    pairs += [(3.0, 2.0), (10.0, 15.0), (10.0, -2.0), (2.0, -1074.0), (2.0, -1075.0), (2.0, 1024.0), (-2.0, 1023.0), (7.0, 5.0),
              (1.4212961670649913, 2016.8427650944791), (1.4077071812058828, -2050.5648057301723)]
    return rows + [point((x, y), mpf(x) ** mpf(y)) for x, y in pairs]


def special_power(x, y):
    """C's pow (Annex F), which is that of IEEE 754; Python only turns two of its answers into exceptions."""
    try:
        return math.pow(x, y)
    except ValueError:
        if x == 0:
            return math.copysign(INF, x) if y % 2 == 1 else INF
        return NAN


def positive_only(at_zero):
    return lambda x: NAN if x < at_zero else -INF if x == at_zero else None


tables = {
    'exp': unary(mpmath.exp, evenly(100, -745, 709.7) + evenly(60, -1, 1) + evenly(40, -746, -708) + spread(40, -60, 2)
                 + EXP_STEPS + EXP_ENDS + ENDS + [581.2214637292268, 0.34851259051957628],
                 [(0.0, 1.0), (-0.0, 1.0), (INF, INF), (-INF, 0.0), (NAN, NAN), (710.0, INF), (-750.0, 0.0)]),
    'log': unary(mpmath.log, spread(100, -1022, 1023, (1,)) + spread(30, -1074, -1023, (1,)) + [1 + d for d in spread(70, -52, -2)]
                 + evenly(60, 0.5, 2) + around([math.sqrt(2), math.sqrt(0.5), 1.0, LEAST_NORMAL, 2.0, 4.0], 2) + ENDS
                 + [1.4129896835985398], [(z, -INF) for z in ZEROS] + [(INF, INF), (-INF, NAN), (NAN, NAN)], positive_only(0)),
    'expm1': unary(mpmath.expm1, evenly(60, -45, 709.7) + evenly(100, -2, 2) + spread(60, -60, 3) + spread(15, -1074, -60)
                   + EXP_STEPS + EXP_ENDS + around([-40.0, -37.42994775023705], 2) + ENDS + [0.34663249725000833],
                   keeps_zero() + [(INF, INF), (-INF, -1.0), (710.0, INF)]),
    'log1p': unary(mpmath.log1p, spread(60, 0, 1023, (1,)) + evenly(100, -1, 2) + spread(70, -60, -1) + spread(15, -1074, -60)
                   + [-1 + d for d in spread(30, -53, -2, (1,))] + around([math.sqrt(2) - 1, math.sqrt(0.5) - 1, 1.0, 3.0], 2) + ENDS
                   + [-0.30059137390632351], keeps_zero() + [(INF, INF), (-INF, NAN)], positive_only(-1)),
    'sin': circular(mpmath.sin, None),
    'cos': circular(mpmath.cos, 1.0),
    'tanh': unary(mpmath.tanh, evenly(120, -2, 2) + evenly(40, -23, 23) + spread(60, -60, 1) + spread(15, -1074, -60)
                  + around([0.55, -0.55, 22.0, 19.06, (0.5 * LN2), (0.75 * LN2)], 2) + ENDS + [0.55144531121119889],
                  keeps_zero() + [(INF, 1.0), (-INF, -1.0)]),
    'atan': unary(mpmath.atan, evenly(100, -1, 1) + evenly(60, -4, 4) + spread(60, -60, 60) + spread(30, -1074, 1023)
                  + around([math.sqrt(2) - 1, math.sqrt(2) + 1, -math.sqrt(2) - 1, 1.0], 2) + ENDS + [0.41468247620085247],
                  keeps_zero() + [(INF, math.pi / 2), (-INF, -math.pi / 2)]),
    'erf': unary(mpmath.erf, evenly(100, -1, 1) + evenly(80, -6, 6) + spread(60, -60, 1) + spread(15, -1074, -60)
                 + around([5.93, -5.93, 5.9215871957945065, 0.476936276204470], 2) + ENDS + [0.22362333180751712],
                 keeps_zero() + [(INF, 1.0), (-INF, -1.0)]),
    'pow': binary(),
}

if __name__ == '__main__':
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'functions.json')
    with open(path, 'w') as file:
        file.write('{\n')
        for at, (name, rows) in enumerate(tables.items()):
            lines = ',\n'.join(json.dumps(row, separators=(',', ':')) for row in rows)
            file.write(f'"{name}": [\n{lines}\n]{"" if at == len(tables) - 1 else ","}\n')
        file.write('}\n')
