/** Runs small networks for the tests: a host without clock or data, spike trains and values as plain arrays. */
import { type Backend, compile, type Host, type Network, Simulation, type Stimulation } from '../engine/index.ts';

export const host: Host = {
  now: () => 0,
  yield: () => Promise.resolve(),
  loadData: () => Promise.reject(new Error('a test without data')),
};

export interface Choices {
  readonly dt?: number;
  readonly seed?: number;
  readonly precision?: 'float64' | 'float32';
  readonly lanes?: number;
  readonly backend?: Backend;
}

/** float64, one lane, dt 0.1 ms, seed 1 and WebAssembly unless told otherwise. Frames are poisoned. */
export function simulationOf(network: Network, choices: Choices = {}): Simulation {
  const { dt = 0.1, seed = 1, precision = 'float64', lanes = 1, backend = 'wasm' } = choices;
  return new Simulation(compile(network, { dt, seed, precision, lanes }), { host, backend, poison: true });
}

/** The steps in which each cell of a population spikes from now on; grows while the simulation runs. */
export function spikeSteps(simulation: Simulation, population: string, lane = 0): number[][] {
  const { size, spikes$ } = simulation.population(population);
  const trains = Array.from({ length: size }, (): number[] => []);
  spikes$.subscribe((frame) => {
    if (frame.lane !== lane) return;
    for (let i = 0; i < frame.count; i++) trains[frame.cells[i]!]!.push(frame.step);
  });
  return trains;
}

/** The values of a state variable after each step from now on, one array per step; grows while the simulation runs. */
export function valuesAfterSteps(simulation: Simulation, population: string, variable: string, lane = 0): number[][] {
  const rows: number[][] = [];
  simulation
    .population(population)
    .values$(variable)
    .subscribe((frame) => {
      if (frame.lane === lane) rows.push([...frame.values]);
    });
  return rows;
}

/** Adds `value` (internal units) to a port in step `step`, and in `steps - 1` more. */
export function stimulateAt(
  simulation: Simulation,
  step: number,
  population: string,
  port: string,
  { cells, value, steps = 1 }: Omit<Stimulation, 'value'> & { readonly value: number | Float64Array },
): void {
  const chosen = cells === 'all' ? cells : Uint32Array.from(cells);
  simulation.schedule({ kind: 'stimulus', step, population, port, cells: chosen, value, steps });
}

/** A deterministic sequence of numbers in [0, 1), for choosing test data. */
export function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return ((state ^ (state >>> 15)) >>> 0) / 4294967296;
  };
}
