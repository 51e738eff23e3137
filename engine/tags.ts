/**
 * The tags of the neural network zoo for the cells and connections of a network, all computed from its description: what a cell is for,
 * whether it draws, how it signals; where a connection leads. Compiles nothing.
 */
import { lowerModel } from './equations/index.ts';
import type { Model } from './model.ts';
import type { Network, NetworkProjection } from './network.ts';

export interface CellTags {
  /** Nothing leads into an input, nothing leads out of an output to another population. */
  readonly function: 'input' | 'hidden' | 'output';
  /** Whether its own equations draw random numbers. */
  readonly behaviour: 'deterministic' | 'probabilistic';
  readonly signal: 'spike' | 'value';
}

export interface ConnectionTags {
  /** Feedback: it lies on a directed cycle of the network. */
  readonly direction: 'feedforward' | 'feedback';
  readonly wiring: 'full' | 'one-to-one' | 'sparse';
  /** Whether a rule changes its weights. */
  readonly trainable: boolean;
}

export interface NetworkTags {
  /** By the name of the population. */
  readonly cells: Readonly<Record<string, CellTags>>;
  /** By the name of the projection. */
  readonly connections: Readonly<Record<string, ConnectionTags>>;
}

/** @throws NeurariumError where a model's equations cannot be read */
export function networkTags({ populations, projections, drives }: Network): NetworkTags {
  const reaches = reachability(projections);
  const fed = new Set([...projections.filter(({ from, to }) => from !== to).map(({ to }) => to), ...drives.map(({ to }) => to)]);
  const feeding = new Set(projections.filter(({ from, to }) => from !== to).map(({ from }) => from));
  const own = new Set(projections.filter(({ from, to }) => from === to).map(({ from }) => from));
  const functionOf = (name: string): CellTags['function'] => {
    if (!fed.has(name) && !own.has(name) && feeding.has(name)) return 'input';
    return fed.has(name) && !feeding.has(name) && !own.has(name) ? 'output' : 'hidden';
  };
  return {
    cells: Object.fromEntries(
      populations.map(({ name, model }) => [
        name,
        {
          function: functionOf(name),
          behaviour: draws(model) ? 'probabilistic' : 'deterministic',
          signal: model.spike === undefined ? 'value' : 'spike',
        },
      ]),
    ),
    connections: Object.fromEntries(
      projections.map(({ name, from, to, wiring, rule }) => [
        name,
        {
          direction: reaches(to, from) ? 'feedback' : 'feedforward',
          wiring: wiring.kind === 'all-to-all' ? 'full' : wiring.kind === 'one-to-one' ? 'one-to-one' : 'sparse',
          trainable: rule !== null,
        },
      ]),
    ),
  };
}

function draws(model: Model): boolean {
  return lowerModel(model).step.instructions.some(({ op }) => op === 'uniform' || op === 'normal' || op === 'poisson');
}

/** Whether a way leads from one population to another; each reaches itself. */
function reachability(projections: readonly NetworkProjection[]): (from: string, to: string) => boolean {
  const next = new Map<string, Set<string>>();
  for (const { from, to } of projections) {
    if (!next.has(from)) next.set(from, new Set());
    next.get(from)!.add(to);
  }
  return (from, to) => {
    const seen = new Set([from]);
    for (const name of seen) for (const following of next.get(name) ?? []) seen.add(following);
    return seen.has(to);
  };
}
