import { describe, expect, it } from 'vitest';
import {
  allToAll,
  asyncRandom,
  type Checkpoint,
  defineNeuron,
  network,
  normal,
  oneToOne,
  type Simulation,
  uniform,
} from '../../../engine/index.ts';
import { lif, poisson } from '../../../models/index.ts';
import { type Choices, simulationOf, valuesAfterSteps } from '../../simulated.ts';
import { counter, FakeHost, irregular, runaway, simulate } from './small.ts';

const hashes = (simulation: Simulation) => [simulation.spikeHash, simulation.stateHash, simulation.synapticEvents];

describe('checkpoint and restore', () => {
  it('go back in time: the same steps give the same bits again', () => {
    const simulation = irregular(new FakeHost());
    simulation.step(70);
    const checkpoint = simulation.checkpoint();
    const before = hashes(simulation);
    simulation.step(80);
    const after = hashes(simulation);
    simulation.restore(checkpoint);
    expect(simulation.nextStep).toBe(70);
    expect(hashes(simulation)).toEqual(before);
    simulation.step(80);
    expect(hashes(simulation)).toEqual(after);
    expect(after).not.toEqual(before);
  });

  it('carry over to another simulation of the same network: a fork', () => {
    const simulation = irregular(new FakeHost());
    simulation.step(70);
    const fork = irregular(new FakeHost());
    fork.restore(structuredClone(simulation.checkpoint()));
    for (const each of [simulation, fork]) each.step(50);
    expect(hashes(fork)).toEqual(hashes(simulation));
  });

  it('keep what was set, what acts, and what is still to come', () => {
    const interact = (simulation: Simulation): void => {
      simulation.set('E', 'tau', 12);
      simulation.stimulate('E', 'excitatory').next({ cells: [1, 2], value: 1, steps: 40 });
      simulation.stimulate('I', 'excitatory').next({ cells: 'all', value: 0.5, steps: Number.POSITIVE_INFINITY });
      simulation.schedule({ kind: 'set', step: 60, population: 'E', parameter: 'tau', value: 25 });
      simulation.schedule({ kind: 'reset', step: 50 });
    };
    const simulation = irregular(new FakeHost());
    interact(simulation);
    simulation.step(20);
    const checkpoint = simulation.checkpoint();
    expect(checkpoint.events.map(({ kind, step }) => `${kind} ${step}`)).toEqual([
      'stimulus 0',
      'stimulus 0',
      'reset 50',
      'set 60',
    ]);
    simulation.step(80);
    const whole = hashes(simulation);
    // What is done after the checkpoint is not part of it.
    simulation.set('E', 'tau', 5);
    simulation.restore(checkpoint);
    simulation.step(80);
    expect(hashes(simulation)).toEqual(whole);
  });

  it('may be taken inside an emission: the state after that step', () => {
    const simulation = irregular(new FakeHost());
    let taken: Checkpoint | undefined;
    simulation.population('E').spikes$.subscribe(({ step }) => {
      if (step === 9) taken = simulation.checkpoint();
    });
    simulation.step(30);
    const after = hashes(simulation);
    expect(taken!.step).toBe(10);
    simulation.restore(taken!);
    simulation.step(20);
    expect(hashes(simulation)).toEqual(after);
  });

  it('is a copy that later steps leave alone', () => {
    const simulation = irregular(new FakeHost());
    simulation.step(10);
    const checkpoint = simulation.checkpoint();
    const copy = structuredClone(checkpoint);
    simulation.step(10);
    expect(checkpoint).toEqual(copy);
  });

  it('of another network is refused, and leaves all as it was', () => {
    const simulation = irregular(new FakeHost());
    simulation.step(5);
    const before = hashes(simulation);
    const stranger = simulate(network({ n: counter.of(3) }, [])).checkpoint();
    expect(() => simulation.restore(stranger)).toThrow(
      expect.objectContaining({ code: 'usage', message: expect.stringMatching(/a checkpoint of \d+ bytes, expected \d+/) }),
    );
    expect(hashes(simulation)).toEqual(before);
  });
});

/** In each group the cell with the most charge spikes; charge is counted from the group's mean. */
const rival = defineNeuron({
  name: 'rival',
  source: 'a test',
  axes: ['rival'],
  state: { charge: { unit: '1', initial: 0, doc: 'against the others' } },
  ports: { add: { unit: '1', on: 'charge += weight' }, input: { unit: '1' } },
  equations: "charge' = charge - mean(charge, rival) + 0.1 * input + uniform()",
  spike: { when: 'charge > 0.9 and charge == max(charge, rival)', reset: 'charge = 0' },
});

/** Its sums over the others never settle: fields that are kept differ by roundings from those summed anew. */
const restless = defineNeuron({
  name: 'restless',
  source: 'a test',
  state: { x: { unit: '1', initial: 0, doc: 'noise and the others' } },
  ports: { input: { unit: '1' } },
  equations: "x' = 0.5 * input + normal()",
  spike: { when: 'x > 1' },
});

