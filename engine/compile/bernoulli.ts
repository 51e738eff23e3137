/** Connections drawn pair by pair: by geometric gaps where all pairs have one probability, else one draw for each pair. */
import type { RandomStream } from '../random.ts';
import type { SynapseGenerator } from './synapses.ts';

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
export function bernoulli(
  p: number,
  sources: number,
  targets: number,
  forbidSelf: boolean,
  stream: RandomStream,
): SynapseGenerator {
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

/** Each pair with a probability of its own, exact to 2^-32: pair (i, j) uses word j mod 4 at counter (0, i, 0, floor(j / 4)). */
export function pairwise(
  p: (source: number, target: number) => number,
  sources: number,
  targets: number,
  allowed: (source: number, target: number) => boolean,
  stream: RandomStream,
): SynapseGenerator {
  return (visit) => {
    for (let i = 0; i < sources; i++) {
      for (let j = 0; j < targets; j++) {
        if (allowed(i, j) && stream.words(0, i, 0, j >>> 2)[j & 3]! < p(i, j) * 4294967296) visit(i, j);
      }
    }
  };
}
