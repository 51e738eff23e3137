/** A Hopfield network against all its states: where it ends, what its energy does on the way. */
import { describe, expect, it } from 'vitest';
import { hopfield } from '../../../models/index.ts';
import { numbers, simulationOf, stimulateAt, valuesAfterSteps } from '../../simulated.ts';

const next = numbers(77);

/** Hebb's weights of random patterns: whole numbers, so that energies are exact. */
function hebb(cells: number, patterns: number): number[] {
  const all = Array.from({ length: patterns }, () => Array.from({ length: cells }, () => (next() < 0.5 ? -1 : 1)));
  const weights: number[] = [];
  for (let i = 1; i < cells; i++) for (let j = 0; j < i; j++) weights.push(all.reduce((sum, x) => sum + x[i]! * x[j]!, 0));
  return weights;
}

function fieldsOf(weights: readonly number[], state: ArrayLike<number>): number[] {
  const fields = new Array<number>(state.length).fill(0);
  for (let i = 1, at = 0; i < state.length; i++)
    for (let j = 0; j < i; j++, at++) {
      fields[i]! += weights[at]! * state[j]!;
      fields[j]! += weights[at]! * state[i]!;
    }
  return fields;
}

function energyOf(weights: readonly number[], state: ArrayLike<number>): number {
  return -fieldsOf(weights, state).reduce((sum, field, i) => sum + field * state[i]!, 0) / 2;
}

/** Tells the cells at once what to be, in the step that comes next. */
function tell(simulation: ReturnType<typeof simulationOf>, state: readonly number[]): void {
  const step = simulation.nextStep;
  stimulateAt(simulation, step, 'units', 'world', { cells: 'all', value: Float64Array.from(state) });
  stimulateAt(simulation, step, 'units', 'clamp', { cells: 'all', value: 1 });
}

const bits = (code: number, cells: number) => Array.from({ length: cells }, (_, i) => ((code >> i) & 1 ? 1 : -1));

describe('a Hopfield network of 16 cells', () => {
  const cells = 16;
  const weights = hebb(cells, 3);

  it('ends from each of its 65,536 states in one that no cell wants to leave, lower than where it began', () => {
    const simulation = simulationOf(hopfield({ cells, weights }), { dt: 1 });
    const rows = valuesAfterSteps(simulation, 'units', 's');
    const ends = new Set<string>();
    for (let code = 0; code < 2 ** cells; code++) {
      const start = bits(code, cells);
      tell(simulation, start);
      rows.length = 0;
      simulation.step(8);
      expect(rows[0]).toEqual(start);
      const end = rows[7]!;
      const isRest = fieldsOf(weights, end).every((field, i) => field * end[i]! >= 0);
      const falls = energyOf(weights, end) <= energyOf(weights, start);
      if (!isRest || !falls) expect({ code, isRest, falls }).toEqual({ code, isRest: true, falls: true });
      ends.add(end.join());
    }
    // Three patterns, their negatives, and what is mixed of them.
    expect(ends.size).toBeGreaterThanOrEqual(6);
    expect(ends.size).toBeLessThan(40);
  }, 60_000);

  it('all at once, ends from each state in one, or between two', () => {
    const simulation = simulationOf(hopfield({ cells, weights, updates: 'at once' }), { dt: 1 });
    const rows = valuesAfterSteps(simulation, 'units', 's');
    let betweenTwo = 0;
    for (let code = 0; code < 2 ** cells; code += 7) {
      tell(simulation, bits(code, cells));
      rows.length = 0;
      simulation.step(20);
      if (rows[19]!.join() !== rows[17]!.join()) expect({ code, rows }).toBe('at rest, or between two states');
      if (rows[19]!.join() !== rows[18]!.join()) betweenTwo++;
    }
    expect(betweenTwo).toBeGreaterThan(0);
  }, 60_000);
});

it('the energy of a Hopfield network rises in none of a million steps of single cells', () => {
  const cells = 50;
  const weights = hebb(cells, 8);
  const simulation = simulationOf(hopfield({ cells, weights }), { dt: 1 });
  let energy = Number.POSITIVE_INFINITY;
  let fell = 0;
  simulation
    .population('units')
    .values$('s')
    .subscribe(({ step, values }) => {
      const now = energyOf(weights, values);
      if (step % 20 !== 0 && now > energy) throw new Error(`the energy rose from ${energy} to ${now} in step ${step}`);
      if (step % 20 !== 0 && now < energy) fell++;
      energy = now;
    });
  // 1,000 recalls of 20 sweeps of 50 cells.
  for (let recall = 0; recall < 1000; recall++) {
    tell(
      simulation,
      Array.from({ length: cells }, () => (next() < 0.5 ? -1 : 1)),
    );
    simulation.step(20);
  }
  expect(simulation.nextStep * cells).toBe(1_000_000);
  expect(fell).toBeGreaterThan(1000);
});
