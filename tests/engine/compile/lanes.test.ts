import { describe, expect, it } from 'vitest';
import { network, normal, probability, uniform } from '../../../engine/index.ts';
import { lifExponential, poisson } from '../../../models/index.ts';
import { type Choices, simulationOf, spikeSteps, stimulateAt, valuesAfterSteps } from '../../simulated.ts';
import { planOf, synapsesOf } from './tables.ts';

/** Noise in, recurrence with delays, parameters and initial state drawn. 130 cells: more than a block of 128. */
const described = network(
  {
    noise: poisson.of(50, { rate: '200 Hz' }),
    E: lifExponential.of(130, { v: uniform('-65 mV', '-50 mV'), tau: uniform('15 ms', '25 ms') }),
  },
  [
    { from: 'noise', to: 'E', port: 'excitatory', wiring: probability(0.3), weight: '90 pA' },
    {
      from: 'E',
      to: 'E',
      port: 'excitatory',
      wiring: probability(0.1),
      weight: normal('20 pA', '5 pA'),
      delay: uniform('0 ms', '2 ms'),
    },
  ],
);

function run(choices: Choices, steps = 400) {
  const simulation = simulationOf(described, choices);
  const lanes = Array.from({ length: choices.lanes ?? 1 }, (_, lane) => ({
    trains: spikeSteps(simulation, 'E', lane),
    noise: spikeSteps(simulation, 'noise', lane),
    v: valuesAfterSteps(simulation, 'E', 'v', lane),
  }));
  simulation.step(steps);
  return { simulation, lanes: lanes.map(({ trains, noise, v }) => ({ trains, noise, v: v.at(-1)! })) };
}

describe.each(['wasm', 'interpreter'] as const)('lanes by %s', (backend) => {
  const { simulation, lanes } = run({ lanes: 3, backend });

  it('share wiring, weights, delays and parameters', () => {
    for (const projection of [0, 1]) {
      expect(synapsesOf(simulation.plan, projection)).toEqual(synapsesOf(planOf(described), projection));
    }
    expect(simulation.plan.populations[1]!.parameters['tau']!.region.bytes).toBe(256 * 8);
  });

  it('have an initial state and noise of their own', () => {
    const start = new Float64Array(planOf(described, { lanes: 3 }).map.memory.buffer);
    const { state } = planOf(described, { lanes: 3 }).populations[1]!;
    const at = state['v']!.address / 8;
    const initial = [0, 1, 2].map((lane) => [...start.subarray(at + lane * 256, at + lane * 256 + 130)]);
    for (const [a, b] of [
      [0, 1],
      [0, 2],
      [1, 2],
    ] as const) {
      expect(initial[a]).not.toEqual(initial[b]);
      expect(lanes[a]!.noise).not.toEqual(lanes[b]!.noise);
      expect(lanes[a]!.trains).not.toEqual(lanes[b]!.trains);
    }
    for (const { trains } of lanes) expect(trains.flat().length).toBeGreaterThan(100);
  });

  it('do what they would do among fewer: lane 0 is the run of one lane', () => {
    expect(run({ lanes: 1, backend }).lanes[0]).toEqual(lanes[0]);
    expect(run({ lanes: 2, backend }).lanes[1]).toEqual(lanes[1]);
  });
});

it('several lanes give the same hashes interpreted and compiled, in both precisions', () => {
  for (const precision of ['float64', 'float32'] as const) {
    const [a, b] = (['wasm', 'interpreter'] as const).map((backend) => run({ lanes: 3, backend, precision }, 200).simulation);
    expect([a!.spikeHash, a!.stateHash]).toEqual([b!.spikeHash, b!.stateHash]);
  }
});

it('a stimulus reaches all lanes', () => {
  const simulation = simulationOf(network({ E: lifExponential.of(3) }, []), { lanes: 2 });
  const currents = [0, 1].map((lane) => valuesAfterSteps(simulation, 'E', 'iE', lane));
  stimulateAt(simulation, 0, 'E', 'excitatory', { cells: [1], value: 10 });
  simulation.step();
  for (const [row] of currents) expect(row!.map((value) => value > 0)).toEqual([false, true, false]);
});
