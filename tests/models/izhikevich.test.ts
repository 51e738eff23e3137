/** The simple model by plain Euler and by both published schemes. The files have mV, ms and currents as bare numbers. */
import { describe, expect, it } from 'vitest';
import { type Backend, network, values } from '../../engine/index.ts';
import { izhikevich, izhikevich2003, izhikevich2004, izhikevichOwnStep } from '../../models/index.ts';
import { simulationOf, spikeSteps, stimulateAt, valuesAfterSteps } from '../simulated.ts';
import { accommodates, currentAt, readPatterns } from './izhikevich-patterns.ts';
import {
  type AnyModel,
  agreedRuns,
  expectAgreement,
  type NetworkFile,
  type ReferenceRun,
  readReference,
  replay,
  replayNetwork,
  type SingleFile,
  titleOf,
} from './reference-runs.ts';

const file = readReference<SingleFile>('single/izhikevich.json');
const runs = agreedRuns(file).map((run) => [titleOf(run), run] as const);
const ports = { v: 'excitatory' };

function cellFor({ method, type }: ReferenceRun) {
  const { a, b, c, d } = file.types![type!]!;
  const model: AnyModel = method === 'published2003' ? izhikevich2003 : izhikevich;
  return model.of(1, {
    recoveryRate: `${a} 1/ms`,
    sensitivity: `${b} 1/ms`,
    vReset: `${c} mV`,
    recoveryJump: `${d} mV/ms`,
    u: `${b * -65} mV/ms`,
  });
}

describe('izhikevich and izhikevich2003, one neuron', () => {
  it('have nine runs for each of three methods', () => expect(runs.length).toBe(27));

  it.each(runs)('fire and move as Brian2 does: %s', (_, run) => expectAgreement(run, replay(file, run, cellFor(run), { ports })));

  it.each(['published2003', 'euler'])('do the same interpreted (%s)', (method) => {
    const [, run] = runs.find(([, found]) => found.method === method && found.stimulus === 'spikes')!;
    expectAgreement(run, replay(file, run, cellFor(run), { ports, backend: 'interpreter' }));
  });

  it('rest at the lower root of 0.04 v^2 + (5 - b) v + 140', () => {
    const simulation = simulationOf(network({ a: izhikevich.of(1), b: izhikevich2003.of(1), c: izhikevich2004.of(1) }, []), {
      dt: 1,
    });
    const v = ['a', 'b', 'c'].map((name) => valuesAfterSteps(simulation, name, 'v'));
    simulation.step(5000);
    for (const rows of v) expect(rows.at(-1)![0]).toBeCloseTo(-70, 9);
  });
});

describe.each([
  ['izhikevich', izhikevich, 'mV'],
  ['izhikevich2003', izhikevich2003, 'mV/ms'],
] as const)('networks of %s', (name, model, unit) => {
  const cases = [20, 50].map((size) => [size, readReference<NetworkFile>(`networks/${name}_${size}.json`)] as const);

  function run(network: NetworkFile, backend: Backend) {
    const { a, b, c, d } = network.per_neuron;
    const bag = {
      recoveryRate: values('1/ms', a),
      sensitivity: values('1/ms', b),
      vReset: values('mV', c),
      recoveryJump: values('mV/ms', d),
      bias: values('mV/ms', network.current_per_neuron.values),
      v: values('mV', network.initial.v),
      u: values('mV/ms', network.initial.u),
    };
    return replayNetwork(network, (model as AnyModel).of(a.length, bag), ['excitatory', 'inhibitory'], unit, backend);
  }

  it.each(cases)('of %d fire as in Brian2 up to where rounding decides', (_, network) => {
    const { trains } = run(network, 'wasm');
    const until = (train: readonly number[]) => train.filter((step) => step < network.agreement.horizon_step);
    expect(trains.map(until)).toEqual(network.spike_steps.map(until));
  });

  it.each(cases)('of %d fire as plain arithmetic does, to the end', (size, network) => {
    const { trains, finalV } = run(network, size === 20 ? 'interpreter' : 'wasm');
    expect(trains).toEqual(network.plain_arithmetic.spike_steps);
    network.plain_arithmetic.final_v.forEach((v, cell) => expect(finalV[cell]).toBeCloseTo(v, 9));
  });
});

describe('izhikevich2004', () => {
  const patterns = readPatterns();

  it('knows twenty patterns', () => expect(patterns.length).toBe(20));

  it.each(patterns.map((pattern) => [pattern.name, pattern] as const))('fires as often as in the figure: %s', (_, pattern) => {
    const { a, b, c, d, dt_ms: dt, quadratic } = pattern;
    const cell = izhikevich2004.of(1, {
      recoveryRate: `${a} 1/ms`,
      sensitivity: `${b} 1/ms`,
      vReset: `${c} mV`,
      recoveryJump: `${d} mV/ms`,
      curvature: `${quadratic[0]} 1/(mV ms)`,
      slope: `${quadratic[1]} 1/ms`,
      offset: `${quadratic[2]} mV/ms`,
      vNeutral: accommodates(pattern) ? '-65 mV' : '0 mV',
      recoveryLeak: accommodates(pattern) ? 0 : 1,
      v: `${pattern.v0_mV} mV`,
      u: `${pattern.u0} mV/ms`,
    });
    const simulation = simulationOf(network({ cell }, []), { dt });
    const steps = Math.round(pattern.duration_ms / dt) + 1;
    for (let step = 0; step < steps; step++) {
      stimulateAt(simulation, step, 'cell', 'current', { cells: 'all', value: currentAt(step * dt, pattern) });
    }
    const trains = spikeSteps(simulation, 'cell');
    simulation.step(steps);
    expect(trains[0]!.length).toBe(pattern.spikes);
  });
});

describe('izhikevichOwnStep', () => {
  function moves(model: AnyModel, dt: number, steps: number, bag: Readonly<Record<string, unknown>> = {}) {
    const simulation = simulationOf(network({ cell: model.of(1, bag) }, []), { dt });
    for (let step = 0; step < steps; step++) {
      stimulateAt(simulation, step, 'cell', 'current', { cells: 'all', value: 10 });
    }
    const trains = spikeSteps(simulation, 'cell');
    const v = valuesAfterSteps(simulation, 'cell', 'v');
    simulation.step(steps);
    return { train: trains[0]!, v: v.map((row) => row[0]!) };
  }

  it('is izhikevich2004 at its own step, to the bit, and stands still in between', () => {
    const coarse = moves(izhikevich2004, 0.25, 400);
    const fine = moves(izhikevichOwnStep, 0.05, 2000, { ownStep: '0.25 ms' });
    expect(coarse.train.length).toBeGreaterThan(2);
    expect(fine.train).toEqual(coarse.train.map((step) => 5 * step));
    expect(fine.v).toEqual(coarse.v.flatMap((v) => [v, v, v, v, v]));
  });
});
