import { describe, expect, it } from 'vitest';
import { arrayDataset, scalingOf, splitInOrder, standardised } from '../../../engine/data/index.ts';

const fields = { x: { shape: [2] }, label: { shape: [], classes: ['a', 'b'] } };
const arrays = { x: Float64Array.of(1, 7, 3, 7, 5, 7, 100, 8), label: Uint8Array.of(0, 1, 0, 1) };
const all = arrayDataset({ name: 'four', size: 4, fields }, arrays);
const parts = { train: 3, validation: 0, test: 1 };
const train = splitInOrder(all, parts, ['train']);

describe('standardising', () => {
  it('goes by the mean and the deviation of the training examples', () => {
    const scaling = scalingOf(train, 'x');
    expect([...scaling.mean]).toEqual([3, 7]);
    expect(scaling.deviation[0]).toBeCloseTo(Math.sqrt(8 / 3), 12);
    const scaled = standardised(all, 'x', scaling);
    expect(scaled.values('x', 3)[0]).toBeCloseTo(97 / Math.sqrt(8 / 3), 12);
    expect(scaled.values('label', 3)[0]).toBe(1);
    expect(() => scaled.values('x', 4)).toThrow(/no example 4/);
  });

  it('only moves what never varied', () => {
    const scaled = standardised(all, 'x', scalingOf(train, 'x'));
    expect([0, 1, 2, 3].map((example) => scaled.values('x', example)[1])).toEqual([0, 0, 0, 1]);
  });

  it('leaves out what is not known, and leaves it so', () => {
    const holes = arrayDataset({ name: 'holes', size: 4, fields }, { ...arrays, x: arrays.x.with(2, Number.NaN) });
    const scaling = scalingOf(holes, 'x');
    expect(scaling.mean[0]).toBeCloseTo((1 + 5 + 100) / 3, 12);
    expect(standardised(holes, 'x', scaling).values('x', 1)[0]).toBeNaN();
  });
});

describe('splitting in order', () => {
  it('gives stretches, one after the other', () => {
    const sizes = { train: 2, validation: 1, test: 1 };
    const firsts = (...asked: ('train' | 'validation' | 'test')[]) => {
      const part = splitInOrder(all, sizes, asked);
      return Array.from({ length: part.size }, (_, example) => part.values('x', example)[0]);
    };
    expect(firsts('train')).toEqual([1, 3]);
    expect(firsts('validation')).toEqual([5]);
    expect(firsts('test', 'train')).toEqual([1, 3, 100]);
    expect(() => splitInOrder(all, { train: 5, validation: 0, test: 0 }, ['train'])).toThrow(/no example 4/);
  });
});
