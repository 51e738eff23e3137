/** What a batch network is made of, and whether it can be. */
import type { CompileOptions } from '../compile/index.ts';
import { NeurariumError, within } from '../errors.ts';
import type { Network, NetworkProjection } from '../network.ts';
import type { BatchLearner, GradientLearner } from '../training/index.ts';
import { isFull } from '../wiring.ts';

export interface BatchOptions extends Pick<CompileOptions, 'dt' | 'seed' | 'precision'> {
  readonly learners: Readonly<Record<string, BatchLearner>>;
  /** Most examples at a time. */
  readonly batch: number;
  /** Default 'wasm'; 'interpreter' is the reference. */
  readonly backend?: 'wasm' | 'interpreter';
}

function fail(message: string, hint?: string): never {
  throw new NeurariumError({ code: 'description', message, hint });
}

export function gradientsOf({ learners }: BatchOptions): GradientLearner[] {
  return Object.values(learners).filter((learner) => learner.kind === 'gradient');
}

/** Steps of a window. @throws NeurariumError 'description' naming what does not fit */
export function checkBatches(network: Network, options: BatchOptions): number {
  const { batch } = options;
  if (!Number.isSafeInteger(batch) || batch < 1) fail(`batch is ${batch}, expected a whole number of at least 1`);
  for (const projection of network.projections) within(`projection ${projection.name}`, () => checkProjection(projection));
  if (network.drives.length > 0) fail(`'${network.drives[0]!.name}' draws its spikes, and batches do not go through those yet`);
  const [unroll = 1, other] = [...new Set(Object.values(options.learners).flatMap(windowOf))];
  if (other !== undefined)
    fail(
      `learners of one network have windows of ${unroll} and ${other} steps, expected as many`,
      'A window has the steps that gradients unroll, one step more than contrastive divergence, those of both phases of Boltzmann learning.',
    );
  return unroll;
}

/** Steps of a window, of those who say how many. */
function windowOf(learner: BatchLearner): number | [] {
  if (learner.kind === 'gradient') return learner.unroll;
  if (learner.kind === 'boltzmann') return 2 * (learner.settle + learner.count);
  return learner.kind === 'contrastive-divergence' ? learner.steps + 1 : [];
}

function checkProjection({ variable, wiring, rule }: NetworkProjection): void {
  if (rule !== null) fail(`rule ${rule.rule.name} changes its weights, and learners of batches would too`);
  if (variable !== null) return;
  if (isFull(wiring)) return;
  fail('batches go through spikes from all cells to all cells only', 'Write wiring: allToAll().');
}
