/**
 * Repeats runs of the reference files whose model, method or refractoriness needs a mapping of its own; the tests of the models say
 * which. tests/reference/README.md explains the files.
 */
import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { Population } from '../../engine/define-neuron.ts';
import { type Backend, type Integrator, type Network, network, pairs, values } from '../../engine/index.ts';
import type { Model } from '../../engine/model.ts';
import { simulationOf, spikeSteps, stimulateAt } from '../simulated.ts';

export interface AnyModel {
  readonly model: Model;
  of(n: number, bag?: Readonly<Record<string, unknown>>): Population;
}

interface Agreement {
  readonly spikes: string;
  readonly v_absolute: number;
  /** Trains agree before this step only. */
  readonly horizon_step?: number;
  readonly v_compared_before_step?: number;
}

export interface ReferenceRun {
  readonly simulator: string;
  readonly method: string;
  readonly dt_ms: number;
  readonly type?: string;
  readonly stimulus: string;
  readonly spike_steps: readonly number[];
  readonly v?: readonly number[];
  readonly agreement?: Agreement;
}

export interface SingleFile {
  readonly parameters: Readonly<Record<string, { readonly value: number; readonly unit: string }>>;
  readonly types?: Readonly<Record<string, Readonly<Record<'a' | 'b' | 'c' | 'd', number>>>>;
  readonly duration_ms: number;
  readonly stimuli: Readonly<
    Record<
      string,
      {
        readonly current: readonly (readonly [number, number, number, number])[];
        readonly events: readonly (readonly [number, string, number])[];
      }
    >
  >;
  readonly runs: readonly ReferenceRun[];
}

export function readReference<T>(path: string): T {
  return JSON.parse(readFileSync(new URL(`../reference/${path}`, import.meta.url), 'utf8')) as T;
}

/** The runs that are a reference, not only a comparison. */
export function agreedRuns({ runs }: SingleFile): ReferenceRun[] {
  return runs.filter(({ agreement }) => agreement !== undefined);
}

export function titleOf({ method, dt_ms, type, stimulus }: ReferenceRun): string {
  return `${stimulus}${type === undefined ? '' : ` of ${type}`}, ${method} at ${dt_ms} ms`;
}

/** The file's parameters under our names; those that `names` does not hold must be in `others`. */
export function bagOf(
  { parameters }: SingleFile,
  names: Readonly<Record<string, string>>,
  others: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  const bag: Record<string, unknown> = { ...others };
  for (const [name, { value, unit }] of Object.entries(parameters)) {
    if (name === 't_ref') continue;
    const ours = names[name];
    if (ours === undefined) throw new Error(`no parameter for '${name}'`);
    bag[ours] = unit === '1' ? value : `${value} ${unit.replace('Mohm', 'MOhm')}`;
  }
  return bag;
}

/** Cells whose equations go through another integrator than the model names. */
function integratedBy(population: Population, integrator: Integrator): Population {
  return { ...population, model: { ...population.model, integrator } };
}

const integrators: Readonly<Record<string, Integrator>> = {
  euler: 'euler',
  rk4: 'rk4',
  exponential_euler: 'exponential-euler',
  published2003: 'discrete',
};

interface Replay {
  /** Names of the ports in the file -> ours. */
  readonly ports: Readonly<Record<string, string>>;
  readonly backend?: Backend;
}

/** Spike steps, and `v` at each ms from 1 ms on. */
export function replay(file: SingleFile, run: ReferenceRun, cell: Population, { ports, backend = 'wasm' }: Replay) {
  const dt = run.dt_ms;
  const simulation = simulationOf(network({ cell: integratedBy(cell, integrators[run.method]!) }, []), { dt, backend });
  const { current, events } = file.stimuli[run.stimulus]!;
  for (const [from, to, a, b] of current) {
    const [k0, k1] = [Math.round(from / dt), Math.round(to / dt)];
    if (a === b) stimulateAt(simulation, k0, 'cell', 'current', { cells: 'all', value: a, steps: k1 - k0 });
    else
      for (let k = k0; k < k1; k++) {
        stimulateAt(simulation, k, 'cell', 'current', { cells: 'all', value: a + ((b - a) * (k - k0)) / (k1 - k0) });
      }
  }
  for (const [ms, port, value] of events) {
    stimulateAt(simulation, Math.round(ms / dt), 'cell', ports[port]!, { cells: 'all', value });
  }
  const trains = spikeSteps(simulation, 'cell');
  const perMs = Math.round(1 / dt);
  const v: number[] = [];
  simulation
    .population('cell')
    .values$('v')
    .subscribe((frame) => {
      if ((frame.step + 1) % perMs === 0) v.push(frame.values[0]!);
    });
  simulation.step(Math.round(file.duration_ms / dt));
  return { train: trains[0]!, v };
}

