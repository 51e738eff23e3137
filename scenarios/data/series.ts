/** Long series, cut into examples that follow each other, so that the order 'continuing' goes on through them. */
import { arrayDataset, type Dataset, type FieldArrays, type OpenRequest, splitInOrder } from '../../engine/index.ts';
import { partSizes, sizesOf } from './drawn.ts';

/** Options: the length of an example, and how many there are. */
export function seriesOptions(usual: {
  readonly steps: number;
  readonly train: number;
  readonly validation: number;
  readonly test: number;
}) {
  return {
    steps: { default: usual.steps, min: 1, max: 100_000, integer: true, doc: 'steps of an example' },
    ...partSizes(usual),
  } as const;
}

const washout = { default: 0, min: 0, max: 100_000, integer: true, doc: 'steps of each example before `next` is asked' } as const;

/** Those of series that are asked for their next value. */
export function aheadOptions(usual: Parameters<typeof seriesOptions>[0]) {
  return { washout, ...seriesOptions(usual) } as const;
}

/** Steps of all examples of all parts. */
export function stepsOf({ options }: OpenRequest): number {
  const { train, validation, test } = sizesOf(options);
  return (options['steps'] as number) * (train + validation + test);
}

/** Fields of all steps, from the first of the training part to the last of the test part. Parts are stretches. */
export function cutSeries(
  name: string,
  { options, parts }: OpenRequest,
  fields: Dataset['fields'],
  arrays: FieldArrays,
): Dataset {
  const sizes = sizesOf(options);
  const size = sizes.train + sizes.validation + sizes.test;
  return splitInOrder(arrayDataset({ name, size, steps: options['steps'] as number, fields }, arrays), sizes, parts);
}

/** `next`, `width` numbers a step, without those of the first `washout` steps of each example, which are NaN: not asked. */
export function askedAhead({ options }: OpenRequest, next: Float64Array, width: number): Float64Array {
  const { steps, washout } = options as { steps: number; washout: number };
  return next.map((value, k) => (Math.floor(k / width) % steps < washout ? Number.NaN : value));
}

/** Fields `value` and `next`, the value one step later (NaN: not asked); `make` gives `count` times `width` numbers. */
export function oneStepAhead(name: string, request: OpenRequest, width: number, make: (count: number) => Float64Array): Dataset {
  const steps = stepsOf(request);
  const numbers = make(steps + 1);
  const field = { shape: [width], perStep: true };
  const arrays = { value: numbers.subarray(0, steps * width), next: askedAhead(request, numbers.subarray(width), width) };
  return cutSeries(name, request, { value: field, next: field }, arrays);
}
