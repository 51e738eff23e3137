/** Series to be foretold by a network that hears itself: one example to learn from, and starts from which it goes on alone. */
import { arrayDataset, type Dataset, Draws, NeurariumError, type OpenRequest, type SplitPart } from '../../engine/index.ts';

interface Options extends Readonly<Record<'washout' | 'train' | 'after' | 'starts' | 'horizon' | 'noise', number>> {
  readonly every: boolean;
  readonly alone: boolean;
}

/** Steps before which nothing is asked, and of what is. */
export function freeRunOptions(usual: { readonly train: number; readonly starts: number; readonly horizon: number }) {
  const whole = { min: 1, max: 1_000_000, integer: true } as const;
  return {
    washout: {
      default: 200,
      min: 0,
      max: 1_000_000,
      integer: true,
      doc: 'steps of each example before it is asked, or runs free',
    },
    train: { default: usual.train, ...whole, doc: 'steps to learn from' },
    starts: { default: usual.starts, ...whole, doc: 'from how many places it runs free' },
    horizon: { default: usual.horizon, ...whole, doc: 'how many steps ahead it is asked' },
    noise: { default: 0, min: 0, max: 1000, doc: 'deviation of normal numbers added to what it learns from' },
    alone: { default: false, doc: 'whether it runs free while it learns, too' },
    every: { default: false, doc: 'whether it is asked on the way there too' },
    after: {
      default: 0,
      min: 0,
      max: 1_000_000,
      integer: true,
      doc: 'steps that it runs free after it has learnt, in the same example',
    },
  } as const;
}

/**
 * Fields, of each step: `value`; `coming`, one step later; `next`, the same where it is asked, else NaN; `change`, from `value` to `next`; `free`, for each
 * number 1 where the network runs free; `alone`, as `coming` where that is said without the world, else NaN.
 * To learn from: one example. To test `starts` examples, one after the other in the series, and after those as many to validate.
 */
export function freeRun(
  name: string,
  { options, parts, seed }: OpenRequest,
  width: number,
  make: (count: number) => Float64Array,
): Dataset {
  const { washout, train, after, starts, horizon, noise, every, alone } = options as unknown as Options;
  const learnt = washout + train + after;
  const steps = washout + horizon;
  const series = make(learnt + 2 * starts * steps + 1);
  const part = partOf(name, parts);
  if (part === 'train' && noise > 0) blur(series, noise, new Draws(seed, name, 'noise'));
  const before = part === 'test' ? learnt : learnt + starts * steps;
  const [begin, size, length] = part === 'train' ? [0, 1, learnt] : [before, starts, steps];
  // The first step of a free run still hears the world: what it says then is the first that it says alone.
  const last = part !== 'train' ? washout : alone ? -1 : washout + train;
  const asked = (step: number) =>
    part === 'train' ? step >= washout && step < washout + train : every ? step >= washout : step === length - 1;
  const count = size * length;
  const coming = series.subarray((begin + 1) * width, (begin + 1 + count) * width);
  const next = coming.slice();
  const free = new Float64Array(count * width);
  const unheard = coming.slice();
  for (let t = 0; t < count; t++) {
    const step = t % length;
    const [from, to] = [t * width, (t + 1) * width];
    if (!asked(step)) next.fill(Number.NaN, from, to);
    if (step > last) free.fill(1, from, to);
    if (step < last) unheard.fill(Number.NaN, from, to);
  }
  const field = { shape: [width], perStep: true };
  const value = series.subarray(begin * width, (begin + count) * width);
  const change = next.map((number, k) => number - value[k]!);
  return arrayDataset(
    {
      name,
      size,
      steps: length,
      fields: { value: field, coming: field, next: field, change: field, alone: field, free: field },
    },
    { value, coming, next, change, alone: unheard, free },
  );
}

function blur(series: Float64Array, noise: number, draws: Draws): void {
  for (let k = 0; k < series.length; k++) series[k]! += noise * draws.normal(k, 0);
}

function partOf(name: string, parts: readonly SplitPart[]): SplitPart {
  const [part, other] = parts;
  if (part !== undefined && other === undefined) return part;
  throw new NeurariumError({
    code: 'data',
    message: `parts ${parts.join(', ')} of data set ${name}, expected one: their examples have other lengths`,
  });
}
