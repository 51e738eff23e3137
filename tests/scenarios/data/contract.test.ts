/** What holds for every data set of the index. */
import { describe, expect, it } from 'vitest';
import { nodeHost } from '../../../cli/host.ts';
import { type Dataset, lengthOf, splitParts } from '../../../engine/data/index.ts';
import { datasets } from '../../../scenarios/data/index.ts';
import { examplesOf, type Opening, opened } from './open.ts';

/** Nothing in them is drawn. */
const fixed = new Set([
  'bars-and-stripes',
  'digit-patterns',
  'four-sines',
  'gates',
  'iris',
  'mackey-glass',
  'mackey-glass-free',
  'mnist',
  'moby-dick',
  'parity',
  'penguins',
  'study-hours',
  'sunspots',
  'superimposed-oscillators',
  'zeros',
]);
/** Their parts have examples of other lengths, and are not opened together. */
const apart = new Set([
  'digit-patterns',
  'four-sines',
  'lorenz-free',
  'mackey-glass-free',
  'random-patterns',
  'stored-patterns',
  'sunspots',
]);
/** Their parts are the whole, since there is nothing else. */
const whole = new Set(['bars-and-stripes', 'gates', 'parity', 'study-hours', 'zeros']);

/** Few examples, where their number can be chosen. */
function few(name: string, opening: Opening = {}): Promise<Dataset> {
  const small: Readonly<Record<string, number>> = { train: 3, validation: 2, test: 2, characters: 20_000 };
  const known = Object.keys(datasets[name]!.options ?? {}).filter((option) => option in small);
  return opened(name, { ...opening, options: Object.fromEntries(known.map((option) => [option, small[option]!])) });
}

async function numbers(name: string, opening: Opening): Promise<string> {
  const data = await few(name, opening);
  const count = Math.min(data.size, 50);
  return JSON.stringify(Object.keys(data.fields).map((field) => examplesOf(data, field, count)));
}

describe.each(Object.entries(datasets))('data set %s', (name, about) => {
  it('is listed under its own name, and says what it is, whose and from where', () => {
    expect(about.name).toBe(name);
    for (const text of [about.title, about.licence, about.source]) expect(text.length).toBeGreaterThan(5);
  });

  it('has as many numbers in each field as the field says, none of them infinite', async () => {
    const data = await few(name);
    expect(data.name).toBe(name);
    for (const [key, field] of Object.entries(data.fields)) {
      for (const values of examplesOf(data, key, Math.min(data.size, 20))) {
        expect(values).toHaveLength(lengthOf(field, data.steps));
        // Millions of numbers: one by one they would take a minute to be expected.
        expect(values.filter((value) => Math.abs(value) === Number.POSITIVE_INFINITY)).toEqual([]);
        const { classes } = field;
        if (classes !== undefined) expect(values.filter((value) => !Number.isNaN(value) && !(value in classes))).toEqual([]);
      }
    }
  });

  it('is the same for the same seed, and another for another if anything is drawn', async () => {
    const first = await numbers(name, { seed: 1 });
    expect(await numbers(name, { seed: 1 })).toBe(first);
    if (fixed.has(name)) expect(await numbers(name, { seed: 2 })).toBe(first);
    else expect(await numbers(name, { seed: 2 })).not.toBe(first);
  });

  it('has parts that differ, and together are as many as each', async () => {
    const sizes = await Promise.all(splitParts.map(async (parts) => (await few(name, { parts })).size));
    const [train, validation, test] = await Promise.all(splitParts.map((parts) => numbers(name, { parts })));
    if (!whole.has(name)) expect(new Set([train, validation, test]).size).toBe(3);
    if (apart.has(name)) return expect(few(name, { parts: splitParts })).rejects.toThrow('expected one');
    const all = await few(name, { parts: splitParts });
    if (whole.has(name)) return expect(new Set([...sizes, all.size]).size).toBe(1);
    return expect(all.size).toBe(sizes.reduce((sum, size) => sum + size));
  });

  it('states the licence of a file beside it', async () => {
    if (about.file === null) return;
    const beside = await nodeHost().loadData(`${about.file.replace(/\.[^.]*$/, '')}.LICENSE.txt`);
    expect(new TextDecoder().decode(beside)).toMatch(/licen[cs]e|public domain/i);
  });
});
