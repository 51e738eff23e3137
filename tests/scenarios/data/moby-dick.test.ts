import { describe, expect, it } from 'vitest';
import { batches, splitParts } from '../../../engine/data/index.ts';
import { datasets } from '../../../scenarios/data/index.ts';
import { examplesOf, opened } from './open.ts';

describe('Moby-Dick', () => {
  it('begins as it does, in lower case', async () => {
    const data = await opened('moby-dick');
    const read = examplesOf(data, 'character', 3).flat();
    const { classes } = data.fields['character']!;
    expect(read.map((character) => classes![character]).join('')).toBe(
      'loomings.\ncall me ishmael. some years ago-never mind how long precisely-having little or no money in my purse, and nothing particular to interest me on shore, i thought i would sail about a li',
    );
    expect(classes).toHaveLength(40);
  });

  it('asks for the next character, across the border of two examples too', async () => {
    const data = await opened('moby-dick', { options: { steps: 100 } });
    for (let example = 0; example < 50; example++) {
      const next = Array.from(data.values('next', example));
      expect(next.slice(0, -1)).toEqual(Array.from(data.values('character', example)).slice(1));
      expect(next.at(-1)).toBe(data.values('character', example + 1)[0]);
    }
  });

  it('is read on place by place by batches that continue', async () => {
    const data = await opened('moby-dick', { options: { characters: 10_000, steps: 50 } });
    const inOrder = batches(data, { size: 4, order: 'continuing', seed: 1, epochs: 1 });
    const order = Array.from(inOrder, ({ examples }) => [...examples]);
    for (let batch = 1; batch < order.length; batch++)
      for (let place = 0; place < 4; place++) {
        const [before, after] = [order[batch - 1]![place]!, order[batch]![place]!];
        expect(Array.from(data.values('next', before)).at(-1)).toBe(data.values('character', after)[0]);
      }
  });

  it('has stretches of 90, 5 and 5 % as its parts, in their order', async () => {
    const options = { characters: 50_000 };
    const whole = await opened('moby-dick', { options, parts: splitParts });
    const parts = await Promise.all(splitParts.map((part) => opened('moby-dick', { options, parts: part })));
    expect(parts.map(({ size }) => Math.round((100 * size) / whole.size))).toEqual([90, 5, 5]);
    const [train, validation, test] = parts;
    expect(whole.values('character', train!.size)).toEqual(validation!.values('character', 0));
    expect(whole.values('character', train!.size + validation!.size)).toEqual(test!.values('character', 0));
  });

  it('has some 1.19 million characters, with the letters of English in their known shares', async () => {
    const data = await opened('moby-dick', { options: { characters: 'all', steps: 1000 }, parts: splitParts });
    const { classes } = data.fields['character']!;
    const counts = new Float64Array(classes!.length);
    for (let example = 0; example < data.size; example++)
      for (const character of data.values('character', example) as Uint8Array) counts[character]!++;
    const letters = counts.subarray(0, 26).reduce((sum, count) => sum + count);
    // Of 1.187 million characters few are lost: runs of spaces, numbers of more than one digit, the end that fills no example.
    expect(data.size).toBe(1186);
    const share = (letter: string) => counts[classes!.indexOf(letter)]! / letters;
    // Of English text (Lewand 2000, Cryptological Mathematics): e 12.7 %, t 9.1 %, a 8.2 %, z 0.07 %; a novel is within one point.
    expect(Math.abs(share('e') - 0.127)).toBeLessThan(0.01);
    expect(Math.abs(share('t') - 0.091)).toBeLessThan(0.01);
    expect(Math.abs(share('a') - 0.082)).toBeLessThan(0.01);
    expect(share('z')).toBeLessThan(0.002);
  });

  it('is refused where the file is another', () => {
    const open = () =>
      datasets['moby-dick']!.open({
        bytes: new TextEncoder().encode('Call me'),
        parts: ['train'],
        options: { characters: 1000, steps: 10 },
        seed: 1,
      });
    expect(open).toThrow(/the file has 7 characters, expected 1187002/);
  });
});
