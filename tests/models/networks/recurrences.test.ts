/** Matrices of reservoirs: their spectral radius, from all their eigenvalues. */
import { describe, expect, it } from 'vitest';
import { compile } from '../../../engine/index.ts';
import { eigenvalues } from '../../../engine/numerics/index.ts';
import { echoState, jumpRecurrence, type Recurrence, recurrenceKinds, recurrenceOf } from '../../../models/index.ts';

/** Magnitudes of the eigenvalues of all connections within the reservoir together, ascending. */
function magnitudes(recurrence: readonly Recurrence[], n: number): number[] {
  const plan = compile(echoState({ inputs: 1, cells: n, outputs: 1, recurrence }), {
    dt: 1,
    seed: 2,
    precision: 'float64',
    lanes: 1,
  });
  const matrix = new Float64Array(n * n);
  for (const { name, wire } of plan.projections)
    if (name.startsWith('x->x'))
      wire((source, target, weight) => {
        matrix[target * n + source]! += weight;
      });
  const { real, imaginary } = eigenvalues(matrix, n);
  return Array.from(real, (re, i) => Math.hypot(re, imaginary[i]!)).sort((a, b) => a - b);
}

describe('a recurrence', () => {
  it.each(recurrenceKinds.filter((kind) => kind !== 'delay-line'))('%s has the spectral radius that is asked for', (kind) => {
    expect(magnitudes(recurrenceOf(kind, 60, 0.8), 60).at(-1)).toBeCloseTo(0.8, 12);
  });

  it.each(['cycle', 'orthogonal'] as const)('%s has all eigenvalues of that magnitude', (kind) => {
    expect(magnitudes(recurrenceOf(kind, 60, 0.8), 60)[0]).toBeCloseTo(0.8, 12);
  });

  it('delay-line has none but 0', () => {
    expect(magnitudes(recurrenceOf('delay-line', 60, 0.8), 60).at(-1)).toBe(0);
  });

  it('jumps that do not go around have a little less', () => {
    const radius = magnitudes(jumpRecurrence(0.8), 65).at(-1)!;
    expect(radius).toBeLessThan(0.8);
    expect(radius).toBeGreaterThan(0.75);
  });
});
