/**
 * A recurrent network of values unrolled in time: a feed-forward network with a copy of each population for each step, in which a
 * connection with a delay of d steps goes from a copy to the one d steps later. All copies of a connection share its weights.
 */
import { isInSteps } from './delay.ts';
import { lowerModel } from './equations/index.ts';
import { NeurariumError } from './errors.ts';
import type { Network, NetworkPopulation, NetworkProjection } from './network.ts';

function fail(message: string, where: string): never {
  throw new NeurariumError({ code: 'description', message, where });
}

/**
 * Populations h_0, h_1, ... for a population h: its output in steps 0, 1, .... Delays are in steps.
 * @throws NeurariumError for cells that remember of themselves, begin elsewhere than at 0, or send spikes, and for delays in ms
 */
export function unrolled(network: Network, steps: number): Network {
  for (const population of network.populations) checkPopulation(population);
  if (network.drives.length > 0) fail('draws spikes, which cannot be unrolled', network.drives[0]!.name);
  const times = Array.from({ length: steps }, (_, t) => t);
  const first = new Map<NetworkProjection, string>();
  const projections = times.flatMap((t) =>
    network.projections.flatMap((projection) => {
      const from = t - delayOf(projection);
      return from < 0 ? [] : copyOf(projection, from, t, first);
    }),
  );
  const populations = times.flatMap((t) => network.populations.map((one) => ({ ...one, name: `${one.name}_${t}` })));
  return { populations, projections, drives: [] };
}

function copyOf(
  projection: NetworkProjection,
  from: number,
  to: number,
  first: Map<NetworkProjection, string>,
): NetworkProjection {
  const names = { from: `${projection.from}_${from}`, to: `${projection.to}_${to}` };
  const number = projection.name.slice(projection.name.lastIndexOf('#'));
  const name = `${names.from}->${names.to}:${projection.port}${number}`;
  const shares = first.get(projection) ?? null;
  if (shares === null) first.set(projection, name);
  return { ...projection, ...names, name, shares, delay: 0 };
}

function delayOf({ name, variable, delay, shares }: NetworkProjection): number {
  if (variable === null) fail('sends spikes, which cannot be unrolled', `projection ${name}`);
  if (shares !== null) fail('shares weights already', `projection ${name}`);
  if (delay === 0) return 0;
  return isInSteps(delay) ? delay.steps : fail('its delay is in ms, expected steps: steps(1)', `projection ${name}`);
}

function checkPopulation({ name, model, initial }: NetworkPopulation): void {
  const where = `population ${name}`;
  const remembers = lowerModel(model).step.instructions.some((one) => one.op === 'load' && one.from === 'state');
  if (remembers) fail(`cells of model ${model.name} remember of themselves, which a copy for each step cannot`, where);
  const begins = Object.entries(model.state).find(([state, about]) => (initial[state] ?? about.initial) !== 0);
  if (begins !== undefined) fail(`variable ${begins[0]} does not begin at 0`, where);
}
