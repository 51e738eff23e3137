/**
 * The models and the compiled network against Brian2 and NEST (tests/reference/README.md): every spike step, and the potentials.
 * Their delay D is our d = D - 1, and their refractory time is longer than ours by dt.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Population } from '../../engine/define-neuron.ts';
import { type Backend, type Network, network, pairs, type Simulation, values } from '../../engine/index.ts';
import { lifAlpha, lifConductance, lifDelta, lifExponential } from '../../models/index.ts';
import { simulationOf, spikeSteps, stimulateAt, valuesAfterSteps } from '../simulated.ts';

interface AnyModel {
  of(n: number, bag: Readonly<Record<string, unknown>>): Population;
}

interface Mapping {
  readonly model: AnyModel;
  /** Names in the files -> ours. */
  readonly ports: Readonly<Record<string, string>>;
  readonly state: Readonly<Record<string, string>>;
  readonly weight: string;
}

const currents = { e: 'excitatory', i: 'inhibitory' };
const mappings: Readonly<Record<string, Mapping>> = {
  lif_delta: { model: lifDelta, ports: { v: 'synapse', e: 'synapse', i: 'synapse' }, state: {}, weight: 'mV' },
  lif_exp: { model: lifExponential, ports: currents, state: { I_e: 'iE', I_i: 'iI' }, weight: 'pA' },
  lif_alpha: { model: lifAlpha, ports: currents, state: { I_e: 'iE', x_e: 'xE', I_i: 'iI', x_i: 'xI' }, weight: 'pA' },
  lif_cond_exp: { model: lifConductance, ports: currents, state: { g_e: 'gE', g_i: 'gI' }, weight: 'nS' },
};

const parameterNames: Readonly<Record<string, string>> = {
  C_m: 'capacitance',
  tau_m: 'tau',
  g_L: 'gLeak',
  E_L: 'vRest',
  E_e: 'vE',
  E_i: 'vI',
  V_th: 'vThreshold',
  V_r: 'vReset',
  tau_e: 'tauE',
  tau_i: 'tauI',
};

type Parameters = Readonly<Record<string, { readonly value: number; readonly unit: string }>>;

function bagOf(parameters: Parameters, dt: number): Record<string, unknown> {
  const bag = Object.entries(parameters).map(([name, { value, unit }]) => {
    if (name === 't_ref') return ['refractory', `${value - dt} ms`];
    const ours = parameterNames[name];
    if (ours === undefined) throw new Error(`no parameter for '${name}'`);
    return [ours, `${value} ${unit}`];
  });
  return Object.fromEntries(bag);
}

function read<T>(path: string): T {
  return JSON.parse(readFileSync(new URL(`../reference/${path}`, import.meta.url), 'utf8')) as T;
}

/** Files of the models that are mapped here; the tests of the others read theirs. */
function filesOf(folder: string): string[] {
  const files = readdirSync(new URL(`../reference/${folder}/`, import.meta.url));
  return files.filter((file) => file.startsWith('lif_')).map((file) => `${folder}/${file}`);
}

interface SingleRun {
  readonly simulator: string;
  readonly method: string;
  readonly dt_ms: number;
  readonly variant?: string;
  readonly stimulus: string;
  readonly spike_steps: readonly number[];
  readonly v?: readonly number[];
  readonly final?: Readonly<Record<string, number>>;
  readonly agreement?: { readonly v_absolute: number };
}

interface Single {
  readonly model: string;
  readonly parameters: Parameters;
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
  readonly runs: readonly SingleRun[];
}

/** Brian2's runs by the method and the rule that are ours: without `agreement` a run is there for comparison only. */
function applies(run: SingleRun, model: string): boolean {
  const method = model === 'lif_cond_exp' ? 'exponential_euler' : 'exact';
  return run.agreement !== undefined && run.method === method && (run.variant ?? 'drop_clamped') === 'drop_clamped';
}

function runSingle(single: Single, { dt_ms: dt, stimulus }: SingleRun, backend: Backend) {
  const { model, ports, state } = mappings[single.model]!;
  const simulation = simulationOf(network({ cell: model.of(1, bagOf(single.parameters, dt)) }, []), { dt, backend });
  const { current, events } = single.stimuli[stimulus]!;
  for (const [from, to, a, b] of current) {
    const [k0, k1] = [Math.round(from / dt), Math.round(to / dt)];
    for (let k = k0; k < k1; k++) {
      const value = a + ((b - a) * (k - k0)) / (k1 - k0);
      stimulateAt(simulation, k, 'cell', 'current', { cells: 'all', value });
    }
  }
  for (const [ms, port, value] of events) {
    stimulateAt(simulation, Math.round(ms / dt), 'cell', ports[port]!, { cells: 'all', value });
  }
  const trains = spikeSteps(simulation, 'cell');
  const v = valuesAfterSteps(simulation, 'cell', 'v');
  const others = Object.entries(state).map(([theirs, ours]) => [theirs, valuesAfterSteps(simulation, 'cell', ours)] as const);
  simulation.step(Math.round(single.duration_ms / dt));
  return { train: trains[0], v: v.map(([value]) => value!), others };
}

