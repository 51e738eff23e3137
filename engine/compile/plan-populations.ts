/** Plans the memory of all populations of a network. Fills in nothing. */
import { lowerModel } from '../equations/index.ts';
import type { Network } from '../network.ts';
import type { Layout, Region } from './layout.ts';
import type { PopulationPlan, Precision } from './plan.ts';
import { planAxes } from './plan-axes.ts';
import { planTurns } from './plan-turns.ts';
import { type PopulationRequest, requestDynamics, requestParameters, strideOf } from './population.ts';
import { nothingTrained, requestTrained, type Trained, type TrainedMemory } from './trained.ts';

/** All parameters and what is trained first, then, from `dynamics` on, all that steps change, so that `reset` restores one piece of memory. */
export function planPopulations(
  network: Network,
  precision: Precision,
  lanes: number,
  layout: Layout,
  trained: Trained = nothingTrained,
): { populations: PopulationPlan[]; dynamics: Region; learnt: TrainedMemory } {
  const requests = network.populations.map(
    (population, index): PopulationRequest => ({ population, lowered: lowerModel(population.model), index, precision, lanes }),
  );
  const parameters = requests.map((request) => requestParameters(request, layout, trained.parameters[request.population.name]));
  const learnt = requestTrained(network, trained, precision, layout);
  const dynamics = layout.request('state', 0);
  const populations = requests.map((request, i) => ({
    name: request.population.name,
    index: request.index,
    size: request.population.size,
    stride: strideOf(request.population.size),
    model: request.population.model,
    lowered: request.lowered,
    ...planAxes(request, layout),
    turns: planTurns(request, layout),
    ...parameters[i]!,
    ...requestDynamics(request, layout),
  }));
  return { populations, dynamics, learnt };
}
