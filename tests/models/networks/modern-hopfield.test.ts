/** A modern Hopfield network is attention, and holds far more patterns than it has cells. */
import { describe, expect, it } from 'vitest';
import { modernHopfield } from '../../../models/index.ts';
import { numbers, simulationOf, stimulateAt, valuesAfterSteps } from '../../simulated.ts';

const next = numbers(7);

function drawn(count: number, draw: () => number): Float64Array {
  return Float64Array.from({ length: count }, draw);
}

/** softmax(beta q K') V with the patterns as keys and values. */
function attention(query: ArrayLike<number>, patterns: Float64Array, beta: number): number[] {
  const cells = query.length;
  const rows = Array.from({ length: patterns.length / cells }, (_, k) => patterns.subarray(k * cells, (k + 1) * cells));
  const scores = rows.map((row) => beta * row.reduce((sum, x, i) => sum + x * query[i]!, 0));
  const largest = Math.max(...scores);
  const shares = scores.map((score) => Math.exp(score - largest));
  const total = shares.reduce((sum, share) => sum + share, 0);
  return Array.from(query, (_, i) => rows.reduce((sum, row, k) => sum + (shares[k]! / total) * row[i]!, 0));
}

/** What the network says in each step, told once and then left to itself. */
function answers(cells: number, patterns: Float64Array, beta: number, cue: Float64Array, steps: number): number[][] {
  const simulation = simulationOf(modernHopfield({ cells, patterns: patterns.length / cells, values: patterns, beta }), {
    dt: 1,
  });
  const y = valuesAfterSteps(simulation, 'y', 'y');
  stimulateAt(simulation, 0, 'u', 'world', { cells: 'all', value: cue });
  stimulateAt(simulation, 0, 'u', 'clamp', { cells: 'all', value: 1 });
  simulation.step(steps);
  return y;
}

describe('a modern Hopfield network', () => {
  it('is attention: each update is softmax(beta q K) V, over and over (1e-12: the order of a sum of 30 terms)', () => {
    const [cells, count, beta] = [6, 5, 0.8];
    const patterns = drawn(cells * count, () => 2 * next() - 1);
    const cue = drawn(cells, () => 2 * next() - 1);
    let state: ArrayLike<number> = cue;
    for (const said of answers(cells, patterns, beta, cue, 4)) {
      state = attention(state, patterns, beta);
      said.forEach((value, i) => expect(Math.abs(value - state[i]!)).toBeLessThan(1e-12));
    }
  });

  it('recalls one of 5,000 patterns of 784 cells in one update, to 1e-6, with a tenth of them wrong', () => {
    const [cells, count] = [784, 5000];
    const patterns = drawn(cells * count, () => (next() < 0.5 ? -1 : 1));
    const first = patterns.subarray(0, cells);
    const cue = first.map((value, i) => (i % 10 === 0 ? -value : value));
    const [said] = answers(cells, patterns, 1, cue, 1);
    expect(Math.max(...first.map((value, i) => Math.abs(said![i]! - value)))).toBeLessThan(1e-6);
  });
});
