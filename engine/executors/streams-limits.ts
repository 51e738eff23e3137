/** What the reference executor does not do, refused by name before it begins. */
import type { Plan, PopulationPlan } from '../compile/plan.ts';
import { NeurariumError } from '../errors.ts';

/** @throws NeurariumError 'usage' for float32, several lanes, learning rules, undirected connections, reductions along axes or schedules */
export function refuseUnfit(plan: Plan): void {
  if (plan.precision !== 'float64' || plan.lanes !== 1) {
    throw new NeurariumError({
      code: 'usage',
      message: `the reference executor runs float64 and 1 lane, not ${plan.precision} and ${plan.lanes}`,
      hint: "Use precision float64, or the back end 'wasm'.",
    });
  }
  const learning = plan.projections.find((projection) => projection.kind === 'event' && projection.learning !== null);
  if (learning !== undefined) {
    throw new NeurariumError({
      code: 'usage',
      message: 'the reference executor has static weights, and this projection has a learning rule',
      where: `projection ${learning.name}`,
      hint: "Use the back end 'wasm' or 'interpreter'.",
    });
  }
  const undirected = plan.projections.find((projection) => projection.kind === 'value' && projection.symmetric);
  if (undirected !== undefined) {
    throw new NeurariumError({
      code: 'usage',
      message:
        'the reference executor sums synapse by synapse, and an undirected connection pair by pair: their last bits differ',
      where: `projection ${undirected.name}`,
      hint: "Use the back end 'wasm' or 'interpreter'.",
    });
  }
  plan.populations.forEach(refuseTogether);
}

/** A neuron's operator knows what arrived from the step's start, and no more of its neighbours. */
function refuseTogether({ name, staged, turns }: PopulationPlan): void {
  if (staged === null && turns === null) return;
  const what = staged !== null ? 'work along an axis' : 'move in turn, by a schedule';
  throw new NeurariumError({
    code: 'usage',
    message: `the reference executor steps each cell by itself, and the cells of this population ${what}`,
    where: `population ${name}`,
    hint: "Use the back end 'wasm' or 'interpreter'.",
  });
}