const together = {
  'that work along an axis': network({ n: rival.of({ group: 3, rival: 5 }) }, [
    { from: 'n', to: 'n', port: 'add', wiring: allToAll(), weight: normal(0, 0.3), delay: '0.4 ms' },
    { from: 'n.charge', to: 'n', port: 'input', wiring: oneToOne(), weight: 0.7, delay: '0.3 ms' },
  ]),
  'that move in turn': network({ n: restless.of(15, {}, { schedule: asyncRandom() }) }, [
    { from: 'n.x', to: 'n', port: 'input', wiring: allToAll(), weight: normal(0, 0.2) },
    { from: 'n.x', to: 'n', port: 'input', wiring: oneToOne(), weight: 0.3, delay: '0.2 ms' },
  ]),
};

describe.each(Object.entries(together))('a checkpoint of cells %s', (_, described) => {
  it.each([{}, { backend: 'interpreter' }, { precision: 'float32' }, { lanes: 2 }] satisfies Choices[])(
    'brings back the same bits, here and in another simulation: %o',
    (choices) => {
      const simulation = simulationOf(described, choices);
      const fork = simulationOf(described, choices);
      simulation.step(70);
      const checkpoint = structuredClone(simulation.checkpoint());
      const before = hashes(simulation);
      simulation.step(80);
      const after = hashes(simulation);
      expect(after[0]).not.toBe(before[0]);
      expect(after[1]).not.toBe(before[1]);
      // Another past must not show.
      fork.step(33);
      for (const each of [simulation, fork]) {
        each.restore(checkpoint);
        expect(hashes(each)).toEqual(before);
        const values = valuesAfterSteps(each, 'n', each.plan.populations[0]!.model.outputs[0]!);
        each.step(80);
        expect(hashes(each)).toEqual(after);
        expect(new Set(values.flat()).size).toBeGreaterThan(500);
      }
    },
  );

  it('and a reset lead to steps that are as from the start, but for draws', () => {
    const [touched, untouched] = [simulationOf(described), simulationOf(described)];
    touched.stimulate('n', 'input').next({ cells: [3], value: 5 });
    for (const each of [touched, untouched]) each.step(40);
    expect(touched.stateHash).not.toBe(untouched.stateHash);
    for (const each of [touched, untouched]) {
      each.reset();
      each.restore(each.checkpoint());
      each.step(40);
    }
    expect(touched.stateHash).toBe(untouched.stateHash);
  });
});

describe('after a failure', () => {
  const failing = () => simulate(network({ R: runaway.of(2, { x: [1, 0] }), later: counter.of(1) }, []));

  it('a simulation goes on from a checkpoint, with other parameters', () => {
    const simulation = failing();
    const checkpoint = simulation.checkpoint();
    expect(() => simulation.step(10)).toThrow('state became Infinity');
    simulation.restore(checkpoint);
    expect(() => simulation.step(10)).toThrow('state became Infinity');
    simulation.restore(checkpoint);
    simulation.set('R', 'factor', 2);
    const x = valuesAfterSteps(simulation, 'R', 'x');
    simulation.step(3);
    expect(x).toEqual([
      [2, 0],
      [4, 0],
      [8, 0],
    ]);
  });

  it('a simulation goes on after a reset, and what the failed step did not read does not linger', () => {
    const simulation = failing();
    simulation.schedule({ kind: 'stimulus', step: 1, population: 'later', port: 'add', cells: 'all', value: 9, steps: 1 });
    expect(() => simulation.step(2)).toThrow('state became Infinity');
    simulation.set('R', 'factor', 1);
    simulation.reset();
    const later = valuesAfterSteps(simulation, 'later', 'x');
    simulation.step(2);
    expect(simulation.nextStep).toBe(3);
    expect(later).toEqual([[0], [0]]);
  });
});

describe('reset', () => {
  it('leads back to the initial state, arrivals in flight and refractoriness included; parameters and step stay', () => {
    const simulation = irregular(new FakeHost());
    const initial = valuesAfterSteps(simulation, 'E', 'v');
    simulation.step();
    const first = initial.pop();
    simulation.step(80);
    initial.length = 0;
    simulation.reset();
    expect(simulation.nextStep).toBe(81);
    simulation.step(60);
    expect(initial[0]).toEqual(first);
    // A deterministic network repeats itself from there.
    const fresh = irregular(new FakeHost());
    const again = valuesAfterSteps(fresh, 'E', 'v');
    fresh.step(60);
    expect(initial).toEqual(again);
  });

  it('gives other noise than before, since noise belongs to the step', () => {
    const simulation = simulate(
      network({ noise: poisson.of(50, { rate: '100 Hz' }), n: lif.of(2, { v: uniform('-60 mV', '-50 mV') }) }, []),
    );
    const trains: string[] = [];
    simulation.population('noise').spikes$.subscribe(({ count, cells }) => trains.push(cells.subarray(0, count).join()));
    simulation.step(20);
    simulation.reset();
    simulation.step(20);
    expect(trains.slice(0, 20)).not.toEqual(trains.slice(20));
  });

  it('keeps parameters that were set', () => {
    const simulation = simulate(network({ n: counter.of(1, { x: [3] }) }, []));
    const x = valuesAfterSteps(simulation, 'n', 'x');
    simulation.set('n', 'gain', 2);
    simulation.step(2);
    simulation.reset();
    simulation.step();
    expect(x.flat()).toEqual([6, 12, 6]);
  });
});
