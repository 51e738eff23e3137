/** Series to be foretold by a network that hears itself: one example to learn from, and starts from which it goes on alone. */
import { arrayDataset, type Dataset, NeurariumError, type OpenRequest, type SplitPart } from '../../engine/index.ts';

interface Options extends Readonly<Record<'washout' | 'train' | 'after' | 'starts' | 'horizon', number>> {
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
 * Fields, of each step: `value`; `coming`, one step later; `next`, the same where it is asked, else NaN; `free`, 1 where the network runs free; `alone`, as
 * `coming` where that is said without the world, else NaN.
 * To learn from: one example. To test `starts` examples, one after the other in the series, and after those as many to validate.
 */
export function freeRun(
  name: string,
  { options, parts }: OpenRequest,
  width: number,
  make: (count: number) => Float64Array,
): Dataset {
  const { washout, train, after, starts, horizon, every, alone } = options as unknown as Options;
  const learnt = washout + train + after;
  const steps = washout + horizon;
  const series = make(learnt + 2 * starts * steps + 1);
  const part = partOf(name, parts);
  const before = part === 'test' ? learnt : learnt + starts * steps;
  const [begin, size, length] = part === 'train' ? [0, 1, learnt] : [before, starts, steps];
  // The first step of a free run still hears the world: what it says then is the first that it says alone.
  const last = part !== 'train' ? washout : alone ? -1 : washout + train;
  const asked = (step: number) =>
    part === 'train' ? step >= washout && step < washout + train : every ? step >= washout : step === length - 1;
  const count = size * length;
  const coming = series.subarray((begin + 1) * width, (begin + 1 + count) * width);
  const next = coming.slice();
  const free = new Float64Array(count);
  const unheard = coming.slice();
  for (let t = 0; t < count; t++) {
    const step = t % length;
    if (!asked(step)) next.fill(Number.NaN, t * width, (t + 1) * width);
    if (step > last) free[t] = 1;
    if (step < last) unheard.fill(Number.NaN, t * width, (t + 1) * width);
  }
  const field = { shape: [width], perStep: true };
  return arrayDataset(
    {
      name,
      size,
      steps: length,
      fields: { value: field, coming: field, next: field, alone: field, free: { shape: [1], perStep: true } },
    },
    { value: series.subarray(begin * width, (begin + count) * width), coming, next, alone: unheard, free },
  );
}

function partOf(name: string, parts: readonly SplitPart[]): SplitPart {
  const [part, other] = parts;
  if (part !== undefined && other === undefined) return part;
  throw new NeurariumError({
    code: 'data',
    message: `parts ${parts.join(', ')} of data set ${name}, expected one: their examples have other lengths`,
  });
}
