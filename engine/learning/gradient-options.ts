/** What a network is trained by, and whether gradients can do it. */
import type { CompileOptions } from '../compile/index.ts';
import { NeurariumError, within } from '../errors.ts';
import { type TrainedNames, trainedNames } from '../learning-names.ts';
import type { Network, NetworkProjection } from '../network.ts';
import { suggest } from '../suggest.ts';
import type { GradientLearner } from '../training/index.ts';
import { lowerOptimiser, optimiserNames } from './optimisers.ts';

export interface GradientOptions extends Pick<CompileOptions, 'dt' | 'seed' | 'precision'> {
  readonly learner: GradientLearner;
  /** Most examples at a time. */
  readonly batch: number;
  /** Default 'wasm'; 'interpreter' is the reference. */
  readonly backend?: 'wasm' | 'interpreter';
}

function fail(message: string, hint?: string): never {
  throw new NeurariumError({ code: 'description', message, hint });
}

/** What the options train in the network. @throws NeurariumError 'description' naming what does not fit */
export function readOptions(network: Network, { learner, batch }: GradientOptions): TrainedNames {
  if (!Number.isSafeInteger(batch) || batch < 1) fail(`batch is ${batch}, expected a whole number of at least 1`);
  if (learner.realTime && batch > 1) fail(`real-time learning goes one example at a time, and batches have ${batch}`);
  for (const projection of network.projections) within(`projection ${projection.name}`, () => checkProjection(projection));
  if (network.drives.length > 0) fail(`'${network.drives[0]!.name}' draws its spikes, and gradients do not go through those yet`);
  checkOptimiser(learner);
  return trainedNames(network, learner.trains);
}

function checkProjection({ variable, wiring, rule }: NetworkProjection): void {
  if (rule !== null) fail(`rule ${rule.rule.name} changes its weights, and gradients would too`);
  if (variable !== null) return;
  if (wiring.kind === 'all-to-all' && wiring.where === null && wiring.selfConnections) return;
  fail('gradients go through spikes from all cells to all cells only', 'Write wiring: allToAll().');
}

function checkOptimiser({ optimiser: { name, parameters } }: GradientLearner): void {
  if (!optimiserNames.includes(name)) fail(`optimiser '${String(name)}' is unknown`, suggest(String(name), optimiserNames));
  const own = Object.keys(lowerOptimiser(name, false).parameters);
  for (const key of Object.keys(parameters))
    if (!own.includes(key)) fail(`'${key}' is no parameter of ${name}`, suggest(key, own));
}
