/** Cells that move in turn, over the steps of a window: as in a simulation, in each lane, and held as long as the world says. */
import { expect, it } from 'vitest';
import { BatchNetwork, boltzmannLearning, sgd } from '../../../engine/index.ts';
import { boltzmann, hopfield } from '../../../models/index.ts';
import { numbers, simulationOf, valuesAfterSteps } from '../../simulated.ts';

const cells = 17;
const next = numbers(5);
const weights = Array.from({ length: (cells * (cells - 1)) / 2 }, () => 2 * next() - 1);
const start = Array.from({ length: cells }, () => (next() < 0.5 ? -1 : 1));

/** Windows of 2 x 4 steps; the rate is 0. */
function windowed(machine: ReturnType<typeof boltzmann>, batch: number, bias: string | null = 'bias'): BatchNetwork {
  const about = { projection: 'units->units:input#0', means: 'sampled', settle: 3, bias } as const;
  const learners = { none: boltzmannLearning({ ...about, optimiser: sgd({ rate: 0 }) }) };
  return new BatchNetwork(machine, { dt: 1, seed: 2, precision: 'float64', batch, learners });
}

function statesOf(network: BatchNetwork, lane: number): number[][] {
  const { values, stride } = network.values('units', 's');
  return Array.from({ length: network.unroll }, (_, t) => {
    const first = (t * network.batch + lane) * stride;
    return [...values.subarray(first, first + cells)];
  });
}

it('goes step by step the way of a simulation', () => {
  const machine = boltzmann({ cells, weights, start, temperature: 3, cooling: 0.9 });
  const network = windowed(machine, 2);
  network.run(() => undefined);
  const simulation = simulationOf(machine, { dt: 1, seed: 2 });
  const rows = valuesAfterSteps(simulation, 'units', 's');
  simulation.step(8);
  expect(statesOf(network, 0)).toEqual(rows);
  expect(new Set(rows.map(String)).size).toBeGreaterThan(2);
  // Lanes differ in their draws.
  expect(statesOf(network, 1)).not.toEqual(rows);
  expect(() => windowed(hopfield({ cells, weights, start }), 1, null)).not.toThrow();
});

it('holds cells in the steps in which the world does, and no longer', () => {
  const network = windowed(boltzmann({ cells, weights, start, temperature: 50 }), 1);
  network.run(() => {
    const [world, clamp] = [network.input('units', 'world'), network.input('units', 'clamp')];
    for (let t = 0; t < 4; t++) {
      world.values[t * world.stride + 3] = t % 2 === 0 ? 1 : -1;
      clamp.values[t * clamp.stride + 3] = 1;
    }
  });
  expect(
    statesOf(network, 0)
      .slice(0, 4)
      .map((row) => row[3]),
  ).toEqual([1, -1, 1, -1]);
});
