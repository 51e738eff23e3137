/** In which order the cells of a population move that move in turn. Moves none. */
import type { Axis } from '../axes.ts';
import type { Region } from '../compile/index.ts';
import type { FixedKernels } from '../kernels/index.ts';
import { cellsOfBlocks, type Schedule } from '../population-schedule.ts';

/**
 * `blocks`: those that move at once, in the order of their turns. `single`: one after the other; `write` puts them (uint32) at `address` in the
 * memory, and returns how many move.
 */
export type TurnOrder =
  | { readonly kind: 'blocks'; readonly blocks: readonly Uint32Array[] }
  | { readonly kind: 'single'; readonly address: number; write(lane: number, step: number): number };

interface OrderRequest {
  readonly size: number;
  readonly axes: readonly Axis[] | undefined;
  /** Philox key of the population's draws. */
  readonly key: readonly [number, number];
  /** In its first half what is drawn, in its second the order. */
  readonly region: Region;
  readonly kernels: FixedKernels;
  readonly memory: WebAssembly.Memory;
}

export function turnOrder(schedule: Schedule, { size, axes, key, region, kernels, memory }: OrderRequest): TurnOrder {
  const address = region.address + region.bytes / 2;
  const cells = new Uint32Array(memory.buffer, address, size);
  switch (schedule.kind) {
    case 'block':
      return { kind: 'blocks', blocks: cellsOfBlocks(schedule.blocks, size, axes) };
    case 'async-cyclic': {
      const order = schedule.order ?? Uint32Array.from(cells, (_, cell) => cell);
      const sweeps = order.length / size;
      const write = (_: number, step: number) => {
        const first = (step % sweeps) * size;
        cells.set(order.subarray(first, first + size));
        return size;
      };
      return { kind: 'single', address, write };
    }
    case 'async-random': {
      const moves = schedule.moves ?? size;
      const write = (lane: number, step: number) => {
        kernels.drawOrder(key[0], key[1], step, lane, size, moves, region.address, address);
        return moves;
      };
      return { kind: 'single', address, write };
    }
    default:
      return schedule satisfies never;
  }
}
