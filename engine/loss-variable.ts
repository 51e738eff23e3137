/** Which variable of a population a loss reads. */
import { NeurariumError } from './errors.ts';
import { checkVariable, outputOf, populationOf } from './find-in-network.ts';
import type { Network } from './network.ts';
import type { Loss } from './training/index.ts';

/** Losses that take the number before a softmax or a logistic. */
const ofLogits: readonly Loss['kind'][] = ['cross-entropy', 'binary-cross-entropy'];

/** What a loss reads. @throws NeurariumError where there is no such variable */
export function variableOfLoss({ kind, population: name, variable }: Loss, network: Network): string {
  const population = populationOf(network, name);
  const wanted = variable ?? (ofLogits.includes(kind) ? 'z' : outputOf(population));
  if (variable === null && wanted === 'z' && !Object.hasOwn(population.model.state, 'z')) {
    const hint = `Name the variable: '${name}.${Object.keys(population.model.state)[0] ?? 'y'}', or use cells with logits z.`;
    const message = `${name} (model ${population.model.name}) has no variable 'z', the logits that ${kind} takes`;
    throw new NeurariumError({ code: 'description', message, hint });
  }
  checkVariable(population, wanted);
  return wanted;
}
