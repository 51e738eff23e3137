import { describe, expect, it } from 'vitest';
import type { Dataset } from '../../../engine/data/index.ts';
import { examplesOf, mean, opened, variance } from './open.ts';

const symbols = [...'BTSXPVE'];

function sentenceOf(data: Dataset, example: number): string {
  const next = Array.from(data.values('next', example)).filter((symbol) => !Number.isNaN(symbol));
  return ['B', ...next.map((symbol) => symbols[symbol])].join('');
}

/** Written as an expression: the upper way by T, the lower way by P; TX and PX lead from one to the other. */
const plain = /^B(TS*(S|X(XT*V(PXT*V)*(V|PS)|S))|P(T*V(PXT*V)*(V|PS)))E$/;

describe("Reber's grammar", () => {
  it('makes strings that the automaton accepts, none longer than there is room', async () => {
    const data = await opened('reber');
    const sentences = Array.from({ length: 500 }, (_, example) => sentenceOf(data, example));
    for (const sentence of sentences) expect(sentence).toMatch(plain);
    expect(new Set(sentences.map(({ length }) => length)).size).toBeGreaterThan(8);
    expect(Math.max(...sentences.map(({ length }) => length))).toBeLessThanOrEqual(26);
    // By state, the mean number of symbols that are still to come, E included: the solution of five equations. From the beginning 8.
    const lengths = sentences.map(({ length }) => length);
    expect(Math.abs(mean(lengths) - 8)).toBeLessThan((4 * Math.sqrt(variance(lengths))) / Math.sqrt(500));
    expect(Math.abs(sentences.filter((sentence) => sentence[1] === 'T').length - 250)).toBeLessThan(4 * Math.sqrt(125));
  });

  it('tells which symbols may come: those that do come after the same beginning', async () => {
    const data = await opened('reber');
    const after = new Map<string, { told: string; came: Set<string> }>();
    for (let example = 0; example < 1000; example++) {
      const sentence = sentenceOf(data, example);
      const legal = data.values('legal', example);
      for (let t = 0; t + 1 < sentence.length; t++) {
        const told = symbols.filter((_, symbol) => legal[7 * t + symbol] === 1).join('');
        const known = after.get(sentence.slice(0, t + 1)) ?? { told, came: new Set() };
        expect(known.told).toBe(told);
        known.came.add(sentence[t + 1]!);
        after.set(sentence.slice(0, t + 1), known);
      }
    }
    for (const [beginning, { told, came }] of after) {
      for (const symbol of came) expect(told).toContain(symbol);
      // A beginning of at most three symbols is seen often enough for all that may follow.
      if (beginning.length <= 3) expect(came.size).toBe(told.length);
    }
  });

  it('asks nothing after the end', async () => {
    const data = await opened('reber');
    const { length } = sentenceOf(data, 0);
    expect(Array.from(data.values('symbol', 0)).slice(length - 1)).toEqual(new Array(data.steps - length + 1).fill(6));
    for (const field of ['next', 'legal']) {
      const width = field === 'legal' ? 7 : 1;
      expect(
        Array.from(data.values(field, 0))
          .slice((length - 1) * width)
          .every(Number.isNaN),
      ).toBe(true);
    }
  });

  it('embedded: ends with the symbol after its beginning', async () => {
    const data = await opened('reber', { options: { embedded: true } });
    for (let example = 0; example < 300; example++) {
      const sentence = sentenceOf(data, example);
      expect(sentence.at(-2)).toBe(sentence[1]);
      expect(sentence.slice(2, -2)).toMatch(plain);
      const legal = Array.from(data.values('legal', example)).slice(7 * (sentence.length - 3), 7 * (sentence.length - 2));
      expect(symbols.filter((_, symbol) => legal[symbol] === 1)).toEqual([sentence[1]]);
    }
  });
});

