/** Tiny models whose steps can be told by hand, and hosts with a clock that only ticks when it is told to. */
import {
  compile,
  defineCell,
  defineNeuron,
  type Host,
  type Network,
  network,
  probability,
  Simulation,
  type SimulationOptions,
  uniform,
} from '../../../engine/index.ts';
import { lif } from '../../../models/index.ts';
import { host } from '../../simulated.ts';

/** x' = gain x + input; events add to x before that. */
export const counter = defineCell({
  name: 'counter',
  source: 'a test',
  parameters: { gain: { default: 1, doc: 'what x is multiplied with in each step', min: -10, max: 10 } },
  state: { x: { unit: '1', initial: 0, doc: 'the count' } },
  ports: { add: { unit: '1', on: 'x += weight' }, input: { unit: '1' } },
  equations: "x' = gain * x + input",
});

/** Sums what arrives, spikes at the limit and begins at 0 again. */
export const bucket = defineNeuron({
  name: 'bucket',
  source: 'a test',
  parameters: { limit: { default: 1, doc: 'where it spikes' } },
  state: { x: { unit: '1', initial: 0, doc: 'what has arrived' } },
  ports: { add: { unit: '1', on: 'x += weight' } },
  spike: { when: 'x >= limit', reset: 'x = 0' },
});

/** Becomes infinite in the second step where it does not begin at 0. */
export const runaway = defineCell({
  name: 'runaway',
  source: 'a test',
  parameters: { factor: { default: 1e200, doc: 'growth per step' } },
  state: { x: { unit: '1', initial: 0, doc: 'grows' } },
  equations: "x' = factor * x",
});

/** dt 1 ms, seed 1, float64, one lane. */
export function simulate(described: Network, options: Partial<SimulationOptions> & { readonly lanes?: number } = {}): Simulation {
  const { lanes = 1, ...rest } = options;
  return new Simulation(compile(described, { dt: 1, seed: 1, precision: 'float64', lanes }), { host, poison: true, ...rest });
}

/** Excitatory and inhibitory neurons that keep each other firing, with delays; dt 1 ms. */
export function irregular(host: Host, poison = false): Simulation {
  const start = { v: uniform('-60 mV', '-50 mV') };
  const described = network({ E: lif.of(160, start), I: lif.of(40, start) }, [
    { from: 'E', to: ['E', 'I'], port: 'excitatory', wiring: probability(0.2), weight: '1.62 mV', delay: '2 ms' },
    { from: 'I', to: ['E', 'I'], port: 'inhibitory', wiring: probability(0.2), weight: '-9 mV' },
  ]);
  return simulate(described, { host, poison });
}

/** `now` is what the test makes it; each yield is counted, and lets promises run. */
export class FakeHost implements Host {
  time = 0;
  /** Times of the yields. */
  readonly yields: number[] = [];
  /** Called in each yield. */
  onYield: () => void = () => undefined;

  now(): number {
    return this.time;
  }

  async yield(): Promise<void> {
    this.yields.push(this.time);
    this.onYield();
    await Promise.resolve();
  }

  loadData(): Promise<Uint8Array> {
    return Promise.reject(new Error('a test without data'));
  }
}

/** Lets everything that waits for promises alone go on. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 50; i++) await Promise.resolve();
}
