/** Plans what a population needs whose cells move in turn: arrays for new values, and how long ago its fields were summed. */
import { arrivedName, nextName, spikesName } from '../kernels/index.ts';
import type { Layout } from './layout.ts';
import { numberBytes, type TurnPlan } from './plan.ts';
import { type PopulationRequest, strideOf } from './population.ts';

/** Expects a checked schedule. `since` lies in the state, among what `reset` restores. */
export function planTurns({ population, lowered, precision, lanes }: PopulationRequest, layout: Layout): TurnPlan | null {
  const { schedule, model, size, axes } = population;
  if (schedule === undefined) return null;
  const stored = lowered.step.instructions.flatMap((one) => (one.op === 'store' ? nextName(one.name) : []));
  const names = [...Object.keys(model.ports).map(arrivedName), ...stored, ...(lowered.spikes ? [spikesName] : [])];
  const bytes = lanes * strideOf(size) * numberBytes(precision);
  const scratch = Object.fromEntries(names.map((name) => [name, layout.request('scratch', bytes)]));
  return {
    schedule,
    axes,
    scratch,
    since: layout.request('state', lanes * 4),
    order: layout.request('scratch', 2 * Math.ceil(size / 16) * 64),
  };
}
