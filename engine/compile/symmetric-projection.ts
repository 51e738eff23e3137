/** Plans an undirected connection: the weights of all pairs of different cells, each once. */
import { type DelayInSteps, sharedDelay } from '../delay.ts';
import type { NetworkProjection } from '../network.ts';
import { pairsAmong, placeOfPair } from '../symmetric.ts';
import { numberBytes, numbersAt, type PopulationPlan, type ValueProjectionPlan } from './plan.ts';
import { type Planned, type ProjectionContext, synapsesOf } from './projections.ts';

/** Pairs that a condition leaves out have the weight 0. */
export function planSymmetricProjection(
  projection: NetworkProjection,
  population: PopulationPlan,
  context: ProjectionContext,
): Planned<ValueProjectionPlan> {
  const { layout, precision, lanes, dt } = context;
  const bytes = numberBytes(precision);
  const { generate, weight } = synapsesOf(projection, population, population, context);
  const delay = sharedDelay(projection.delay as number | DelayInSteps, dt);
  const pairs = pairsAmong(population.size);
  /** Each pair once, as the larger of its cells comes to the smaller one. */
  const each = (visit: (i: number, j: number, weight: number) => void): number => {
    let k = 0;
    generate((i, j) => {
      if (j < i) visit(i, j, weight(k++, i, j));
    });
    return k;
  };
  const field = population.turns !== null && delay === 0;
  const none = layout.request('constants', 0);
  const trained = context.trained.has(projection.name);
  const plan: ValueProjectionPlan = {
    kind: 'value',
    name: projection.name,
    source: population,
    variable: projection.variable!,
    target: population,
    port: projection.port,
    weightsOf: projection.name,
    synapses: each(() => undefined),
    wiring: projection.wiring,
    map: projection.map,
    symmetric: true,
    transposed: false,
    wire: (visit) => {
      each((i, j, value) => {
        visit(i, j, value, delay);
        visit(j, i, value, delay);
      });
    },
    delay,
    rows: none,
    sources: none,
    weights: layout.request(trained ? 'kept' : 'constants', pairs * bytes),
    input: layout.request(field ? 'state' : 'scratch', lanes * population.stride * bytes),
    field,
    sums: field
      ? null
      : {
          field: layout.request('state', lanes * population.stride * bytes),
          seen: layout.request('state', lanes * population.stride * bytes),
          since: layout.request('state', lanes * 4),
        },
    square: trained ? null : layout.request('constants', population.size * population.size * bytes),
    columns: null,
    history: delay === 0 ? null : layout.request('state', delay * lanes * population.stride * bytes),
  };
  return {
    plan,
    fill: (buffer) => {
      const weights = numbersAt(buffer, plan.weights.address, pairs, precision);
      each((i, j, value) => {
        weights[placeOfPair(i, j)] = value;
      });
      if (plan.square === null) return;
      const square = numbersAt(buffer, plan.square.address, population.size * population.size, precision);
      each((i, j, value) => {
        square[i * population.size + j] = value;
        square[j * population.size + i] = value;
      });
    },
  };
}
