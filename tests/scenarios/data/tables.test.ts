import { describe, expect, it } from 'vitest';
import { labelOf, splitParts } from '../../../engine/data/index.ts';
import { datasets } from '../../../scenarios/data/index.ts';
import { examplesOf, mean, opened, variance } from './open.ts';

const every = { parts: splitParts };

describe('the irises', () => {
  it('are 50 of each species, with the published means of their measures', async () => {
    const data = await opened('iris', every);
    const measures = examplesOf(data, 'measures');
    // Fisher 1936, table 2: means in cm over 50 plants, of setosa, versicolor, virginica.
    const published = [
      [5.006, 3.428, 1.462, 0.246],
      [5.936, 2.77, 4.26, 1.326],
      [6.588, 2.974, 5.552, 2.026],
    ];
    published.forEach((means, species) => {
      const own = measures.filter((_, example) => labelOf(data, 'species', example) === species);
      expect(own).toHaveLength(50);
      means.forEach((value, k) => expect(mean(own.map((row) => row[k]!))).toBeCloseTo(value, 10));
    });
    expect(Math.max(...measures.flat())).toBeLessThanOrEqual(data.fields['measures']!.maximum!);
  });

  it('are setosa or not, by their petals alone where that is asked', async () => {
    const [all, petals] = [await opened('iris', every), await opened('iris', { ...every, options: { petals: true } })];
    examplesOf(petals, 'measures').forEach((row, example) => {
      expect(row).toEqual(examplesOf(all, 'measures')[example]!.slice(2));
      expect(labelOf(petals, 'label', example)).toBe(labelOf(all, 'species', example) === 0 ? 1 : 0);
    });
  });

  it('split into 35, 5 and 10 of each species', async () => {
    for (const [parts, count] of [
      ['train', 35],
      ['validation', 5],
      ['test', 10],
    ] as const) {
      const data = await opened('iris', { parts });
      for (const species of [0, 1, 2])
        expect(examplesOf(data, 'species').filter(([label]) => label === species)).toHaveLength(count);
    }
  });
});

describe('the penguins', () => {
  it('are 342 that were measured, of 151, 68 and 123 of a species; of nine the sex is not known', async () => {
    const data = await opened('penguins', every);
    const of = (field: string, label: number) => examplesOf(data, field).filter(([value]) => value === label).length;
    expect(data.size).toBe(342);
    expect([0, 1, 2].map((species) => of('species', species))).toEqual([151, 68, 123]);
    expect([of('sex', 0), of('sex', 1)]).toEqual([165, 168]);
    expect(examplesOf(data, 'sex').filter(([sex]) => Number.isNaN(sex))).toHaveLength(9);
    // The gentoo are those of Biscoe island alone.
    const islands = examplesOf(data, 'island').filter((_, example) => labelOf(data, 'species', example) === 2);
    expect(new Set(islands.flat())).toEqual(new Set([0]));
  });

  it('have measures of mean 0 and deviation 1 over those that train', async () => {
    const columns = (rows: number[][]) => [0, 1, 2, 3].map((k) => rows.map((row) => row[k]!));
    for (const column of columns(examplesOf(await opened('penguins'), 'measures'))) {
      expect(mean(column)).toBeCloseTo(0, 12);
      expect(variance(column)).toBeCloseTo(1, 12);
    }
    for (const column of columns(examplesOf(await opened('penguins', { parts: 'test' }), 'measures'))) {
      expect(mean(column)).not.toBeCloseTo(0, 6);
      expect(Math.abs(mean(column))).toBeLessThan(0.5);
    }
  });
});

describe('a table of ours', () => {
  it('is refused where it is another, in one sentence', () => {
    const open = (text: string) =>
      datasets['iris']!.open({ bytes: new TextEncoder().encode(text), parts: ['train'], options: {}, seed: 1 });
    expect(() => open('a,b\n1,2\n')).toThrow(/begins with "a,b" and has 1 rows, expected "sepal length,.*" and 150/);
    expect(() => open('')).toThrow(expect.objectContaining({ code: 'data', hint: expect.stringContaining('prepare') }));
  });
});

describe('three pupils', () => {
  it('are as in the exercise, each column as shares of its largest', async () => {
    const data = await opened('study-hours');
    expect(examplesOf(data, 'hours')).toEqual([
      [2 / 3, 1],
      [1 / 3, 5 / 9],
      [1, 6 / 9],
    ]);
    expect(examplesOf(data, 'score')).toEqual([[0.92], [0.86], [0.89]]);
  });
});

describe('gates', () => {
  it.each([
    ['and', (a: number, b: number) => a & b],
    ['or', (a: number, b: number) => a | b],
    ['nand', (a: number, b: number) => 1 - (a & b)],
    ['xor', (a: number, b: number) => a ^ b],
  ] as const)('have the truth table of %s', async (gate, truth) => {
    const data = await opened('gates', { options: { gate } });
    const rows = examplesOf(data, 'inputs').map(([a, b], example) => [a, b, labelOf(data, 'label', example)]);
    expect(rows).toEqual([0, 1].flatMap((a) => [0, 1].map((b) => [a, b, truth(a, b)])));
  });

  it('have their rows in the order that is asked for', async () => {
    const data = await opened('gates', { options: { gate: 'xor', order: '3120' } });
    const rows = examplesOf(data, 'inputs').map((row, example) => [...row, labelOf(data, 'label', example)]);
    expect(rows).toEqual([
      [1, 1, 0],
      [0, 1, 1],
      [1, 0, 1],
      [0, 0, 0],
    ]);
  });
});
