/** Plans what contrastive divergence needs beside a batch network: whose products it compares, and chains that persist. Runs nothing. */
import type { ValueProjectionPlan } from '../../compile/plan.ts';
import { NeurariumError } from '../../errors.ts';
import type { NetworkPopulation } from '../../network.ts';
import { suggest } from '../../suggest.ts';
import type { DivergenceLearner } from '../../training/index.ts';
import { isFull } from '../../wiring.ts';
import { planDescent } from '../gradient/descent.ts';
import type { LearnerContext, PlannedLearner } from '../learner.ts';
import { type Bias, type Chain, type Counted, Divergence, type DivergencePlan, type Product } from './divergence.ts';

function fail(message: string, hint?: string): never {
  throw new NeurariumError({ code: 'description', message, hint });
}

/** @throws NeurariumError 'description' naming what does not fit */
export function planDivergence(learner: DivergenceLearner, context: LearnerContext): PlannedLearner {
  const { network, planned, cells, layout } = context;
  const descent = planDescent({ ...learner, clipNorm: null, clipValue: null }, context);
  const expected = expectedOf(learner, network.populations);
  const counted = (population: string, said?: string): Counted => {
    const { arrays } = cells.find((one) => one.arrays.population.name === population)!;
    return { arrays, variable: expected.get(population) ?? said ?? arrays.population.model.outputs[0]! };
  };
  const products: Product[] = [];
  const biases: Bias[] = [];
  for (const { name, isWeights, gradient } of descent.arrays) {
    if (isWeights) {
      const { source, target, variable } = projectionOf(name, planned.projections);
      products.push({ source: counted(source.name, variable), target: counted(target.name), gradient });
    } else biases.push({ of: counted(populationOf(name)), gradient });
  }
  const all = [...products.flatMap(({ source, target }) => [source, target]), ...biases.map(({ of }) => of)];
  const widest = Math.max(...all.map(({ arrays }) => arrays.slotBytes));
  const chains = learner.persistent ? chainsOf(context, all) : [];
  const [signed, begun] = [layout.request('scratch', widest), layout.request('kept', 4)];
  const plan: DivergencePlan = { learner, descent, products, biases, chains, signed, begun };
  return { make: (made) => new Divergence(plan, made) };
}

/** By population. */
function expectedOf({ expected }: DivergenceLearner, populations: readonly NetworkPopulation[]): Map<string, string> {
  return new Map(
    expected.map((name) => {
      const [population = '', variable = ''] = name.split('.');
      const found = populations.find((one) => one.name === population);
      if (found === undefined)
        fail(
          `population '${population}' is unknown`,
          suggest(
            population,
            populations.map((one) => one.name),
          ),
        );
      const variables = Object.keys(found.model.state);
      if (!variables.includes(variable)) fail(`'${variable}' is no variable of ${population}`, suggest(variable, variables));
      return [population, variable];
    }),
  );
}

function populationOf(name: string): string {
  const [population = '', parameter] = name.split('.');
  if (parameter === 'bias') return population;
  return fail(`'${name}' cannot be trained: of parameters, only biases have a part of their own in the energy`);
}

function projectionOf(name: string, projections: LearnerContext['planned']['projections']): ValueProjectionPlan {
  const found = projections.find((one) => one.name === name)!;
  if (found.kind === 'value' && found.map === 'sum' && isFull(found.wiring)) return found;
  return fail(`${name} is no connection of values from all cells to all cells, and others are not compared yet`);
}

/** What delayed connections read one step later. Its numbers of the first step are lost, and so may not be counted. */
function chainsOf({ planned, cells, layout }: LearnerContext, all: readonly Counted[]): Chain[] {
  const chains = new Map<string, Chain>();
  for (const projection of planned.projections) {
    if (projection.kind !== 'value' || projection.delay === 0) continue;
    const { source, variable, name, delay } = projection;
    if (delay > 1) fail(`${name} has a delay of ${delay} steps, expected 1: chains go from step to step`);
    if (all.some((one) => one.arrays.population === source && one.variable === variable))
      fail(
        `chains persist in ${source.name}.${variable}, which is also what is counted`,
        `Name what stands for it: expected: ['${source.name}.p'].`,
      );
    const { arrays } = cells[source.index]!;
    chains.set(`${source.name}.${variable}`, { arrays, variable, kept: layout.request('kept', arrays.slotBytes) });
  }
  if (chains.size === 0) fail('nothing would persist: no connection has a delay', 'Give what leads back a delay: steps(1).');
  return [...chains.values()];
}
