/** In which order the cells of a population move that move in turn. Moves none. */
import type { Axis } from '../axes.ts';
import { cellsOfBlocks, type Schedule } from '../population-schedule.ts';
import { Philox } from '../random.ts';

/** The cells that move at once, in the order of their turns. */
export type TurnOrder = (lane: number, step: number) => readonly Uint32Array[];

/** `key`: Philox key of the population's draws. */
export function turnOrder(
  schedule: Schedule,
  { size, axes, key }: { size: number; axes: readonly Axis[] | undefined; key: readonly [number, number] },
): TurnOrder {
  const single = Array.from({ length: size }, (_, cell) => Uint32Array.of(cell));
  switch (schedule.kind) {
    case 'block': {
      const blocks = cellsOfBlocks(schedule.blocks, size, axes);
      return () => blocks;
    }
    case 'async-cyclic': {
      const { order } = schedule;
      if (order === null) return () => single;
      const sweeps = Array.from({ length: order.length / size }, (_, sweep) =>
        Array.from(order.subarray(sweep * size, (sweep + 1) * size), (cell) => single[cell]!),
      );
      return (_, step) => sweeps[step % sweeps.length]!;
    }
    case 'async-random': {
      const philox = new Philox(key);
      return (lane, step) => shuffled(single, philox, step, lane);
    }
    default:
      return schedule satisfies never;
  }
}

/** Draws of the equations have small numbers at the same key; those of the order lie far from them. */
const orderDraws = 0x80000000;

/** Fisher and Yates, from the end; place i draws at counter (step, i, lane, orderDraws + try), passing over what would favour some. */
function shuffled(cells: readonly Uint32Array[], philox: Philox, step: number, lane: number): Uint32Array[] {
  const order = cells.slice();
  for (let i = order.length - 1; i > 0; i--) {
    const limit = 4294967296 - (4294967296 % (i + 1));
    let word = philox.words(step, i, lane, orderDraws)[0]!;
    for (let again = 1; word >= limit; again++) word = philox.words(step, i, lane, orderDraws + again)[0]!;
    const j = word % (i + 1);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}
