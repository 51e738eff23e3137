/** Which cells a wiring rule connects, in a fixed order that depends on seed and projection alone. */
import { Draws } from '../draws.ts';
import type { RandomStream } from '../random.ts';
import { knownSynapses, type Wiring } from '../wiring.ts';
import type { PopulationPlan } from './plan.ts';
import type { Sampler } from './sampler.ts';
import type { SynapseGenerator } from './synapses.ts';

type Sides = Pick<PopulationPlan, 'name' | 'size'>;

/**
 * Draws come from the stream `<projection>/wiring`: for `probability` at counter (0, source, 0, draw), for `fixedInDegree` at
 * (0, target, 0, draw). Within a source, targets ascend; those of `pairs` keep the order given.
 */
export function synapseGenerator(
  wiring: Wiring,
  projection: string,
  source: Sides,
  target: Sides,
  sampler: Sampler,
): SynapseGenerator {
  const forbidSelf = forbidsSelf(wiring, source, target);
  switch (wiring.kind) {
    case 'all-to-all':
      return (visit) => {
        for (let i = 0; i < source.size; i++) {
          for (let j = 0; j < target.size; j++) if (!forbidSelf || i !== j) visit(i, j);
        }
      };
    case 'one-to-one':
      return (visit) => {
        for (let i = 0; i < source.size; i++) visit(i, i);
      };
    case 'pairs':
      return (visit) => {
        for (let k = 0; k < wiring.sources.length; k++) visit(wiring.sources[k]!, wiring.targets[k]!);
      };
    case 'probability':
      return bernoulli(wiring.probability, source.size, target.size, forbidSelf, sampler.stream(`${projection}/wiring`));
    case 'fixed-in-degree': {
      const stream = sampler.stream(`${projection}/wiring`);
      return wiring.replacement
        ? inDegreeWithReplacement(wiring.inDegree, source.size, target.size, forbidSelf, stream)
        : inDegreeDistinct(wiring.inDegree, source.size, target.size, forbidSelf, stream);
    }
    default:
      return wiring satisfies never;
  }
}

function forbidsSelf(wiring: Wiring, source: Sides, target: Sides): boolean {
  return 'selfConnections' in wiring && !wiring.selfConnections && source.name === target.name;
}

/** Exact where the rule fixes the number. */
export function expectedSynapses(wiring: Wiring, source: Sides, target: Sides): number {
  switch (wiring.kind) {
    case 'probability':
      return wiring.probability * (source.size * target.size - (forbidsSelf(wiring, source, target) ? source.size : 0));
    case 'fixed-in-degree':
      return wiring.inDegree * target.size;
    default:
      return knownSynapses(wiring, source.size, target.size, source.name === target.name)!;
  }
}

/** Entries of the table of gaps: beyond it the draw is repeated, since a geometric gap has no memory. */
const gapEntries = 4096;

/** Cumulative probabilities 1 - (1 - p)^(k + 1) of a gap of at most k, as 32-bit thresholds. */
function gapThresholds(p: number): Float64Array {
  const thresholds: number[] = [];
  for (let rest = 1 - p; thresholds.length < gapEntries; rest *= 1 - p) {
    thresholds.push(Math.floor((1 - rest) * 4294967296));
    if (rest < 2 ** -33) break;
  }
  return Float64Array.from(thresholds);
}

/** For each 1/256 of the range, the first entry of the table that can hold: the search is then a few steps. */
function guide(thresholds: Float64Array): Uint16Array {
  let k = 0;
  return Uint16Array.from({ length: 256 }, (_, top) => {
    while (k < thresholds.length - 1 && thresholds[k]! <= top * 16777216) k++;
    return k;
  });
}

/** Each pair with probability p: jumps from one connection to the next by geometric gaps, looked up exactly to 2^-32. */
function bernoulli(p: number, sources: number, targets: number, forbidSelf: boolean, stream: RandomStream): SynapseGenerator {
  if (p >= 1) {
    return (visit) => {
      for (let i = 0; i < sources; i++) for (let j = 0; j < targets; j++) if (!forbidSelf || i !== j) visit(i, j);
    };
  }
  if (p <= 0) return () => undefined;
  const thresholds = gapThresholds(p);
  const start = guide(thresholds);
  const last = thresholds.length;
  return (visit) => {
    for (let i = 0; i < sources; i++) {
      let words = stream.words(0, i, 0, 0);
      let draw = 0;
      for (let j = -1; ; ) {
        const word = words[draw & 3]!;
        if ((++draw & 3) === 0) words = stream.words(0, i, 0, draw >>> 2);
        let gap = start[word >>> 24]!;
        while (gap < last && word >= thresholds[gap]!) gap++;
        j += gap;
        if (gap === last) continue;
        j++;
        if (j >= targets) break;
        if (!forbidSelf || i !== j) visit(i, j);
      }
    }
  };
}

function inDegreeWithReplacement(
  degree: number,
  sources: number,
  targets: number,
  forbidSelf: boolean,
  stream: RandomStream,
): SynapseGenerator {
  return (visit) => {
    for (let j = 0; j < targets; j++) {
      const draws = new Draws(stream, j);
      for (let k = 0; k < degree; ) {
        const i = draws.below(sources);
        if (forbidSelf && i === j) continue;
        visit(i, j);
        k++;
      }
    }
  };
}

/** Distinct sources by Floyd's method (Bentley & Floyd 1987), with `chosen` marking what target j already has. */
function inDegreeDistinct(
  degree: number,
  sources: number,
  targets: number,
  forbidSelf: boolean,
  stream: RandomStream,
): SynapseGenerator {
  return (visit) => {
    const chosen = new Int32Array(sources).fill(-1);
    for (let j = 0; j < targets; j++) {
      const draws = new Draws(stream, j);
      // Leaving one source out: draw among the others, and let the last stand in for the one left out.
      const pool = forbidSelf && j < sources ? sources - 1 : sources;
      for (let top = pool - degree; top < pool; top++) {
        const drawn = draws.below(top + 1);
        const i = chosen[drawn] === j ? top : drawn;
        chosen[i] = j;
        visit(forbidSelf && i === j ? sources - 1 : i, j);
      }
    }
  };
}
