/** All functions of four inputs, and a thousand automata, as threshold nets: what the unit tests take samples of. */
import { expect, it } from 'vitest';
import { wrongSteps } from '../models/networks/drawn-automata.ts';
import { wrong } from '../models/networks/functions-of-four.ts';

it('nets answer all 65,536 functions of four inputs within three steps', { timeout: 600_000 }, () => {
  for (let first = 0; first < 65_536; first += 8192) {
    const tables = Array.from({ length: 8192 }, (_, k) => first + k);
    expect(wrong(tables, 'normal')).toEqual([]);
  }
});

it('nets say what 1,000 automata of up to 16 states and four symbols say, for 1,000 symbols', { timeout: 600_000 }, () => {
  for (let seed = 0; seed < 10; seed++) expect(wrongSteps(100, 1000, seed)).toBe(0);
});
