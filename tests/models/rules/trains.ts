/** One synapse between two cells whose spikes are given: for tests of learning rules and synapse models. */
import { type Backend, defineNeuron, type LearningRule, network, oneToOne, type Simulation } from '../../../engine/index.ts';
import { simulationOf, stimulateAt } from '../../simulated.ts';

/** Spikes in the steps of its events; what arrives at `synapse` is only kept. */
export const told = defineNeuron({
  name: 'told',
  source: 'invented for the tests',
  state: {
    due: { unit: '1', initial: 0, doc: 'events of this step' },
    arrived: { unit: '1', initial: 0, doc: 'all that arrived over synapses' },
  },
  ports: { events: { unit: '1', on: 'due += weight' }, synapse: { unit: '1', on: 'arrived += weight' } },
  spike: { when: 'due > 0', reset: 'due = 0' },
});

export const name = 'pre->post:synapse#0';

export interface Pair {
  readonly rule: LearningRule;
  readonly weight: number;
  readonly pre: readonly number[];
  readonly post: readonly number[];
  readonly dt?: number;
  readonly backend?: Backend;
}

/** A simulation in which the two cells will spike in these steps. */
export function pairOf({ rule, weight, pre, post, dt = 0.1, backend = 'wasm' }: Pair): Simulation {
  const described = network({ pre: told.of(1), post: told.of(1) }, [
    { from: 'pre', to: 'post', port: 'synapse', wiring: oneToOne(), weight, rule },
  ]);
  const simulation = simulationOf(described, { dt, backend });
  for (const [population, steps] of [
    ['pre', pre],
    ['post', post],
  ] as const) {
    for (const step of steps) stimulateAt(simulation, step, population, 'events', { cells: [0], value: 1 });
  }
  return simulation;
}

/** Runs to the end of a step. */
export function runThrough(simulation: Simulation, step: number): void {
  if (step >= simulation.nextStep) simulation.step(step + 1 - simulation.nextStep);
}

export function weightOf(simulation: Simulation): number {
  return simulation.projection(name).weights[0]!;
}