describe.each(filesOf('single'))('one neuron of %s', (path) => {
  const single = read<Single>(path);
  const runs = single.runs.filter((run) => applies(run, single.model));

  it('has a run for each stimulus', () => {
    expect(new Set(runs.map(({ stimulus }) => stimulus))).toEqual(new Set(Object.keys(single.stimuli)));
  });

  describe.each(['wasm', 'interpreter'] as const)('by %s', (backend) => {
    it.each(runs.map((run) => [run.stimulus, run] as const))('fires and moves as Brian2 does under %s', (_, run) => {
      const { train, v, others } = runSingle(single, run, backend);
      expect(train).toEqual(run.spike_steps);
      const perMs = Math.round(1 / run.dt_ms);
      let furthest = 0;
      // Sample j is the state after step j / dt - 1.
      run.v!.slice(1).forEach((value, j) => {
        furthest = Math.max(furthest, Math.abs(v[(j + 1) * perMs - 1]! - value));
      });
      expect(run.v!.length).toBe(single.duration_ms + 1);
      expect(furthest).toBeLessThan(run.agreement!.v_absolute);
      expect(Math.abs(v.at(-1)! - run.final!['v']!)).toBeLessThan(run.agreement!.v_absolute);
      for (const [theirs, rows] of others) {
        expect(Math.abs(rows.at(-1)![0]! - run.final![theirs]!), theirs).toBeLessThan(run.agreement!.v_absolute);
      }
    });
  });

  it('fires as NEST does where both integrate exactly', () => {
    const theirs = single.runs.filter(({ simulator, method }) => simulator.startsWith('NEST') && method === 'exact');
    for (const run of theirs) {
      const ours = runs.find(({ stimulus }) => stimulus === run.stimulus)!;
      expect(ours.spike_steps).toEqual(run.spike_steps);
    }
    expect(theirs.length).toBe(single.model === 'lif_cond_exp' ? 0 : runs.length);
  });
});

interface Recurrent {
  readonly model: string;
  readonly dt_ms: number;
  readonly steps: number;
  readonly parameters: Parameters;
  readonly ports: readonly string[];
  readonly current_per_neuron: { readonly values: readonly number[] };
  readonly initial: { readonly v: readonly number[] };
  readonly connections: readonly (readonly [number, number, number, number, number])[];
  readonly events: readonly (readonly [number, number, number, number])[];
  readonly spikes: number;
  readonly spike_steps: readonly (readonly number[])[];
  readonly final: Readonly<Record<string, readonly number[]>>;
  readonly agreement: { readonly final_v_absolute: number };
}

/** Our port for the file's k-th, whose text begins with its name: 'e: I_e += w (pA)'. */
function portOf({ model, ports }: Recurrent, k: number): string {
  return mappings[model]!.ports[ports[k]!.split(':')[0]!]!;
}

function describeNetwork(file: Recurrent): Network {
  const { model, weight } = mappings[file.model]!;
  const bag = { v: values('mV', file.initial.v), bias: values('pA', file.current_per_neuron.values) };
  const cells = model.of(file.initial.v.length, { ...bagOf(file.parameters, file.dt_ms), ...bag });
  // One projection for each port of the file, so that two on one port are summed in the order declared, as in the file.
  const projections = file.ports.map((_, k) => {
    const found = file.connections.filter(([, , port]) => port === k);
    const column = (at: 0 | 1 | 3 | 4) => found.map((connection) => connection[at]);
    return {
      from: 'cells',
      to: 'cells',
      port: portOf(file, k),
      wiring: pairs(column(0), column(1)),
      weight: values(weight, column(3)),
      delay: values(
        'ms',
        column(4).map((steps) => (steps - 1) * file.dt_ms),
      ),
    };
  });
  return network({ cells }, projections as never);
}

function runNetwork(file: Recurrent, simulation: Simulation) {
  for (const [step, target, port, value] of file.events) {
    stimulateAt(simulation, step, 'cells', portOf(file, port), { cells: [target], value });
  }
  const trains = spikeSteps(simulation, 'cells');
  simulation.step(file.steps - 1);
  const last = ['v', ...Object.values(mappings[file.model]!.state)].map(
    (name) => [name, valuesAfterSteps(simulation, 'cells', name)] as const,
  );
  simulation.step();
  return { trains, final: Object.fromEntries(last.map(([name, rows]) => [name, rows[0]!])) };
}

describe.each(filesOf('networks'))('the network %s', (path) => {
  const file = read<Recurrent>(path);
  const small = file.initial.v.length === 20;
  const backends: Backend[] = small ? ['wasm', 'interpreter'] : ['wasm'];

  it.each(backends)('fires as Brian2 does in every step, and ends where it ends (%s)', (backend) => {
    const { trains, final } = runNetwork(file, simulationOf(describeNetwork(file), { dt: file.dt_ms, backend }));
    expect(trains).toEqual(file.spike_steps);
    expect(trains.reduce((sum, train) => sum + train.length, 0)).toBe(file.spikes);
    for (const [theirs, expected] of Object.entries(file.final)) {
      const found = final[theirs === 'v' ? 'v' : mappings[file.model]!.state[theirs]!]!;
      const furthest = expected.reduce((worst, value, cell) => Math.max(worst, Math.abs(found[cell]! - value)), 0);
      expect(furthest, theirs).toBeLessThan(file.agreement.final_v_absolute);
    }
  });
});
