/** Which cells a wiring rule connects, in a fixed order that depends on seed and projection alone. */
import { NeurariumError } from '../errors.ts';
import { type Connecting, knownSynapses, type PairProbability, pairsOf, type Wiring } from '../wiring.ts';
import { bernoulli, pairwise } from './bernoulli.ts';
import {
  inDegreeAmong,
  inDegreeDistinct,
  inDegreeWithReplacement,
  totalDistinct,
  totalWithReplacement,
} from './fixed-numbers.ts';
import type { PairSpace } from './pair-space.ts';
import type { PopulationPlan } from './plan.ts';
import { aroundRing } from './ring.ts';
import type { Sampler } from './sampler.ts';
import type { SynapseGenerator } from './synapses.ts';

type Sides = Pick<PopulationPlan, 'name' | 'size'>;
type Allowed = (source: number, target: number) => boolean;

/** What a wiring is drawn for. */
export interface WiringRequest {
  readonly wiring: Wiring;
  /** Name of the projection. */
  readonly projection: string;
  readonly source: Sides;
  readonly target: Sides;
  readonly sampler: Sampler;
  readonly space: PairSpace;
}

/**
 * Draws come from the stream `<projection>/wiring`: for `probability` at counter (0, source, 0, draw), for a fixed in-degree at
 * (0, target, 0, draw), for a fixed out-degree and a small world at (0, source, 0, draw), for a fixed total at (0, 0, 0, draw). For
 * probabilities, and for fixed totals without replacement, targets ascend within a source; synapses of `pairs` and of other fixed numbers
 * keep the order given or drawn.
 */
export function synapseGenerator(request: WiringRequest): SynapseGenerator {
  const { wiring, projection, source, target, sampler } = request;
  const forbidSelf = forbidsSelf(wiring, source, target);
  switch (wiring.kind) {
    case 'all-to-all':
      return everyPair(source.size, target.size, allowedBy(wiring, request));
    case 'one-to-one':
      return (visit) => {
        for (let i = 0; i < source.size; i++) visit(i, i);
      };
    case 'pairs':
      return (visit) => {
        for (let k = 0; k < wiring.sources.length; k++) visit(wiring.sources[k]!, wiring.targets[k]!);
      };
    case 'cycle':
    case 'cycle-jumps':
    case 'small-world':
      return aroundRing(wiring, target.size, () => sampler.stream(`${projection}/wiring`));
    case 'probability':
      return byProbability(wiring, request);
    case 'fixed-in-degree':
      return fixedDegree(request, wiring, wiring.inDegree, source.size, target.size, allowedBy(wiring, request), false);
    case 'fixed-out-degree': {
      const allowed = allowedBy(wiring, request);
      const drawn = fixedDegree(request, wiring, wiring.outDegree, target.size, source.size, (a, b) => allowed(b, a), true);
      return (visit) => drawn((to, from) => visit(from, to));
    }
    case 'fixed-total-number': {
      const stream = sampler.stream(`${projection}/wiring`);
      const generator = wiring.replacement ? totalWithReplacement : totalDistinct;
      return generator(wiring.total, source.size, target.size, forbidSelf, stream);
    }
    default:
      return wiring satisfies never;
  }
}

function forbidsSelf(wiring: Wiring, source: Sides, target: Sides): boolean {
  return 'selfConnections' in wiring && !wiring.selfConnections && source.name === target.name;
}

/** Which pairs the rule's options leave. */
function allowedBy(wiring: Wiring & Connecting, { source, target, space }: WiringRequest): Allowed {
  const forbidSelf = forbidsSelf(wiring, source, target);
  const where = wiring.where === null ? null : space.condition(wiring.where);
  if (where === null) return forbidSelf ? (i, j) => i !== j : () => true;
  return forbidSelf ? (i, j) => i !== j && where(i, j) : where;
}

function everyPair(sources: number, targets: number, allowed: Allowed): SynapseGenerator {
  return (visit) => {
    for (let i = 0; i < sources; i++) for (let j = 0; j < targets; j++) if (allowed(i, j)) visit(i, j);
  };
}

