/** Four periodic series, one example each: to be stored side by side, and said again alone. */
import { arrayDataset, type DatasetDescription, Draws, NeurariumError, ownMath } from '../../engine/index.ts';

const name = 'stored-patterns';
const count = 4;

/**
 * Sines of periods 8.83 and 9.83, and two series of period 5 whose numbers are drawn. Fields, of each step: `value`; `next`, one step later (NaN:
 * not asked); `free`, 1 where it is to be said alone; `pick`, 1 for its pattern; `own0`, ..., a number where `next` is asked of that pattern.
 */
export const storedPatterns: DatasetDescription = {
  name,
  title: 'Four periodic patterns, to be stored side by side',
  licence: 'none needed: it is made',
  source: 'Jaeger 2014, Controlling recurrent neural networks by conceptors, arXiv:1403.3369, section 3.2',
  file: null,
  options: {
    washout: {
      default: 200,
      min: 0,
      max: 100_000,
      integer: true,
      doc: 'steps of each pattern before it is asked, or said alone',
    },
    train: { default: 500, min: 1, max: 100_000, integer: true, doc: 'steps to learn from, of each pattern' },
    horizon: { default: 100, min: 1, max: 100_000, integer: true, doc: 'steps that are said alone' },
  },
  open: ({ seed, options, parts }) => {
    const { washout, train, horizon } = options as { washout: number; train: number; horizon: number };
    const [part] = parts;
    if (parts.length !== 1)
      throw new NeurariumError({ code: 'data', message: `parts ${parts.join(', ')} of ${name}, expected one` });
    const learns = part === 'train';
    const steps = washout + (learns ? train : horizon);
    const all = count * steps;
    const [value, next, free] = [new Float64Array(all), new Float64Array(all), new Float64Array(all)];
    const pick = new Float64Array(all * count);
    const own = Array.from({ length: count }, () => new Float64Array(all).fill(Number.NaN));
    const patterns = patternsOf(seed);
    // What is tested goes on where what was learnt ended; what validates, where that does.
    const begin = learns ? 0 : washout + train + (part === 'test' ? 0 : steps);
    for (let p = 0; p < count; p++)
      for (let t = 0; t < steps; t++) {
        const at = p * steps + t;
        value[at] = patterns[p]!(begin + t);
        next[at] = t < washout ? Number.NaN : patterns[p]!(begin + t + 1);
        if (!learns && t > washout) free[at] = 1;
        pick[at * count + p] = 1;
        if (t >= washout) own[p]![at] = 1;
      }
    const one = { shape: [1], perStep: true };
    const owns = (of: readonly unknown[]) => Object.fromEntries(of.map((each, p) => [`own${p}`, each]));
    return arrayDataset(
      {
        name,
        size: count,
        steps,
        fields: {
          value: one,
          next: one,
          free: one,
          pick: { shape: [count], perStep: true },
          ...(owns(own.map(() => one)) as object),
        },
      },
      { value, next, free, pick, ...(owns(own) as Record<string, Float64Array>) },
    );
  },
};

function patternsOf(seed: number): ((t: number) => number)[] {
  const draws = new Draws(seed, name, 'periods');
  const sine = (period: number) => (t: number) => ownMath.sin((2 * Math.PI * t) / period);
  const drawn = (which: number) => {
    const numbers = Array.from({ length: 5 }, (_, k) => draws.uniform(which, k, -1, 1));
    const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
    return (t: number) => (2 * (numbers[t % 5]! - low)) / (high - low) - 1;
  };
  return [sine(8.8342522), sine(9.8342522), drawn(0), drawn(1)];
}
