/** Graded spikes: the three executors against each other, frames, checkpoints, learning rules, errors. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  allToAll,
  type Backend,
  copyFrames,
  defineNeuron,
  defineRule,
  fixedInDegree,
  type Network,
  network,
  normal,
  oneToOne,
  probability,
  type Simulation,
  type SpikeFrame,
  uniform,
  values,
} from '../../../engine/index.ts';
import { lifDelta } from '../../../models/index.ts';
import { type Choices, simulationOf, spikeSteps, valuesAfterSteps } from '../../simulated.ts';

/** An amplitude made of state before the reset, a value port, a parameter per cell, a function, time and a draw. */
const overshoot = defineNeuron({
  name: 'overshoot',
  source: 'of a test',
  parameters: { tau: { default: '10 ms', doc: 'decay', above: 0 }, gain: { default: 1, doc: 'of the amplitude' } },
  state: { v: { unit: 'mV', initial: 0, doc: 'potential' } },
  ports: { synapse: { unit: 'mV', on: 'v += weight' }, modulation: { unit: '1', doc: 'of the amplitude' } },
  equations: 'dv/dt = (30 mV - v) / tau (unless refractory)',
  spike: {
    when: 'v > 10 mV',
    amplitude: 'gain * tanh((v - 9 mV) / (2 mV)) + 0.1 * modulation * exp(-t / (10 ms)) + 0.05 * (uniform() - 0.5)',
    reset: 'v = uniform() * 2 mV',
    refractory: '1 ms',
  },
});

interface Choice {
  readonly sizes: readonly [number, number];
  readonly wiring: number;
  readonly weight: number;
  readonly delay: number;
  readonly seed: number;
}

const choices: fc.Arbitrary<Choice> = fc.record({
  sizes: fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 })),
  wiring: fc.nat(2),
  weight: fc.nat(1),
  delay: fc.nat(2),
  seed: fc.integer({ min: 0, max: 0xffffffff }),
});

function networkOf({ sizes: [a, b], wiring, weight, delay }: Choice): Network {
  const spread = (size: number) => ({
    gain: values(
      '1',
      Array.from({ length: size }, (_, i) => 1 - i / size),
    ),
    v: uniform('0 mV', '10 mV'),
  });
  const synapses = {
    wiring: [allToAll(), probability(0.5), fixedInDegree(3, { replacement: true })][wiring]!,
    weight: (['0.5 mV', normal('0.3 mV', '0.5 mV')] as const)[weight]!,
    delay: (['0 ms', '0.7 ms', uniform('0 ms', '2 ms')] as const)[delay]!,
  };
  return network({ A: overshoot.of(a, spread(a)), B: overshoot.of(b, spread(b)), plain: lifDelta.of(4) }, [
    { from: 'A', to: 'B', port: 'synapse', ...synapses },
    { from: 'B', to: 'A', port: 'synapse', ...synapses },
    { from: 'A', to: 'A', port: 'modulation', wiring: allToAll(), weight: 0.5 },
    { from: 'B', to: 'plain', port: 'synapse', wiring: allToAll(), weight: '3 mV' },
  ]);
}

/** Everything that a run shows: spikes with amplitudes, states, both hashes where they exist. */
function run(described: Network, steps: number, choice: Choices) {
  const simulation = simulationOf(described, choice);
  const spikes: unknown[] = [];
  for (const name of simulation.populationNames) {
    simulation
      .population(name)
      .spikes$.subscribe(({ step, lane, count, cells, amplitude }) =>
        spikes.push([name, step, lane, ...cells.slice(0, count), ...(amplitude?.slice(0, count) ?? ['none'])]),
      );
  }
  const states = Array.from({ length: choice.lanes ?? 1 }, (_, lane) =>
    simulation.populationNames.map((name) => valuesAfterSteps(simulation, name, 'v', lane)),
  );
  simulation.step(steps);
  const stateHash = choice.backend === 'streams' ? null : simulation.stateHash;
  return { spikes, states, events: simulation.synapticEvents, spikeHash: simulation.spikeHash, stateHash };
}

