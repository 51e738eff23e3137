/** Fixtures of other programs for tests of learning: read, fed to a trainer, compared with it. tests/reference/README.md explains the files. */
import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { type GradientDefinition, GradientTrainer, gradient, type LaneNumbers, type Network } from '../../../../engine/index.ts';

export type Matrix = readonly (readonly number[])[];
/** By time, example, cell. */
export type Series = readonly Matrix[];
type Nested = number | readonly Nested[];

export interface Machine {
  readonly precision: 'float64' | 'float32';
  readonly backend: 'wasm' | 'interpreter';
}

const machine = (precision: Machine['precision'], backend: Machine['backend']): Machine => ({ precision, backend });
/** For tests that run everywhere. */
export const machines = [machine('float64', 'wasm'), machine('float64', 'interpreter'), machine('float32', 'wasm')];
/** What a test of all digits runs on. */
export const exactMachines = machines.filter(({ precision }) => precision === 'float64');

/** Differences of float64 are rounding of sums in another order and of functions' last bits; float32 rounds to 6e-8. */
const tolerance = { float64: 1e-12, float32: 1e-4 };

export function readOracle<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../../../reference/learning/${name}.json`, import.meta.url), 'utf8')) as T;
}

export function trainerOf(
  network: Network,
  definition: GradientDefinition,
  { precision, backend }: Machine,
  batch: number,
): GradientTrainer {
  return new GradientTrainer(network, { dt: 1, seed: 1, precision, backend, learner: gradient(definition), batch });
}

/** Writes numbers of the first examples of a batch, from its first time on. */
export function feed({ values, stride }: LaneNumbers, batch: number, series: Series): void {
  series.forEach((examples, t) => examples.forEach((row, lane) => values.set(row, (t * batch + lane) * stride)));
}

/** The numbers of `size` cells in the first `count` examples, at all times. */
export function rowsOf({ values, stride }: LaneNumbers, { batch, unroll }: GradientTrainer, count: number, size: number): Series {
  return Array.from({ length: unroll }, (_, t) =>
    Array.from({ length: count }, (_, lane) => {
      const begin = (t * batch + lane) * stride;
      return Array.from(values.subarray(begin, begin + size));
    }),
  );
}

export function flat(nested: Nested): number[] {
  return typeof nested === 'number' ? [nested] : nested.flatMap(flat);
}

/** The largest difference, relative to the largest number expected. */
export function difference(found: ArrayLike<number>, expected: Nested): number {
  const numbers = flat(expected);
  if (found.length !== numbers.length) throw new Error(`${found.length} numbers, expected ${numbers.length}`);
  const largest = Math.max(...numbers.map(Math.abs));
  return Math.max(...numbers.map((value, k) => Math.abs(value - found[k]!))) / largest;
}

export function expectNear(found: ArrayLike<number>, expected: Nested, what: string, { precision }: Machine): void {
  expect(difference(found, expected), what).toBeLessThan(tolerance[precision]);
}

/** Of everything that is trained, by name. */
export function expectGradients(trainer: GradientTrainer, expected: Readonly<Record<string, Nested>>, on: Machine): void {
  expect([...trainer.trained.names].sort()).toEqual(Object.keys(expected).sort());
  for (const [name, gradient] of Object.entries(expected)) expectNear(trainer.gradient(name), gradient, name, on);
}

export function writeAll(trainer: GradientTrainer, numbers: Readonly<Record<string, Nested>>): void {
  for (const [name, values] of Object.entries(numbers)) trainer.trained.write(name, flat(values));
}

export function expectTrained(trainer: GradientTrainer, expected: Readonly<Record<string, Nested>>, on: Machine): void {
  for (const [name, values] of Object.entries(expected)) expectNear(trainer.trained.read(name), values, name, on);
}
