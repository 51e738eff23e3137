/** Which cells of a population the world holds in the first step of a window, and at what: by the port that their model calls a gate. */
import { NeurariumError } from '../../errors.ts';
import type { Model } from '../../model.ts';
import type { LaneNumbers } from '../learner.ts';

/** Lanes in which the world says the same. */
export interface HeldAlike {
  /** Cells that are not held, ascending. */
  readonly free: readonly number[];
  /** What the cells were after the step: a copy. */
  readonly states: Float64Array;
  count: number;
}

export interface WorldHeld {
  /** Cells of a lane that are not held, ascending. */
  free(lane: number): number[];
  /** What the cells of a lane were after the step: valid as long as the window. */
  states(lane: number): ArrayLike<number>;
  /** The first `lanes` lanes, by a key that is the same in every window. */
  alike(lanes: number): Map<number, HeldAlike>;
}

/** `gate`, `said`: of a port and of what cells say, time after time. */
export function worldHeld(gate: LaneNumbers, said: LaneNumbers, size: number): WorldHeld {
  const isFree = (lane: number, cell: number) => !(gate.values[lane * gate.stride + cell]! > 0);
  const free = (lane: number) => {
    const cells: number[] = [];
    for (let cell = 0; cell < size; cell++) if (isFree(lane, cell)) cells.push(cell);
    return cells;
  };
  const states = (lane: number) => said.values.subarray(lane * said.stride, lane * said.stride + size);
  /** A digit of 0, 1 or 2 for each cell: free, held at -1, at 1. Exact for up to 33 cells. */
  const keyOf = (lane: number) => {
    let key = 0;
    for (let cell = 0; cell < size; cell++)
      key = 3 * key + (isFree(lane, cell) ? 0 : said.values[lane * said.stride + cell]! > 0 ? 2 : 1);
    return key;
  };
  const alike = (lanes: number) => {
    const all = new Map<number, HeldAlike>();
    for (let lane = 0; lane < lanes; lane++) {
      const key = keyOf(lane);
      const known = all.get(key);
      if (known === undefined) all.set(key, { free: free(lane), states: Float64Array.from(states(lane)), count: 1 });
      else known.count++;
    }
    return all;
  };
  return { free, states, alike };
}

/** The port above 0 where the world holds a cell. @throws NeurariumError 'description' where there is not one */
export function gateOf({ name, tags }: Model): string {
  const [gate, other] = tags?.gates ?? [];
  if (gate !== undefined && other === undefined) return gate;
  throw new NeurariumError({
    code: 'description',
    message: `model ${name} has ${gate === undefined ? 'no port' : 'several ports'} by which the world may hold its cells, expected one`,
    hint: "Name it in the model: tags: { gates: ['clamp'] }.",
  });
}
