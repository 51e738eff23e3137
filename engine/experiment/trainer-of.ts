/** The network of a scenario that learns from batches. */
import type { ScenarioDescription } from '../describe-scenario.ts';
import { NeurariumError } from '../errors.ts';
import type { Backend } from '../executors/index.ts';
import { BatchNetwork, loadNetwork, type SavedNetwork } from '../learning/index.ts';
import type { BatchLearner } from '../training/index.ts';

export interface TrainerRequest {
  readonly seed: number;
  readonly backend?: Backend;
  /** With which it begins. */
  readonly network?: SavedNetwork;
}

/** Null where nothing learns from batches. @throws NeurariumError for what cannot be trained, and for a network that does not fit */
export function trainerOf(
  description: ScenarioDescription,
  { seed, backend, network: saved }: TrainerRequest,
): BatchNetwork | null {
  const learners = Object.entries(description.learners).filter(
    (entry): entry is [string, BatchLearner] => entry[1].kind !== 'ridge',
  );
  if (learners.length === 0) return saved === undefined ? null : refuseSaved(description.id);
  const { network, dt, precision, protocol } = description;
  const sizes = protocol.flatMap((stage) => (stage.by === 'batches' && stage.kind === 'train' ? stage.batch : []));
  const batch = Math.max(1, ...sizes);
  const options = { dt, seed, precision, learners: Object.fromEntries(learners), batch };
  if (backend === 'streams') {
    throw new NeurariumError({
      code: 'usage',
      message: "the back end 'streams' does not learn from batches",
      hint: "Use 'interpreter' as the reference.",
    });
  }
  const trainer = new BatchNetwork(network, backend === undefined ? options : { ...options, backend });
  if (saved !== undefined) loadNetwork(trainer.plan, saved);
  return trainer;
}

function refuseSaved(id: string): never {
  throw new NeurariumError({
    code: 'usage',
    message: `a saved network for ${id}, where nothing learns from batches`,
    hint: 'Load it into the scenario that it was saved from.',
  });
}
