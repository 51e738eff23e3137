/** What a network is trained by, and whether gradients can do it. */
import type { CompileOptions, Trained } from '../compile/index.ts';
import { NeurariumError, within } from '../errors.ts';
import type { Network, NetworkPopulation, NetworkProjection } from '../network.ts';
import { suggest } from '../suggest.ts';
import { type LossName, lossNames } from './losses.ts';
import type { OptimiserSettings } from './optimiser-pass.ts';
import { lowerOptimiser, optimiserNames } from './optimisers.ts';

export interface GradientOptions extends Pick<CompileOptions, 'dt' | 'seed' | 'precision'> {
  /** Names: of projections ('x->h:input#0': their weights), and 'population.parameter'. */
  readonly trains: readonly string[];
  readonly output: { readonly population: string; readonly variable: string };
  readonly loss: LossName;
  readonly optimiser: OptimiserSettings;
  /** Examples at a time. */
  readonly batch: number;
  /** Steps of an example. */
  readonly unroll: number;
  /** Largest Euclidean norm of all gradients together; default: no limit. */
  readonly clipNorm?: number;
  /** Default 'wasm'; 'interpreter' is the reference. */
  readonly backend?: 'wasm' | 'interpreter';
}

function fail(message: string, hint?: string): never {
  throw new NeurariumError({ code: 'description', message, hint });
}

/** What the options train in the network. @throws NeurariumError 'description' naming what does not fit */
export function readOptions(network: Network, options: GradientOptions): Trained {
  const { output, loss, optimiser, clipNorm } = options;
  checkCount(options.batch, 'batch');
  checkCount(options.unroll, 'unroll');
  if (clipNorm !== undefined && !(clipNorm > 0 && Number.isFinite(clipNorm)))
    fail(`clipNorm is ${clipNorm}, expected more than 0`);
  if (!lossNames.includes(loss)) fail(`loss '${String(loss)}' is unknown`, suggest(String(loss), lossNames));
  const { model } = find(network, output.population);
  if (!Object.hasOwn(model.state, output.variable))
    fail(`output ${output.population} has no variable '${output.variable}'`, suggest(output.variable, Object.keys(model.state)));
  for (const projection of network.projections) within(`projection ${projection.name}`, () => checkProjection(projection));
  if (network.drives.length > 0) fail(`'${network.drives[0]!.name}' sends spikes, and gradients do not go through those yet`);
  return { ...readTrains(network, options.trains), kept: keptOf(optimiser) };
}

function checkCount(count: number, what: string): void {
  if (!Number.isSafeInteger(count) || count < 1) fail(`${what} is ${count}, expected a whole number of at least 1`);
}

function find({ populations }: Network, name: string): NetworkPopulation {
  const found = populations.find((one) => one.name === name);
  const known = populations.map((one) => one.name);
  return found ?? fail(`population '${name}' is unknown`, suggest(name, known));
}

function checkProjection({ variable, wiring }: NetworkProjection): void {
  if (variable === null) fail('gradients do not go through spikes yet');
  if (wiring.kind === 'all-to-all' && wiring.where === null && wiring.selfConnections) return;
  fail('gradients go through connections from all cells to all cells only, so far', 'Write wiring: allToAll().');
}

/** Names of the arrays that the optimiser keeps. */
function keptOf({ name, parameters = {} }: OptimiserSettings): readonly string[] {
  if (!optimiserNames.includes(name)) fail(`optimiser '${String(name)}' is unknown`, suggest(String(name), optimiserNames));
  const { parameters: own, state } = lowerOptimiser(name);
  for (const [key, value] of Object.entries(parameters)) {
    if (!Object.hasOwn(own, key)) fail(`'${key}' is no parameter of ${name}`, suggest(key, Object.keys(own)));
    if (!Number.isFinite(value)) fail(`parameter ${key} of ${name} is ${value}, expected a finite number`);
  }
  return state;
}

function readTrains(network: Network, trains: readonly string[]): Omit<Trained, 'kept'> {
  const known = network.projections.map(({ name }) => name);
  const parameters: Record<string, Set<string>> = {};
  for (const name of trains) {
    if (known.includes(name)) continue;
    const [population, parameter = ''] = name.split('.') as [string, string?];
    const found = network.populations.find((one) => one.name === population);
    if (found === undefined || !Object.hasOwn(found.parameters, parameter)) {
      const all = network.populations.flatMap((one) => Object.keys(one.parameters).map((key) => `${one.name}.${key}`));
      fail(`'${name}' cannot be trained: it is neither a projection nor a parameter`, suggest(name, [...known, ...all]));
    }
    parameters[population] ??= new Set();
    parameters[population].add(parameter);
  }
  return { parameters, projections: new Set(trains.filter((name) => known.includes(name))) };
}
