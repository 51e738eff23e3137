/** Plans the memory of all populations of a network. Fills in nothing. */
import { lowerModel } from '../equations/index.ts';
import type { TrainedNames } from '../learning-names.ts';
import type { Network } from '../network.ts';
import type { Layout } from './layout.ts';
import type { PopulationPlan, Precision } from './plan.ts';
import { planAxes } from './plan-axes.ts';
import { planTurns } from './plan-turns.ts';
import { type PopulationRequest, requestDynamics, requestParameters, strideOf } from './population.ts';

export function planPopulations(
  network: Network,
  precision: Precision,
  lanes: number,
  layout: Layout,
  trained: TrainedNames,
): PopulationPlan[] {
  const requests = network.populations.map(
    (population, index): PopulationRequest => ({ population, lowered: lowerModel(population.model), index, precision, lanes }),
  );
  const parameters = requests.map((request) => requestParameters(request, layout, trained.parameters[request.population.name]));
  return requests.map((request, i) => ({
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
}
