import { toArray } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { arrayDataset, batches, batches$, type ExampleBatchOptions } from '../../../engine/data/index.ts';

const data = arrayDataset({ name: 'toy', size: 10, fields: { x: { shape: [] } } }, { x: new Float32Array(10) });
const options: ExampleBatchOptions = { size: 3, order: 'given', seed: 1, epochs: 2 };

function all(given: Partial<ExampleBatchOptions>) {
  return Array.from(batches(data, { ...options, ...given }), ({ epoch, number, examples }) => ({
    epoch,
    number,
    examples: [...examples],
  }));
}

describe('batches', () => {
  it('go through the data set epoch by epoch, and leave out what fills no batch', () => {
    expect(all({}).map(({ examples }) => examples)).toEqual([
      [0, 1, 2],
      [3, 4, 5],
      [6, 7, 8],
      [0, 1, 2],
      [3, 4, 5],
      [6, 7, 8],
    ]);
    expect(all({}).map(({ epoch, number }) => [epoch, number])).toEqual([
      [0, 0],
      [0, 1],
      [0, 2],
      [1, 3],
      [1, 4],
      [1, 5],
    ]);
  });

  it('may end with a smaller one', () => {
    expect(all({ partial: true, epochs: 1 }).at(-1)!.examples).toEqual([9]);
  });

  it('are in another order in each epoch, by the seed, each example once', () => {
    const orders = [0, 1].map((epoch) =>
      all({ order: 'shuffled', partial: true })
        .filter((one) => one.epoch === epoch)
        .flatMap((one) => one.examples),
    );
    for (const order of orders) expect([...order].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(orders[0]).not.toEqual(orders[1]);
    expect(all({ order: 'shuffled' })).toEqual(all({ order: 'shuffled' }));
    expect(all({ order: 'shuffled', seed: 2 })).not.toEqual(all({ order: 'shuffled' }));
  });

  it('go on place by place, for sequences that were cut into examples', () => {
    expect(all({ order: 'continuing', epochs: 1 }).map(({ examples }) => examples)).toEqual([
      [0, 3, 6],
      [1, 4, 7],
      [2, 5, 8],
    ]);
  });

  it('of examples that are made one by one never end', () => {
    const endless = { ...data, size: Number.POSITIVE_INFINITY };
    const iterator = batches(endless, { ...options, order: 'shuffled', epochs: 1 });
    const seen = Array.from({ length: 100 }, () => [...iterator.next().value!.examples]);
    expect(seen[99]).toEqual([297, 298, 299]);
  });

  it('are refused where there are too few examples', () => {
    expect(() => all({ size: 11 })).toThrow(/batches of 11 examples, but data set toy has 10/);
  });

  it('come as a stream, from the first on at each subscription', () => {
    const seen: number[][] = [];
    const stream = batches$(data, { ...options, epochs: 1 });
    for (let k = 0; k < 2; k++) stream.pipe(toArray()).subscribe((list) => seen.push(list.map(({ number }) => number)));
    expect(seen).toEqual([
      [0, 1, 2],
      [0, 1, 2],
    ]);
  });
});
