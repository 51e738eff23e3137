/** Patterns to be stored, then disturbed, and recalled from what is left of them. */
import { arrayDataset, type Dataset, Draws, NeurariumError, type OpenRequest } from '../../engine/index.ts';

/** Options of how they are disturbed. */
export const cueOptions = {
  trials: { default: 20, min: 1, max: 100_000, integer: true, doc: 'how many disturbed patterns are recalled' },
  flips: { default: 0.1, min: 0, max: 1, doc: 'share of the cells that are turned over' },
  erased: { default: 0, min: 0, max: 1, doc: 'share of the cells, the last ones, that are told to be -1' },
  steps: { default: 20, min: 1, max: 100_000, integer: true, doc: 'steps of a recall; in the first the cells are told' },
} as const;

/**
 * `patterns`: of 1 and -1, one after the other, `cells` numbers each. Fields, of each step: `world`, what the cells are told; `told`, 1 where they
 * are; `pattern`, what should be (NaN: not asked). To learn from: each pattern, for one step. To test: `trials` cues, pattern after pattern, a share
 * of whose cells is turned over and another erased, told in the first step, and asked in the last.
 */
export function cues(name: string, { options, parts, seed }: OpenRequest, cells: number, patterns: Float32Array): Dataset {
  const field = { shape: [cells], perStep: true };
  const fields = { world: field, told: field, pattern: field };
  const count = patterns.length / cells;
  if (parts.length === 1 && parts[0] === 'train')
    return arrayDataset(
      { name, size: count, fields },
      { world: patterns, told: new Float32Array(patterns.length).fill(1), pattern: patterns },
    );
  if (parts.length !== 1) {
    const message = `parts ${parts.join(', ')} of data set ${name}, expected one: their examples have other lengths`;
    throw new NeurariumError({ code: 'data', message });
  }
  const { trials, flips, erased, steps } = options as Record<keyof typeof cueOptions, number>;
  const draws = new Draws(seed, name, `${parts[0]} cues`);
  const [world, told] = [new Float32Array(trials * steps * cells), new Float32Array(trials * steps * cells)];
  const pattern = new Float32Array(trials * steps * cells).fill(Number.NaN);
  for (let trial = 0; trial < trials; trial++) {
    const original = patterns.subarray((trial % count) * cells, ((trial % count) + 1) * cells);
    const first = trial * steps * cells;
    world.set(disturbed(original, Math.round(flips * cells), draws, trial), first);
    world.fill(-1, first + Math.round((1 - erased) * cells), first + cells);
    told.fill(1, first, first + cells);
    pattern.set(original, first + (steps - 1) * cells);
  }
  return arrayDataset({ name, size: trials, steps, fields }, { world, told, pattern });
}

/** So many cells turned over, all choices alike. */
function disturbed(pattern: Float32Array, flips: number, draws: Draws, trial: number): Float32Array {
  const cells = Uint32Array.from(pattern, (_, cell) => cell);
  const values = pattern.slice();
  for (let k = 0; k < flips; k++) {
    const chosen = k + draws.below(cells.length - k, trial, k);
    [cells[k], cells[chosen]] = [cells[chosen]!, cells[k]!];
    values[cells[k]!]! *= -1;
  }
  return values;
}