describe('graded spikes', () => {
  it('are the same with kernels, interpreter and streams, bit for bit', () => {
    let events = 0;
    fc.assert(
      fc.property(choices, (choice) => {
        const of = (backend: Backend) => run(networkOf(choice), 250, { backend, seed: choice.seed });
        const [wasm, interpreted, streams] = [of('wasm'), of('interpreter'), of('streams')];
        expect(interpreted).toEqual(wasm);
        expect({ ...streams, stateHash: wasm.stateHash }).toEqual(wasm);
        events += wasm.events;
      }),
      { seed: 40, numRuns: 15 },
    );
    expect(events).toBeGreaterThan(2000);
  });

  it('are the same with kernels and interpreter in float32 and in several lanes', () => {
    fc.assert(
      fc.property(choices, (choice) => {
        const of = (backend: Backend) =>
          run(networkOf(choice), 150, { backend, seed: choice.seed, precision: 'float32', lanes: 2 });
        expect(of('interpreter')).toEqual(of('wasm'));
      }),
      { seed: 41, numRuns: 10 },
    );
  });

  it('go on from a checkpoint taken while they are on their way', () => {
    const described = networkOf({ sizes: [9, 7], wiring: 0, weight: 0, delay: 1, seed: 1 });
    const simulation = simulationOf(described);
    const steps = simulation.populationNames.flatMap((name) => spikeSteps(simulation, name));
    simulation.step(60);
    // A delay of 7 steps: these have not arrived.
    expect(steps.flat().filter((step) => step > 53).length).toBeGreaterThan(0);
    const checkpoint = simulation.checkpoint();
    simulation.step(90);
    const [spikeHash, stateHash] = [simulation.spikeHash, simulation.stateHash];
    simulation.restore(checkpoint);
    expect(simulation.stateHash).not.toBe(stateHash);
    simulation.step(90);
    expect([simulation.spikeHash, simulation.stateHash]).toEqual([spikeHash, stateHash]);
  });

  it('have frames with an amplitude for each cell, which copyFrames keeps; other spikes have none', () => {
    const simulation = simulationOf(networkOf({ sizes: [9, 7], wiring: 0, weight: 0, delay: 0, seed: 1 }));
    const [kept, plain]: SpikeFrame[][] = [[], []];
    simulation
      .population('A')
      .spikes$.pipe(copyFrames<SpikeFrame>())
      .subscribe((frame) => kept!.push(frame));
    simulation
      .population('plain')
      .spikes$.pipe(copyFrames<SpikeFrame>())
      .subscribe((frame) => plain!.push(frame));
    simulation.step(300);
    const amplitudes = kept!.flatMap(({ count, amplitude }) => {
      expect(amplitude).toHaveLength(count);
      return [...amplitude!];
    });
    expect(new Set(amplitudes).size).toBeGreaterThan(30);
    expect(amplitudes.every(Number.isFinite)).toBe(true);
    expect(plain!.some(({ count }) => count > 0)).toBe(true);
    expect(plain!.every(({ amplitude }) => amplitude === undefined)).toBe(true);
  });
});

/** Fires in every step, with the amplitude `size`. */
const beat = defineNeuron({
  name: 'beat',
  source: 'of a test',
  parameters: { size: { default: 1, doc: 'amplitude' } },
  spike: { when: '1 > 0', amplitude: 'size' },
});

function potentialOf(simulation: Simulation, population: string, steps: number): number[] {
  const rows = valuesAfterSteps(simulation, population, 'v');
  simulation.step(steps);
  return rows.map(([v]) => v!);
}

const sink = defineNeuron({
  name: 'sink',
  source: 'of a test',
  state: { v: { unit: '1', initial: 0, doc: 'sum of what arrived' } },
  ports: { synapse: { unit: '1', on: 'v += weight' } },
  spike: { when: 'v < 0' },
});

describe('an amplitude', () => {
  it.each(['wasm', 'interpreter', 'streams'] as const)(
    'multiplies the weight, and follows a parameter that is set (%s)',
    (backend) => {
      const described = network({ beat: beat.of(1, { size: 0.5 }), sink: sink.of(1) }, [
        { from: 'beat', to: 'sink', port: 'synapse', wiring: oneToOne(), weight: 3 },
      ]);
      const simulation = simulationOf(described, { backend });
      simulation.schedule({ kind: 'set', step: 3, population: 'beat', parameter: 'size', value: 2 });
      // Sent in steps 0, 1, 2 with 0.5, from step 3 on with 2; heard a step later.
      expect(potentialOf(simulation, 'sink', 6)).toEqual([0, 1.5, 3, 4.5, 10.5, 16.5]);
    },
  );

  it('multiplies what a learning rule transmits, and not what the rule does', () => {
    const rule = defineRule({
      name: 'counts',
      source: 'of a test',
      parameters: { top: { unit: 'weight', doc: 'largest', above: 0 } },
      onPre: 'weight = min(weight + top / 4, top)',
      transmits: 'weight / 2',
    });
    const described = network({ beat: beat.of(1, { size: 10 }), sink: sink.of(1) }, [
      { from: 'beat', to: 'sink', port: 'synapse', wiring: oneToOne(), weight: 0, rule: rule.of({ top: 8 }) },
    ]);
    for (const backend of ['wasm', 'interpreter'] as const) {
      const simulation = simulationOf(described, { backend });
      // Weights 2, 4, 6, 8, 8: half of them, ten times.
      expect(potentialOf(simulation, 'sink', 6)).toEqual([0, 10, 30, 60, 100, 140]);
      expect([...simulation.projection(simulation.plan.projections[0]!.name).weights]).toEqual([8]);
    }
  });

  it.each(['wasm', 'interpreter', 'streams'] as const)('that is not finite stops the run with its cell (%s)', (backend) => {
    const inverse = defineNeuron({
      name: 'inverse',
      source: 'of a test',
      parameters: { size: { default: 1, doc: 'divides' } },
      spike: { when: '1 > 0', amplitude: '1 / size' },
    });
    const broken = simulationOf(network({ p: inverse.of(3, { size: values('1', [1, 0, 1]) }) }, []), { backend });
    expect(() => broken.step(1)).toThrow(
      expect.objectContaining({
        code: 'not-finite',
        message: expect.stringMatching(/amplitude of a spike is Infinity/),
        where: 'population p, cell 1',
      }),
    );
  });
});
