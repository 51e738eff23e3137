/** How much memory a network will take, told before any of it is taken. */
import type { Network } from '../network.ts';
import { refuseTooLarge } from './layout.ts';
import { numberBytes, type Precision } from './plan.ts';
import { strideOf } from './population.ts';
import { expectedSynapses } from './wiring.ts';

export interface MemoryEstimate {
  /** Linear memory, in bytes; within a few per cent of what the plan takes. */
  readonly bytes: number;
  readonly cells: number;
  readonly synapses: number;
}

export function estimateMemory(network: Network, precision: Precision, lanes: number, dt: number): MemoryEstimate {
  const number = numberBytes(precision);
  const size = new Map(network.populations.map(({ name, size }) => [name, size]));
  let bytes = 0;
  let cells = 0;
  let synapses = 0;
  for (const { size, model, parameters } of network.populations) {
    const perCell = Object.values(parameters).filter((value) => typeof value !== 'number').length;
    const perLane = (Object.keys(model.state).length + Object.keys(model.ports).length) * number + 8;
    bytes += strideOf(size) * (perCell * 2 * number + lanes * perLane);
    cells += size;
  }
  for (const { from, to, wiring, weight, delay } of network.projections) {
    const sides = [from, to].map((name) => ({ name, size: size.get(name)! })) as [
      { name: string; size: number },
      { name: string; size: number },
    ];
    const count = expectedSynapses(wiring, ...sides);
    const weightBytes = typeof weight === 'number' ? 0 : number;
    const slots = typeof delay === 'number' ? Math.round(delay / dt) + 1 : 1;
    bytes += count * (2 + weightBytes) + sides[0].size * 4 + lanes * strideOf(sides[1].size) * slots * number;
    synapses += count;
  }
  return { bytes: Math.round(bytes), cells, synapses: Math.round(synapses) };
}

/** An error before anything is allocated, if the network cannot fit. */
export function refuseIfTooLarge(network: Network, precision: Precision, lanes: number, dt: number): void {
  const { bytes, cells, synapses } = estimateMemory(network, precision, lanes, dt);
  refuseTooLarge(bytes, `a network of ${cells.toLocaleString('en')} cells and ${synapses.toLocaleString('en')} synapses`);
}