function byProbability(wiring: Extract<Wiring, { kind: 'probability' }>, request: WiringRequest): SynapseGenerator {
  const { projection, source, target, sampler, space } = request;
  const stream = sampler.stream(`${projection}/wiring`);
  const p = wiring.probability;
  if (typeof p !== 'number') {
    return pairwise(probabilityOf(p, space), source.size, target.size, allowedBy(wiring, request), stream);
  }
  const drawn = bernoulli(p, source.size, target.size, forbidsSelf(wiring, source, target), stream);
  if (wiring.where === null) return drawn;
  const where = space.condition(wiring.where);
  return (visit) =>
    drawn((i, j) => {
      if (where(i, j)) visit(i, j);
    });
}

function probabilityOf(p: Exclude<PairProbability, number>, space: PairSpace): (source: number, target: number) => number {
  if (p.kind === 'per-cell') return p.by === 'source' ? (i) => p.values[i]! : (_, j) => p.values[j]!;
  const value = space.checked(p, '1', 'probability', 0, 1);
  return (i, j) => value(0, i, j);
}

/** `others` are drawn for each of `cells`; visits (other, cell). */
function fixedDegree(
  request: WiringRequest,
  wiring: Extract<Wiring, { kind: 'fixed-in-degree' | 'fixed-out-degree' }>,
  degree: number,
  others: number,
  cells: number,
  allowed: Allowed,
  out: boolean,
): SynapseGenerator {
  const { projection, source, target, sampler } = request;
  const stream = sampler.stream(`${projection}/wiring`);
  if (wiring.where === null) {
    const generator = wiring.replacement ? inDegreeWithReplacement : inDegreeDistinct;
    return generator(degree, others, cells, forbidsSelf(wiring, source, target), stream);
  }
  const tooFew = (cell: number, possible: number) =>
    new NeurariumError({
      code: 'description',
      message: `${out ? 'source' : 'target'} cell ${cell} has ${possible} possible ${out ? 'targets' : 'sources'}, expected at least ${wiring.replacement ? 1 : degree}`,
      where: `projection ${projection}`,
      hint: wiring.replacement ? 'Widen the condition where.' : 'Widen the condition where, use fewer, or { replacement: true }.',
    });
  return inDegreeAmong(degree, others, cells, allowed, wiring.replacement, stream, tooFew);
}

/** Pairs at which an expression is looked at for an estimate. */
const looks = 20_000;

/** Calls `look` for all pairs, or for so many spread evenly over them (Roberts' R2 sequence). Returns how many. */
export function lookAtPairs(sources: number, targets: number, look: (source: number, target: number) => void): number {
  if (sources * targets <= looks) {
    for (let i = 0; i < sources; i++) for (let j = 0; j < targets; j++) look(i, j);
    return sources * targets;
  }
  for (let k = 1; k <= looks; k++) {
    look(Math.floor(((k * 0.7548776662466927) % 1) * sources), Math.floor(((k * 0.5698402909980532) % 1) * targets));
  }
  return looks;
}

/** Exact where the rule fixes the number; estimated from some of the pairs where an expression decides. */
export function expectedSynapses({ wiring, source, target, space }: Omit<WiringRequest, 'sampler' | 'projection'>): number {
  const pairs = pairsOf(source.size, target.size, forbidsSelf(wiring, source, target));
  switch (wiring.kind) {
    case 'all-to-all':
      return pairs * meanOverPairs(wiring, 1, source, target, space);
    case 'probability':
      return pairs * meanOverPairs(wiring, wiring.probability, source, target, space);
    case 'fixed-in-degree':
      return wiring.inDegree * target.size;
    case 'fixed-out-degree':
      return wiring.outDegree * source.size;
    case 'fixed-total-number':
      return wiring.total;
    default:
      return knownSynapses(wiring, source.size, target.size, source.name === target.name)!;
  }
}

function meanOverPairs(wiring: Wiring & Connecting, p: PairProbability, source: Sides, target: Sides, space: PairSpace): number {
  if (wiring.where === null && typeof p === 'number') return p;
  const where = wiring.where === null ? () => true : space.condition(wiring.where);
  const value = typeof p === 'number' ? () => p : probabilityOf(p, space);
  const forbidSelf = forbidsSelf(wiring, source, target);
  let [sum, counted] = [0, 0];
  lookAtPairs(source.size, target.size, (i, j) => {
    if (forbidSelf && i === j) return;
    counted++;
    if (where(i, j)) sum += value(i, j);
  });
  return counted === 0 ? 0 : sum / counted;
}
