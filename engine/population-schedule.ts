/** When the cells of a population move within a step: all at once, one after the other, or block by block. Plain data, checked when given. */
import { type Axis, axisShape } from './axes.ts';
import { NeurariumError } from './errors.ts';
import type { Model } from './model.ts';

/**
 * Without one all cells move at once (synchronous). With one, connections of the population to itself without delay are read anew for
 * each cell, or each block: it sees what those before it became in the same step. Each step moves every cell once, unless it says how many.
 */
export type Schedule =
  /** `moves`: so many cells, chosen without putting back; null: all. */
  | { readonly kind: 'async-random'; readonly moves: number | null }
  /** `order`: whole sweeps one after the other, step n doing sweep n mod their number; null: ascending. */
  | { readonly kind: 'async-cyclic'; readonly order: Uint32Array | null }
  /** The block of each cell, lowest first; or the axis along which its index is its block. */
  | { readonly kind: 'block'; readonly blocks: Uint32Array | string };

/** In each step one cell after the other, in an order drawn anew for each step and lane; or only the first `moves` of that order. */
export function asyncRandom({ moves = null }: { readonly moves?: number | null } = {}): Schedule {
  if (moves !== null && (!Number.isSafeInteger(moves) || moves < 1))
    fail(`moves is ${moves}, expected a whole number of at least 1`);
  return { kind: 'async-random', moves };
}

/** In each step one cell after the other: ascending, or in the order given, which holds every cell once (or k times, for k steps). */
export function asyncCyclic(order?: ArrayLike<number>): Schedule {
  return { kind: 'async-cyclic', order: order === undefined ? null : wholeNumbers(order, 'the order') };
}

/** Block by block, those of one block at once: blockwise([0, 0, 1, 1]), or blockwise('layer') for the axis of that name. */
export function blockwise(blocks: ArrayLike<number> | string): Schedule {
  return { kind: 'block', blocks: typeof blocks === 'string' ? blocks : wholeNumbers(blocks, 'the block of each cell') };
}

function fail(message: string, hint?: string): never {
  throw new NeurariumError({ code: 'description', message, where: 'schedule', hint });
}

function wholeNumbers(given: ArrayLike<number>, what: string): Uint32Array {
  const wrong = Array.from(given).find((value) => !Number.isInteger(value) || value < 0 || value > 0xffffffff);
  return wrong === undefined ? Uint32Array.from(given) : fail(`${what} holds ${wrong}, expected whole numbers of at least 0`);
}

/** @throws NeurariumError where the schedule does not fit the cells, or their model */
export function checkSchedule(schedule: Schedule, model: Model, size: number, axes: readonly Axis[] | undefined): void {
  const event = Object.entries(model.ports).find(([, { on }]) => on !== undefined);
  if (event !== undefined) fail(`port '${event[0]}' takes events, but cells that move in turn have value ports alone`);
  if (model.axes !== undefined) fail('the equations work along an axis, for which all cells must move at once');
  if (model.spike?.refractory !== undefined) fail('the cells are refractory after a spike, for which all must move at once');
  if (schedule.kind === 'async-random' && schedule.moves !== null && schedule.moves > size)
    fail(`${schedule.moves} moves in a step, but there are ${size} cells`);
  if (schedule.kind === 'async-cyclic' && schedule.order !== null) checkOrder(schedule.order, size);
  if (schedule.kind !== 'block') return;
  if (typeof schedule.blocks === 'string') axisShape(axes, size, schedule.blocks);
  else if (schedule.blocks.length !== size) fail(`blocks of ${schedule.blocks.length} cells, expected ${size}`);
}

function checkOrder(order: Uint32Array, size: number): void {
  if (order.length === 0 || order.length % size !== 0)
    fail(`an order of ${order.length} cells, expected each of the ${size} once, or as often as there are sweeps`);
  for (let begin = 0; begin < order.length; begin += size) {
    const seen = new Uint8Array(size);
    for (const cell of order.subarray(begin, begin + size)) {
      if (cell >= size) fail(`the order names cell ${cell}, but there are ${size}`);
      if (seen[cell] === 1) fail(`the order names cell ${cell} twice within a sweep, and so leaves another out`);
      seen[cell] = 1;
    }
  }
}

/** The cells of each block, ascending. */
export function cellsOfBlocks(blocks: Uint32Array | string, size: number, axes: readonly Axis[] | undefined): Uint32Array[] {
  const shape = typeof blocks === 'string' ? axisShape(axes, size, blocks) : null;
  const blockOf = (cell: number) =>
    shape === null ? (blocks as Uint32Array)[cell]! : Math.floor(cell / shape.inner) % shape.length;
  const found = new Map<number, number[]>();
  for (let cell = 0; cell < size; cell++) {
    const members = found.get(blockOf(cell));
    if (members === undefined) found.set(blockOf(cell), [cell]);
    else members.push(cell);
  }
  return [...found].sort(([a], [b]) => a - b).map(([, members]) => Uint32Array.from(members));
}