describe('the adding problem', () => {
  it('asks in the last step for the sum of the marked numbers, one of each half', async () => {
    const data = await opened('adding', { options: { steps: 51 } });
    for (let example = 0; example < 200; example++) {
      const input = Array.from(data.values('input', example));
      const numbers = input.filter((_, k) => k % 2 === 0);
      const marked = input.filter((_, k) => k % 2 === 1).flatMap((mark, t) => (mark === 1 ? [t] : []));
      expect(marked).toHaveLength(2);
      expect(marked[0]).toBeLessThan(25);
      expect(marked[1]).toBeGreaterThanOrEqual(25);
      const asked = Array.from(data.values('sum', example));
      expect(asked.slice(0, -1).every(Number.isNaN)).toBe(true);
      expect(asked.at(-1)).toBe(numbers[marked[0]!]! + numbers[marked[1]!]!);
    }
  });

  it('has sums of mean 1 and variance 1/6, whichever steps are marked, and never ends', async () => {
    const data = await opened('adding', { options: { steps: 10 } });
    const count = 4000;
    const sums = examplesOf(data, 'sum', count).map((asked) => asked.at(-1)!);
    expect(Math.abs(mean(sums) - 1)).toBeLessThan(4 * Math.sqrt(1 / 6 / count));
    // Of a sum of two uniforms the fourth moment about the mean is 1/15, so its squares deviate by sqrt(1/15 - 1/36).
    expect(Math.abs(variance(sums) - 1 / 6)).toBeLessThan(4 * Math.sqrt((1 / 15 - 1 / 36) / count));
    const marks = new Array<number>(10).fill(0);
    for (const input of examplesOf(data, 'input', count)) for (let t = 0; t < 10; t++) marks[t]! += input[2 * t + 1]!;
    for (const times of marks) expect(Math.abs(times - count / 5)).toBeLessThan(4 * Math.sqrt((count * 4) / 25));
    expect(data.size).toBe(Number.POSITIVE_INFINITY);
    expect(data.values('sum', 1_000_000_000)).toHaveLength(10);
  });
});

describe('temporal XOR', () => {
  it('has the XOR of the two bits before as every third bit, through all examples', async () => {
    const data = await opened('temporal-xor', { options: { steps: 31, train: 200 } });
    const bits = examplesOf(data, 'bit').flat();
    for (let t = 2; t < bits.length; t += 3) expect(bits[t]).toBe(bits[t - 1]! ^ bits[t - 2]!);
    const drawn = bits.filter((_, t) => t % 3 !== 2);
    expect(Math.abs(mean(drawn) - 0.5)).toBeLessThan((4 * 0.5) / Math.sqrt(drawn.length));
    expect(examplesOf(data, 'next').flat().slice(0, -1)).toEqual(bits.slice(1));
  });

  it('tells apart what can be known and what cannot', async () => {
    const data = await opened('temporal-xor');
    const [next, third, random] = ['next', 'third', 'random'].map((field) => examplesOf(data, field, 10).flat());
    next!.forEach((bit, t) => {
      expect([third![t], random![t]]).toEqual((t + 1) % 3 === 2 ? [bit, Number.NaN] : [Number.NaN, bit]);
    });
    // Neither bit of a pair tells the third alone: its correlation with each is 0.
    const bits = examplesOf(data, 'bit').flat();
    const agree = bits.filter((bit, t) => t % 3 === 1 && bit === bits[t + 1]).length / (bits.length / 3);
    expect(Math.abs(agree - 0.5)).toBeLessThan((4 * 0.5) / Math.sqrt(bits.length / 3));
  });
});

describe("Elman's letters", () => {
  it('are ba, dii and guuu, as often the one as the other, and after a consonant what follows is known', async () => {
    const data = await opened('elman-letters');
    const text = examplesOf(data, 'letter')
      .flat()
      .map((letter) => 'bdgaiu'[letter])
      .join('');
    expect(text).toMatch(/^((ba|dii|guuu))*(b|d|di|g|gu|guu)?$/);
    const words = text.match(/ba|dii|guuu/g)!;
    for (const word of ['ba', 'dii', 'guuu']) {
      const count = words.filter((one) => one === word).length;
      expect(Math.abs(count - words.length / 3)).toBeLessThan(4 * Math.sqrt((words.length * 2) / 9));
    }
  });

  it('have six features, of which consonant and vowel exclude each other and all are voiced', async () => {
    const data = await opened('elman-letters');
    const six = examplesOf(data, 'features', 20).flat();
    const letters = examplesOf(data, 'letter', 20).flat();
    const known = new Map<number, string>();
    letters.forEach((letter, t) => {
      const [consonant, vowel, interrupted, , , voiced] = six.slice(6 * t, 6 * t + 6);
      expect([consonant, vowel, interrupted, voiced]).toEqual(letter < 3 ? [1, 0, 1, 1] : [0, 1, 0, 1]);
      const features = six.slice(6 * t, 6 * t + 6).join('');
      expect(known.get(letter) ?? features).toBe(features);
      known.set(letter, features);
    });
    expect(new Set(known.values()).size).toBe(6);
    expect(examplesOf(data, 'nextFeatures', 20).flat().slice(0, -6)).toEqual(six.slice(6));
  });
});
