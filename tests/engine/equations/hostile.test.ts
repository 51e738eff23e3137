import fc from 'fast-check';
import { expect, it } from 'vitest';
import { lowerModel } from '../../../engine/equations/index.ts';
import { NeurariumError } from '../../../engine/errors.ts';
import { model, parameter, variable } from './models.ts';

const words = [
  'v',
  'w',
  'tau',
  'g',
  'I',
  't',
  'dt',
  'dv/dt',
  "v'",
  '=',
  '+',
  '-',
  '*',
  '/',
  '^',
  '**',
  '(',
  ')',
  ',',
  ';',
  '\n',
  '<',
  '==',
  'and',
  'not',
  'where',
  'exp',
  'max',
  'uniform()',
  '1',
  '2.5',
  '0',
  '3 mV',
  '1e999',
  '# x',
  '(unless refractory)',
  '@',
  'é',
  '\u0000',
];

/** Where a text can stand, and whether it made a model. */
function accepted(text: string): boolean {
  try {
    lowerModel(
      model({
        parameters: { tau: parameter(10, 'ms'), g: parameter(2) },
        state: { v: variable('mV'), w: variable() },
        ports: { I: { unit: 'mV' } },
        equations: text,
        spike: { when: 'v > 0', refractory: '1 ms' },
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof NeurariumError && error.message.length > 10) return false;
    throw error;
  }
}

it('any text is either a model or one clear error', () => {
  const texts = fc.array(fc.constantFrom(...words), { maxLength: 25 }).map((parts) => parts.join(' '));
  fc.assert(
    fc.property(fc.oneof(texts, fc.string()), (text) => typeof accepted(text) === 'boolean'),
    { numRuns: 3000, seed: 1 },
  );
});

it('a chain of definitions that each use the last one twice does not take exponential time', () => {
  const chain = Array.from({ length: 60 }, (_, k) => `d${k + 1} = d${k} - d${k}`).join('\n');
  expect(accepted(`d0 = I - v\n${chain}\ndv/dt = (d60 - v) / tau`)).toBe(true);
});

it('a sum of very many terms is either a model or one clear error', () => {
  expect(typeof accepted(`dv/dt = (I${' + I'.repeat(50000)}) / tau`)).toBe('boolean');
});

it('any text after a good beginning is either a model or one clear error', () => {
  const ends = fc.array(fc.constantFrom(...words), { maxLength: 8 }).map((parts) => `dv/dt = (I - v${parts.join(' ')}) / tau`);
  let good = 0;
  fc.assert(
    fc.property(ends, (text) => void (good += accepted(text) ? 1 : 0)),
    { numRuns: 3000, seed: 2 },
  );
  expect(good).toBeGreaterThan(20);
});
