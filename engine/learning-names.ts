/** Names of what can be trained in a network: projections, and parameters as 'population.parameter'. Trains nothing. */
import { NeurariumError } from './errors.ts';
import type { Network } from './network.ts';
import { suggest } from './suggest.ts';

export interface TrainedNames {
  readonly projections: ReadonlySet<string>;
  /** By population. */
  readonly parameters: Readonly<Record<string, ReadonlySet<string>>>;
}

export const nothingTrained: TrainedNames = { projections: new Set(), parameters: {} };

/**
 * What `trains` names. '*' stands for all projections that are not called untrainable and all parameters that models call trainable; 'h.*' for those of a
 * population and the projections onto it.
 * @throws NeurariumError 'description' for a name that is neither
 */
export function trainedNames(network: Network, trains: readonly string[]): TrainedNames {
  const projections = new Set<string>();
  const parameters: Record<string, Set<string>> = {};
  const train = (population: string, parameter: string) => {
    parameters[population] ??= new Set();
    parameters[population].add(parameter);
  };
  for (const name of trains) {
    const all = name === '*' ? network.populations : network.populations.filter((one) => name === `${one.name}.*`);
    for (const { name: to, model } of all) {
      for (const { name, to: target, shares, trainable } of network.projections)
        if (target === to && trainable) projections.add(shares ?? name);
      for (const [parameter, about] of Object.entries(model.parameters)) if (about.trainable === true) train(to, parameter);
    }
    if (all.length > 0) continue;
    const named = network.projections.find((projection) => projection.name === name);
    if (named !== undefined) projections.add(named.shares ?? name);
    else train(...parameterOf(network, name));
  }
  return { projections, parameters };
}

function parameterOf(network: Network, name: string): [population: string, parameter: string] {
  const [population = '', parameter = ''] = name.split('.');
  const found = network.populations.find((one) => one.name === population);
  if (found !== undefined && Object.hasOwn(found.parameters, parameter)) return [population, parameter];
  const known = [
    ...network.projections.map((projection) => projection.name),
    ...network.populations.flatMap((one) => Object.keys(one.parameters).map((key) => `${one.name}.${key}`)),
  ];
  throw new NeurariumError({
    code: 'description',
    message: `'${name}' cannot be trained: it is neither a projection nor a parameter`,
    hint: suggest(name, known),
  });
}
