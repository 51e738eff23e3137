/** Echo state networks: the shape of their matrices, their trajectory against NumPy, and the echo state property. */
import { describe, expect, it } from 'vitest';
import {
  allToAll,
  compile,
  type MatrixShape,
  network,
  normal,
  orthogonal,
  pairs,
  probability,
  spectralRadius,
  steps,
  uniform,
  type Wiring,
} from '../../../engine/index.ts';
import { spectralRadiusOf } from '../../../engine/numerics/index.ts';
import { echoState, leakyTanhUnit, lif } from '../../../models/index.ts';
import reference from '../../reference/learning/reservoir.json' with { type: 'json' };
import { simulationOf, stimulateAt, valuesAfterSteps } from '../../simulated.ts';

const n = 30;

/** Row = target. */
function matrixOf(shape: MatrixShape, wiring: Wiring = allToAll()): Float64Array {
  const net = network({ x: leakyTanhUnit.of(n) }, [
    { from: 'x', to: 'x', port: 'feedback', wiring, weight: normal(0, 1), shape, delay: steps(1) },
  ]);
  const plan = compile(net, { dt: 1, seed: 4, precision: 'float64', lanes: 1 });
  const matrix = new Float64Array(n * n);
  plan.projections[0]!.wire((source, target, weight) => {
    matrix[target * n + source] = weight;
  });
  return matrix;
}

describe('the shape of weights', () => {
  it('spectralRadius is that of the matrix, full or sparse', () => {
    for (const wiring of [allToAll(), probability(0.2)])
      expect(spectralRadiusOf(matrixOf(spectralRadius(0.9), wiring), n)).toBeCloseTo(0.9, 12);
  });

  it('orthogonal has columns at right angles, of length gain', () => {
    const matrix = matrixOf(orthogonal(0.98));
    for (let a = 0; a < n; a++)
      for (let b = 0; b <= a; b++) {
        let product = 0;
        for (let i = 0; i < n; i++) product += matrix[i * n + a]! * matrix[i * n + b]!;
        expect(product).toBeCloseTo(a === b ? 0.98 ** 2 : 0, 12);
      }
  });

  it('is refused where there is no such matrix', () => {
    expect(() => matrixOf(orthogonal(), probability(0.5))).toThrow('some pairs of cells');
    expect(() => matrixOf(spectralRadius(1), pairs([0, 1], [1, 2]))).toThrow('without a circle');
    const other = { wiring: allToAll(), weight: 1, shape: spectralRadius(1) } as const;
    expect(() =>
      network({ a: leakyTanhUnit.of(2), b: leakyTanhUnit.of(2) }, [{ from: 'a', to: 'b', port: 'input', ...other }]),
    ).toThrow('a population to itself');
    expect(() => network({ a: lif.of(2) }, [{ from: 'a', to: 'a', port: 'excitatory', ...other, weight: '1 mV' }])).toThrow(
      'a population to itself',
    );
  });
});

describe('an echo state network', () => {
  it('goes the way that NumPy computes for the same weights', () => {
    const { recurrent, inputs, bias, leak, series, states, steps: at } = reference;
    const columns = (rows: number[][]) => rows[0]!.flatMap((_, source) => rows.map((row) => row[source]!));
    const net = network({ x: leakyTanhUnit.of(12, { leak, bias }) }, [
      { from: 'x', to: 'x', port: 'feedback', wiring: allToAll(), weight: columns(recurrent), delay: steps(1) },
    ]);
    const simulation = simulationOf(net);
    const rows = valuesAfterSteps(simulation, 'x', 'y');
    series.forEach((u, step) => {
      const value = Float64Array.from(inputs, (row) => row.reduce((sum, weight, i) => sum + weight * u[i]!, 0));
      stimulateAt(simulation, step, 'x', 'input', { cells: 'all', value });
      simulation.step();
    });
    // Sums in another order, and our own tanh, over 100 steps of a contracting map.
    at.forEach((step, k) => {
      for (const [i, value] of states[k]!.entries()) expect(Math.abs(rows[step]![i]! - value)).toBeLessThan(1e-12);
    });
  });

  /** How far two runs from different states lie apart after 500 steps. */
  function apart(radius: number): number {
    const from = (low: number, high: number) => {
      const net = echoState({
        inputs: 1,
        cells: 100,
        outputs: 1,
        radius,
        cell: (size) => leakyTanhUnit.of(size, { leak: 1, y: uniform(low, high) }),
      });
      const simulation = simulationOf(net);
      const rows = valuesAfterSteps(simulation, 'x', 'y');
      simulation.step(500);
      return rows.at(-1)!;
    };
    const [one, other] = [from(-1, 0), from(0, 1)];
    return Math.max(...one.map((value, i) => Math.abs(value - other[i]!)));
  }

  it('forgets where it began at a spectral radius of 0.9, and not at 1.5', () => {
    expect(apart(0.9)).toBeLessThan(1e-6);
    expect(apart(1.5)).toBeGreaterThan(0.1);
  });
});
