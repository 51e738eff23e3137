/** Populations, their variables, projections and metrics by name, for checks of what is written about a network. */
import { NeurariumError } from './errors.ts';
import type { Metric } from './metrics.ts';
import type { Network, NetworkPopulation, NetworkProjection } from './network.ts';
import { suggest } from './suggest.ts';

function fail(message: string, hint?: string): never {
  throw new NeurariumError({ code: 'description', message, hint });
}

/** @throws NeurariumError 'description' with the nearest name */
export function populationOf({ populations }: Network, name: string): NetworkPopulation {
  const names = populations.map((population) => population.name);
  return (
    populations.find((population) => population.name === name) ?? fail(`population '${name}' is unknown`, suggest(name, names))
  );
}

/** @throws NeurariumError 'description' with the nearest name */
export function checkVariable(population: NetworkPopulation, variable: string): void {
  const known = Object.keys(population.model.state);
  if (!known.includes(variable)) fail(`${population.name} has no state variable '${variable}'`, suggest(variable, known));
}

/** The variable that is meant where none is named: the model's first output. */
export function outputOf({ name, model }: NetworkPopulation): string {
  return model.outputs[0] ?? fail(`${name} (model ${model.name}) has no output`);
}

/** @throws NeurariumError 'description' with the nearest name */
export function projectionOf({ projections }: Network, name: string): NetworkProjection {
  const names = projections.map((projection) => projection.name);
  return (
    projections.find((projection) => projection.name === name) ?? fail(`projection '${name}' is unknown`, suggest(name, names))
  );
}

/** @throws NeurariumError 'description' with the nearest name */
export function checkMetricName(name: string, metrics: Readonly<Record<string, Metric>>): void {
  if (!Object.hasOwn(metrics, name)) fail(`metric '${name}' is unknown`, suggest(name, ['rate', 'cv', ...Object.keys(metrics)]));
}
