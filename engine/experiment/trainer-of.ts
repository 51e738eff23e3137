/** What trains the network of a scenario that learns by gradients. */
import type { ScenarioDescription } from '../describe-scenario.ts';
import { NeurariumError } from '../errors.ts';
import type { Backend } from '../executors/index.ts';
import { GradientTrainer, loadNetwork, type SavedNetwork } from '../learning/index.ts';

export interface TrainerRequest {
  readonly seed: number;
  readonly backend?: Backend;
  /** With which it begins. */
  readonly network?: SavedNetwork;
}

/** Null where nothing learns by gradients. @throws NeurariumError for what cannot be trained, and for a network that does not fit */
export function trainerOf(
  description: ScenarioDescription,
  { seed, backend, network: saved }: TrainerRequest,
): GradientTrainer | null {
  const learner = Object.values(description.learners).find((one) => one.kind === 'gradient');
  if (learner === undefined) return saved === undefined ? null : refuseSaved(description.id);
  const { network, dt, precision, protocol } = description;
  const sizes = protocol.flatMap((stage) => (stage.by === 'batches' && stage.kind === 'train' ? stage.batch : []));
  const batch = Math.max(1, ...sizes);
  const options = { dt, seed, precision, learner, batch };
  if (backend === 'streams') {
    throw new NeurariumError({
      code: 'usage',
      message: "the back end 'streams' does not learn by gradients",
      hint: "Use 'interpreter' as the reference.",
    });
  }
  const trainer = new GradientTrainer(network, backend === undefined ? options : { ...options, backend });
  if (saved !== undefined) loadNetwork(trainer.plan, saved);
  return trainer;
}

function refuseSaved(id: string): never {
  throw new NeurariumError({
    code: 'usage',
    message: `a saved network for ${id}, where nothing learns by gradients`,
    hint: 'Load it into the scenario that it was saved from.',
  });
}
