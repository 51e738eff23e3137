/** Stimuli of a scenario as plain data: a value held for a while, or events at given times. Knows no dt. */
import type { Distribution } from './distribution.ts';
import { NeurariumError, within } from './errors.ts';
import type { Network, NetworkPopulation, Populations, PortName, UnitsOfPort, WithPort } from './network.ts';
import { describe, type Given, type ParameterValue, type QuantityValues, readGiven } from './parameter-value.ts';
import { suggest } from './suggest.ts';
import { parseQuantity, type Quantity, type SameUnit } from './units.ts';

interface Onto<Pops extends Populations, Port extends string, U extends string> {
  readonly to: WithPort<Pops, Port, U>;
  readonly port: Port;
  readonly value: Exclude<Given<U>, Distribution>;
}

interface Held<Pops extends Populations, Port extends string, U extends string> extends Onto<Pops, Port, U> {
  readonly cells?: readonly number[] | Uint32Array;
  readonly start?: Quantity<'ms'>;
  readonly duration?: Quantity<'ms'>;
}

interface Events<Pops extends Populations, Port extends string, U extends string> extends Onto<Pops, Port, U> {
  readonly at: readonly number[] | Uint32Array;
  readonly times: QuantityValues<SameUnit<'ms'>>;
}

/**
 * A stimulus as written. Held: `value` (one, or an array with one entry per cell) is present in every step from `start` (default 0)
 * for `duration` (default: to the end); an event port gets it once per step. Events: `value` (one, or one per event) arrives once at
 * each of `times`, at the cell of `at` beside it.
 */
export type Stimulus<Pops extends Populations = Populations> = {
  [Port in PortName<Pops>]: {
    [U in UnitsOfPort<Pops, Port>]: Held<Pops, Port, U> | Events<Pops, Port, U>;
  }[UnitsOfPort<Pops, Port>];
}[PortName<Pops>];

/** A checked stimulus; times in ms, values in internal units. */
export type CheckedStimulus =
  | {
      readonly kind: 'held';
      readonly to: string;
      readonly port: string;
      /** null: all cells. */
      readonly cells: Uint32Array | null;
      /** One number, or one for each of `cells` (of all cells where that is null). */
      readonly value: number | Float64Array;
      readonly start: number;
      /** null: to the end. */
      readonly duration: number | null;
    }
  | {
      readonly kind: 'events';
      readonly to: string;
      readonly port: string;
      /** Event k arrives at cell cells[k] at times[k]; in the order given. */
      readonly cells: Uint32Array;
      readonly times: Float64Array;
      readonly value: number | Float64Array;
    };

interface WrittenStimulus {
  readonly to: string;
  readonly port: string;
  readonly value: unknown;
  readonly cells?: ArrayLike<number>;
  readonly start?: string;
  readonly duration?: string;
  readonly at?: ArrayLike<number>;
  readonly times?: Given<'ms'>;
}

function fail(message: string, hint?: string): never {
  throw new NeurariumError({ code: 'description', message, hint });
}

/** @throws NeurariumError naming the stimulus */
export function checkStimuli(stimuli: readonly unknown[], network: Network): CheckedStimulus[] {
  return stimuli.map((written, k) => within(`stimulus ${k}`, () => checkStimulus(written as WrittenStimulus, network)));
}

function checkStimulus(written: WrittenStimulus, network: Network): CheckedStimulus {
  const target = network.populations.find(({ name }) => name === written.to);
  if (target === undefined) {
    return fail(
      `population '${String(written.to)}' is unknown`,
      suggest(
        String(written.to),
        network.populations.map(({ name }) => name),
      ),
    );
  }
  const { ports } = target.model;
  const found = Object.hasOwn(ports, written.port) ? ports[written.port] : undefined;
  if (found === undefined) {
    return fail(`${target.name} has no port '${String(written.port)}'`, suggest(String(written.port), Object.keys(ports)));
  }
  const { to, port } = written;
  if (written.times !== undefined || written.at !== undefined) {
    const cells = readCells(written.at, target, 'at') ?? fail("'at' is missing, expected the cell of each event");
    const times = readTimes(written.times, cells.length);
    return { kind: 'events', to, port, cells, times, value: readValue(written.value, found.unit, cells.length) };
  }
  const cells = readCells(written.cells, target, 'cells');
  const value = readValue(written.value, found.unit, cells?.length ?? target.size);
  const start = written.start === undefined ? 0 : readTime(written.start, 'start');
  const duration = written.duration === undefined ? null : readTime(written.duration, 'duration');
  return { kind: 'held', to, port, cells, value, start, duration };
}

function readCells(given: ArrayLike<number> | undefined, target: NetworkPopulation, what: string): Uint32Array | null {
  if (given === undefined) return null;
  for (let k = 0; k < given.length; k++) {
    const cell = given[k]!;
    if (Number.isInteger(cell) && cell >= 0 && cell < target.size) continue;
    fail(
      `'${what}' has the cell ${cell}, expected indices from 0 to ${target.size - 1}`,
      `${target.name} has ${target.size} cells.`,
    );
  }
  return Uint32Array.from(given);
}

function readTime(given: string, what: string): number {
  const time = parseQuantity(String(given), 'ms', what);
  return time >= 0 ? time : fail(`${what} is '${given}', expected 0 or more`);
}

function readTimes(given: Given<'ms'> | undefined, count: number): Float64Array {
  const times = readGiven(given, 'ms', 'times', count);
  if (typeof times === 'number' || times.kind !== 'values')
    return fail(`times is ${describe(given)}, expected values('ms', [...])`);
  const negative = times.values.findIndex((time) => time < 0);
  return negative < 0 ? times.values : fail(`times: entry ${negative} is ${times.values[negative]} ms, expected 0 or more`);
}

function readValue(given: unknown, unit: string, count: number): number | Float64Array {
  const value: ParameterValue = readGiven(given, unit, 'value', count);
  if (typeof value === 'number') return value;
  return value.kind === 'values' ? value.values : fail(`value is ${value.kind}(), expected one value, or one for each cell`);
}