/** Every spike step, and v at every sample, as far as the file says that they agree. */
export function expectAgreement(
  run: ReferenceRun,
  { train, v }: { readonly train: readonly number[]; readonly v: readonly number[] },
) {
  const agreement = run.agreement!;
  const { horizon_step: horizon = Infinity, v_absolute: bound } = agreement;
  if (agreement.spikes === 'within 1 step') {
    expect(train.length).toBe(run.spike_steps.length);
    train.forEach((step, k) => expect(Math.abs(step - run.spike_steps[k]!), `spike ${k}`).toBeLessThanOrEqual(1));
  } else {
    expect(train.filter((step) => step < horizon)).toEqual(run.spike_steps.filter((step) => step < horizon));
    // Beyond its horizon a chaotic run agrees in number only.
    expect(Math.abs(train.length - run.spike_steps.length)).toBeLessThanOrEqual(horizon < Infinity ? 0.1 * train.length : 0);
  }
  const until = Math.min(horizon, agreement.v_compared_before_step ?? Infinity);
  expect(run.v!.length).toBe(v.length + 1);
  let furthest = 0;
  let compared = 0;
  v.forEach((value, j) => {
    if ((j + 1) / run.dt_ms >= until) return;
    compared++;
    furthest = Math.max(furthest, Math.abs(value - run.v![j + 1]!));
  });
  expect(furthest).toBeLessThan(bound);
  expect(compared).toBeGreaterThan(100);
}

export interface NetworkFile {
  readonly dt_ms: number;
  readonly steps: number;
  readonly current_per_neuron: { readonly values: readonly number[] };
  readonly initial: Readonly<Record<'v' | 'u', readonly number[]>>;
  readonly per_neuron: Readonly<Record<'a' | 'b' | 'c' | 'd', readonly number[]>>;
  readonly connections: readonly (readonly [number, number, number, number, number])[];
  readonly events: readonly (readonly [number, number, number, number])[];
  readonly spike_steps: readonly (readonly number[])[];
  readonly agreement: { readonly horizon_step: number };
  readonly plain_arithmetic: { readonly spike_steps: readonly (readonly number[])[]; readonly final_v: readonly number[] };
}

/** Port k of the file is our `ports[k]`, one projection each; a delay of D there is D - 1 here. */
function describeNetwork(file: NetworkFile, cells: Population, ports: readonly string[], unit: string): Network {
  const projections = ports.map((port, k) => {
    const found = file.connections.filter((connection) => connection[2] === k);
    const column = (at: 0 | 1 | 3 | 4) => found.map((connection) => connection[at]);
    const delays = column(4).map((steps) => (steps - 1) * file.dt_ms);
    const weight = values(unit, column(3));
    return { from: 'cells', to: 'cells', port, wiring: pairs(column(0), column(1)), weight, delay: values('ms', delays) };
  });
  return network({ cells }, projections as never);
}

export function replayNetwork(file: NetworkFile, cells: Population, ports: readonly string[], unit: string, backend: Backend) {
  const simulation = simulationOf(describeNetwork(file, cells, ports, unit), { dt: file.dt_ms, backend });
  for (const [step, target, port, value] of file.events) {
    stimulateAt(simulation, step, 'cells', ports[port]!, { cells: [target], value });
  }
  const trains = spikeSteps(simulation, 'cells');
  const finalV: number[] = [];
  simulation.step(file.steps - 1);
  simulation
    .population('cells')
    .values$('v')
    .subscribe(({ values: v }) => finalV.push(...v));
  simulation.step();
  return { trains, finalV };
}
