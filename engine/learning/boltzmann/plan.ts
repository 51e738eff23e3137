/** Plans what Boltzmann learning needs beside a batch network. Runs nothing. */
import type { ValueProjectionPlan } from '../../compile/plan.ts';
import { NeurariumError } from '../../errors.ts';
import { mostIsingCells } from '../../numerics/index.ts';
import { suggest } from '../../suggest.ts';
import { pairsAmong } from '../../symmetric.ts';
import type { BoltzmannLearner } from '../../training/index.ts';
import { planDescent } from '../gradient/descent.ts';
import type { LearnerContext, PlannedLearner } from '../learner.ts';
import { Boltzmann, type BoltzmannPlan } from './boltzmann.ts';
import { gateOf } from './world-held.ts';

function fail(message: string, hint?: string): never {
  throw new NeurariumError({ code: 'description', message, hint });
}

/** @throws NeurariumError 'description' naming what does not fit */
export function planBoltzmann(learner: BoltzmannLearner, context: LearnerContext): PlannedLearner {
  const { planned, cells, layout } = context;
  const descent = planDescent({ ...learner, clipNorm: null, clipValue: null }, context);
  const projection = undirectedOf(learner.projection, planned.projections);
  const { arrays } = cells[projection.target.index]!;
  const { size, model } = arrays.population;
  if (learner.means === 'exact' && size > mostIsingCells)
    fail(
      `exact means of ${size} cells, which have 2^${size} states, expected at most ${mostIsingCells} cells`,
      "Write means: 'sampled'.",
    );
  const { temperature } = learner;
  const variables = Object.keys(model.state);
  if (typeof temperature === 'string' && !variables.includes(temperature))
    fail(`'${temperature}' is no state variable of ${arrays.population.name}`, suggest(temperature, variables));
  const kept = () => layout.request('kept', (size + pairsAmong(size)) * 8);
  const plan: BoltzmannPlan = {
    learner,
    descent,
    arrays,
    variable: projection.variable,
    gate: gateOf(model),
    means: [kept(), kept()],
  };
  return { make: (made) => new Boltzmann(plan, made) };
}

function undirectedOf(name: string, projections: LearnerContext['planned']['projections']): ValueProjectionPlan {
  const found = projections.find((one) => one.name === name)!;
  if (found.kind === 'value' && found.symmetric) return found;
  return fail(`${name} is no undirected connection, and Boltzmann learning is of those`, 'Write symmetric: true.');
}
