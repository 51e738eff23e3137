/** What a delayed connection brings at the beginning of an example, where its source began at 0: nothing, for which no product is needed. */
import { numbersAt, type Plan, type ProjectionPlan } from '../../compile/plan.ts';
import { stepsBack } from '../arrays.ts';
import type { ConnectionMap } from './connection-map.ts';

/** `isNew`: whether the window began anew, and does not go on from another. Expects the initial states in the plan's memory. */
export function fromSilence(map: ConnectionMap, projection: ProjectionPlan, plan: Plan, isNew: () => boolean): ConnectionMap {
  const silent = stepsBack(projection);
  if (silent === 0 || !beginsSilent(projection, plan)) return map;
  return {
    ...map,
    forward: (t) => {
      if (t >= silent || !isNew()) map.forward(t);
    },
  };
}

/** Squared distances from 0 are not 0. */
function beginsSilent(projection: ProjectionPlan, { map, precision }: Plan): boolean {
  if (projection.kind === 'event') return true;
  const { source, variable } = projection;
  if (projection.map !== 'sum' || source.model.state[variable]!.kept === true) return false;
  return numbersAt(map.memory.buffer, source.state[variable]!.address, source.size, precision).every((value) => value === 0);
}
