/** Wirings that fix a number: of synapses onto each target, or of all. Out-degrees are in-degrees with the sides exchanged. */
import { Draws } from '../draws.ts';
import type { NeurariumError } from '../errors.ts';
import { fixedKernels } from '../kernels/index.ts';
import type { RandomStream } from '../random.ts';
import type { SynapseGenerator } from './synapses.ts';

/** No cell has this index. */
const nobody = 0xffffffff;

export function inDegreeWithReplacement(
  degree: number,
  sources: number,
  targets: number,
  forbidSelf: boolean,
  stream: RandomStream,
): SynapseGenerator {
  const [key0, key1] = stream.key;
  return (visit) => {
    const memory = new WebAssembly.Memory({ initial: Math.ceil((degree * 4 + 1) / 65_536) });
    const drawn = new Uint32Array(memory.buffer, 0, degree);
    const { drawBelow } = fixedKernels(memory);
    for (let j = 0; j < targets; j++) {
      drawBelow(key0, key1, j, sources, forbidSelf ? j : nobody, degree, 0);
      for (let k = 0; k < degree; k++) visit(drawn[k]!, j);
    }
  };
}

/** Distinct sources by Floyd's method (Bentley & Floyd 1987), with `chosen` marking what target j already has. */
export function inDegreeDistinct(
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

/** Out of those sources that `allowed` gives a target, in ascending order; what is drawn are places in that list. */
export function inDegreeAmong(
  degree: number,
  sources: number,
  targets: number,
  allowed: (source: number, target: number) => boolean,
  replacement: boolean,
  stream: RandomStream,
  tooFew: (target: number, possible: number) => NeurariumError,
): SynapseGenerator {
  return (visit) => {
    const pool = new Uint32Array(sources);
    const chosen = new Int32Array(sources).fill(-1);
    for (let j = 0; j < targets; j++) {
      let possible = 0;
      for (let i = 0; i < sources; i++) if (allowed(i, j)) pool[possible++] = i;
      if (degree > 0 && possible < (replacement ? 1 : degree)) throw tooFew(j, possible);
      const draws = new Draws(stream, j);
      for (let k = 0; k < degree; k++) {
        if (replacement) {
          visit(pool[draws.below(possible)]!, j);
          continue;
        }
        const top = possible - degree + k;
        const drawn = draws.below(top + 1);
        const place = chosen[drawn] === j ? top : drawn;
        chosen[place] = j;
        visit(pool[place]!, j);
      }
    }
  };
}

/** `total` pairs, each drawn by itself, in the order drawn. */
export function totalWithReplacement(
  total: number,
  sources: number,
  targets: number,
  forbidSelf: boolean,
  stream: RandomStream,
): SynapseGenerator {
  return (visit) => {
    const draws = new Draws(stream, 0);
    for (let k = 0; k < total; ) {
      const i = draws.below(sources);
      const j = draws.below(targets);
      if (forbidSelf && i === j) continue;
      visit(i, j);
      k++;
    }
  };
}

/** `total` different pairs by Floyd's method, a bit for each possible pair; source by source, targets ascending. */
export function totalDistinct(
  total: number,
  sources: number,
  targets: number,
  forbidSelf: boolean,
  stream: RandomStream,
): SynapseGenerator {
  const width = forbidSelf ? targets - 1 : targets;
  const pairs = sources * width;
  return (visit) => {
    const draws = new Draws(stream, 0);
    const chosen = new Uint32Array(Math.ceil(pairs / 32));
    for (let top = pairs - total; top < pairs; top++) {
      const drawn = draws.below(top + 1);
      const word = Math.floor(drawn / 32);
      if ((chosen[word]! & (1 << (drawn % 32))) === 0) chosen[word]! |= 1 << (drawn % 32);
      else chosen[Math.floor(top / 32)]! |= 1 << (top % 32);
    }
    for (let i = 0, pair = 0; i < sources; i++) {
      for (let j = 0; j < width; j++, pair++) {
        if ((chosen[Math.floor(pair / 32)]! & (1 << (pair % 32))) !== 0) visit(i, forbidSelf && j >= i ? j + 1 : j);
      }
    }
  };
}
