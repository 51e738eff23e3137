/** Strings of Reber's grammar, symbol by symbol; embedded ones end with the symbol that they began with, however long what lies between. */
import { type DatasetDescription, type Draws, madeDataset } from '../../engine/index.ts';
import { endlessDraws } from './drawn.ts';

const name = 'reber';
const symbols = ['B', 'T', 'S', 'X', 'P', 'V', 'E'];
const [B, T, S, X, P, V, E] = [0, 1, 2, 3, 4, 5, 6] as const;

/** By state: the two symbols that may come, and the states they lead to. */
const grammar = [
  [T, 1, P, 2],
  [S, 1, X, 3],
  [T, 2, V, 4],
  [X, 2, S, 5],
  [P, 3, V, 5],
] as const;
const end = 5;

/** The symbols of a string, and which might have stood at each place. */
interface Sentence {
  readonly symbols: number[];
  readonly legal: (readonly number[])[];
}

/** `toss`: false or true, as often the one as the other. */
function reberSentence(toss: () => boolean): Sentence {
  const sentence: Sentence = { symbols: [B], legal: [[B]] };
  for (let state = 0; state !== end; ) {
    const [first, afterFirst, second, afterSecond] = grammar[state]!;
    const takesFirst = toss();
    sentence.symbols.push(takesFirst ? first : second);
    sentence.legal.push([first, second]);
    state = takesFirst ? afterFirst : afterSecond;
  }
  sentence.symbols.push(E);
  sentence.legal.push([E]);
  return sentence;
}

/** B, T or P, a whole string, the same T or P, E. */
function embeddedSentence(toss: () => boolean): Sentence {
  const way = toss() ? T : P;
  const inner = reberSentence(toss);
  return {
    symbols: [B, way, ...inner.symbols, way, E],
    legal: [[B], [T, P], ...inner.legal, [way], [E]],
  };
}

/** Drawn again where it is longer. */
function sentenceWithin(most: number, embedded: boolean, draws: Draws, example: number): Sentence {
  let tosses = 0;
  const toss = () => draws.below(2, example, tosses++) === 0;
  for (;;) {
    const sentence = embedded ? embeddedSentence(toss) : reberSentence(toss);
    if (sentence.symbols.length <= most) return sentence;
  }
}

/**
 * Endless: a string each. Fields, of each step: `symbol`; `next`; `legal`, 1 for each symbol that may be the next; `closing`, the symbol
 * before the last where that is the next, else NaN. After the end `symbol`
 * stays E, and nothing is asked: the others are NaN. A string of more than steps + 1 symbols is drawn again: with
 * 25 steps one in 600 of the plain grammar, one in 200 of the embedded one.
 */
export const reber: DatasetDescription = {
  name,
  title: "Strings of Reber's grammar, plain or embedded",
  licence: 'none needed: it is made',
  source:
    'Reber 1967, J Verbal Learn Verbal Behav 6:855; Cleeremans, Servan-Schreiber & McClelland 1989, Neural Comput 1:372; embedded: Hochreiter & Schmidhuber 1997, Neural Comput 9:1735',
  file: null,
  options: {
    embedded: { default: false, doc: 'the grammar twice, within a frame that must be remembered' },
    steps: {
      default: 20,
      min: 10,
      max: 1000,
      integer: true,
      doc: 'steps of an example: one less than the longest string has symbols',
    },
  },
  open: (request) => {
    const { embedded, steps } = request.options as { embedded: boolean; steps: number };
    const draws = endlessDraws(name, request);
    const fields = {
      symbol: { shape: [], perStep: true, classes: symbols },
      next: { shape: [], perStep: true, classes: symbols },
      legal: { shape: [symbols.length], perStep: true },
      closing: { shape: [], perStep: true, classes: symbols },
    };
    return madeDataset({ name, size: Number.POSITIVE_INFINITY, steps, fields }, (example) => {
      const sentence = sentenceWithin(steps + 1, embedded, draws, example);
      const symbol = new Uint8Array(steps).fill(E);
      const next = new Float32Array(steps).fill(Number.NaN);
      const legal = new Float32Array(steps * symbols.length).fill(Number.NaN);
      const closing = new Float32Array(steps).fill(Number.NaN);
      closing[sentence.symbols.length - 3] = sentence.symbols.at(-2)!;
      sentence.symbols.slice(1).forEach((coming, t) => {
        symbol[t] = sentence.symbols[t]!;
        next[t] = coming;
        const begin = t * symbols.length;
        legal.fill(0, begin, begin + symbols.length);
        for (const one of sentence.legal[t + 1]!) legal[begin + one] = 1;
      });
      return { symbol, next, legal, closing };
    });
  },
};
