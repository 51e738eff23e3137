/** Which cells of a population the world holds in the first step of a window, and at what: by the port that their model calls a gate. */
import { NeurariumError } from '../../errors.ts';
import type { Model } from '../../model.ts';
import type { LaneNumbers } from '../learner.ts';

export interface WorldHeld {
  /** Cells of a lane that are not held, ascending. */
  free(lane: number): number[];
  /** What the cells of a lane were after the step: valid as long as the window. */
  states(lane: number): ArrayLike<number>;
}

/** `gate`, `said`: of a port and of what cells say, time after time. */
export function worldHeld(gate: LaneNumbers, said: LaneNumbers, size: number): WorldHeld {
  return {
    free: (lane) => {
      const free: number[] = [];
      for (let cell = 0; cell < size; cell++) if (!(gate.values[lane * gate.stride + cell]! > 0)) free.push(cell);
      return free;
    },
    states: (lane) => said.values.subarray(lane * said.stride, lane * said.stride + size),
  };
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
