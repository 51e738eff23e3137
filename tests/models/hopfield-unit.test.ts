import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { allToAll, asyncCyclic, asyncRandom, network, type Schedule } from '../../engine/index.ts';
import { hopfieldUnit } from '../../models/index.ts';
import { type Choices, numbers, simulationOf, valuesAfterSteps } from '../simulated.ts';

interface Reference {
  readonly N: number;
  readonly patterns: readonly (readonly number[])[];
  readonly runs: readonly {
    readonly start: readonly number[];
    readonly order: readonly number[];
    readonly state_after_each_sweep: readonly (readonly number[])[];
    readonly energy_start: number;
    readonly energy_after_each_sweep: readonly number[];
  }[];
  readonly synchronous_from_first_start: readonly (readonly number[])[];
}

const file = new URL('../reference/values/hopfield.json', import.meta.url);
const { N, patterns, runs, synchronous_from_first_start: synchronous } = JSON.parse(readFileSync(file, 'utf8')) as Reference;

/** N times the Hebbian weights, all-to-all without the diagonal, source by source: whole numbers, so that every sum is exact. */
function hebb(stored: readonly (readonly number[])[], cells: number): number[] {
  const weight = (i: number, j: number) => stored.reduce((sum, pattern) => sum + pattern[i]! * pattern[j]!, 0);
  return Array.from({ length: cells * (cells - 1) }, (_, k) => {
    const source = Math.floor(k / (cells - 1));
    const target = k % (cells - 1);
    return weight(source, target < source ? target : target + 1);
  });
}

function hopfield(start: readonly number[], weight: number[], schedule?: Schedule) {
  const units = hopfieldUnit.of(start.length, { s: [...start] }, schedule === undefined ? {} : { schedule });
  const wiring = allToAll({ selfConnections: false });
  const delay = schedule === undefined ? '1 ms' : '0 ms';
  return network({ units }, [{ from: 'units', to: 'units', port: 'input', wiring, weight, delay }]);
}

function states(described: ReturnType<typeof hopfield>, steps: number, choices: Choices = {}): number[][] {
  const simulation = simulationOf(described, { dt: 1, ...choices });
  const rows = valuesAfterSteps(simulation, 'units', 's');
  simulation.step(steps);
  return rows;
}

/** E = -s^T W s / 2, with W a whole number over N. */
function energy(state: readonly number[], weight: readonly number[]): number {
  const n = state.length;
  let sum = 0;
  weight.forEach((w, k) => {
    const source = Math.floor(k / (n - 1));
    const target = k % (n - 1);
    sum += w * state[source]! * state[target < source ? target : target + 1]!;
  });
  return -sum / n / 2;
}

const choices: Choices[] = [{}, { backend: 'interpreter' }, { precision: 'float32' }, { lanes: 2 }];

describe.each(choices)('hopfieldUnit (%o)', (choice) => {
  const weight = hebb(patterns, N);

  it.each(runs)('recalls as the reference does, cell after cell in the order given (run %#)', (run) => {
    const found = states(hopfield(run.start, weight, asyncCyclic(run.order)), 3, choice);
    expect(found).toEqual(run.state_after_each_sweep);
    // The file has 12 significant digits, so energies below 100 are known to 5e-11; they are multiples of 1 / N, which leaves one.
    const energies = [run.start, ...found].map((state) => energy(state, weight));
    [run.energy_start, ...run.energy_after_each_sweep].forEach((expected, k) => {
      expect(Math.abs(energies[k]! - expected)).toBeLessThan(5e-11);
      expect(Math.abs(energies[k]! - Math.round(expected * N) / N)).toBeLessThan(1e-12);
    });
  });

  it('recalls as the reference does, all cells at once', () => {
    expect(states(hopfield(runs[0]!.start, weight), synchronous.length, choice)).toEqual(synchronous);
  });
});

it('in random order the energy never rises, and ends where no cell wants to change', () => {
  const cells = 200;
  const next = numbers(8);
  const stored = Array.from({ length: 10 }, () => Array.from({ length: cells }, () => (next() < 0.5 ? -1 : 1)));
  const weight = hebb(stored, cells);
  const start = stored[0]!.map((s) => (next() < 0.2 ? -s : s));
  const described = hopfield(start, weight, asyncRandom());
  const found = states(described, 12);
  const energies = [start, ...found].map((state) => energy(state, weight));
  energies.slice(1).forEach((after, k) => expect(after).toBeLessThanOrEqual(energies[k]!));
  expect(found.at(-1)).toEqual(found.at(-2));
  // A load of 0.05 lies far below the capacity of 0.138: all but a few cells are right.
  const right = found.at(-1)!.filter((s, i) => s === stored[0]![i]).length;
  expect(right / cells).toBeGreaterThan(0.98);
  expect(states(described, 12)).toEqual(found);
});
