import { expect, it } from 'vitest';
import { everyWindow } from '../../scenarios/every-window.ts';

it.each([
  [2, 1],
  [2, 5],
  [4, 4],
  [3, 3],
  [1, 2],
])('of %d symbols each window of %d comes once', (symbols, length) => {
  const sequence = everyWindow(symbols, length);
  expect(sequence).toHaveLength(symbols ** length);
  const windows = sequence.map((_, k) => Array.from({ length }, (__, i) => sequence[(k + i) % sequence.length]).join(','));
  expect(new Set(windows).size).toBe(symbols ** length);
});

it('windows of one symbol come in order', () => {
  expect(everyWindow(4, 1)).toEqual([0, 1, 2, 3]);
});
