/** The tags of connections: where they lead, of what kind they are, and what changes them. Compiles nothing. */
import { isNone } from './delay.ts';
import { trainedNames } from './learning-names.ts';
import type { Network, NetworkProjection } from './network.ts';
import { isPairExpression } from './pair-expression.ts';
import type { Learner } from './training/index.ts';
import type { Wiring } from './wiring.ts';

export interface ConnectionTags {
  /** Undirected: its cells see each other with one weight for each pair, whichever of the two looks. */
  readonly direction: 'directed' | 'undirected';
  /** Feedback: it lies on a directed cycle of the network. */
  readonly course: 'feedforward' | 'feedback';
  /** Local: the distance of two cells decides whether they are connected. */
  readonly wiring: 'full' | 'one-to-one' | 'sparse' | 'local';
  /** Whether it opens and shuts something at its target, instead of adding to a sum. */
  readonly gate: boolean;
  readonly delayed: boolean;
  /** Whether a rule or a learner changes its weights. */
  readonly trainable: boolean;
  /** Whether weights are drawn and then stay as they are. */
  readonly fixedRandom: boolean;
  /** The connection whose weights it has in common with others; null where no other has its weights. */
  readonly shared: string | null;
}

/** By the name of the projection. */
export function connectionTags(network: Network, learners: readonly Learner[]): Readonly<Record<string, ConnectionTags>> {
  const { populations, projections } = network;
  const reaches = reachability(projections);
  const trained = new Set(
    learners.flatMap((learner) => ('trains' in learner ? [...trainedNames(network, learner.trains).projections] : [])),
  );
  const lenders = new Set(projections.map(({ shares }) => shares));
  const transposed = new Set(projections.flatMap(({ name, shares, transposed }) => (transposed ? [name, shares] : [])));
  return Object.fromEntries(
    projections.map((projection) => {
      const { name, from, to, port, wiring, weight, delay, rule } = projection;
      const weights = projection.shares ?? name;
      const target = populations.find((population) => population.name === to)!;
      const trainable = rule !== null || trained.has(weights);
      const tags: ConnectionTags = {
        direction:
          projection.symmetric === true || transposed.has(name) || isSymmetric(projection, target.size)
            ? 'undirected'
            : 'directed',
        course: reaches(to, from) ? 'feedback' : 'feedforward',
        wiring: wiringTag(wiring),
        gate: target.model.tags?.gates?.includes(port) ?? false,
        delayed: !isNone(delay),
        trainable,
        fixedRandom: !trainable && typeof weight === 'object' && (weight.kind === 'uniform' || weight.kind === 'normal'),
        shared: lenders.has(weights) ? weights : null,
      };
      return [name, tags];
    }),
  );
}

function wiringTag(wiring: Wiring): ConnectionTags['wiring'] {
  const conditions = [
    'where' in wiring ? wiring.where : null,
    wiring.kind === 'probability' && isPairExpression(wiring.probability) ? wiring.probability : null,
  ];
  if (conditions.some((condition) => /\bdistance\b/.test(condition?.text ?? ''))) return 'local';
  if (wiring.kind === 'one-to-one') return 'one-to-one';
  return wiring.kind === 'all-to-all' && wiring.where === null ? 'full' : 'sparse';
}

/** Whether a population tells itself values by a symmetric matrix; one weight for all would be so by chance. */
function isSymmetric({ from, to, variable, wiring, weight }: NetworkProjection, size: number): boolean {
  if (from !== to || variable === null || wiring.kind !== 'all-to-all' || wiring.where !== null) return false;
  if (typeof weight === 'number' || weight.kind !== 'values') return false;
  const { values } = weight;
  const between = (i: number, j: number) => values[wiring.selfConnections ? i * size + j : i * (size - 1) + (j < i ? j : j - 1)];
  for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) if (between(i, j) !== between(j, i)) return false;
  return true;
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
