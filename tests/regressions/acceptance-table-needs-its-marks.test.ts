/** A README without the marks lost all its text to the table. */
import { expect, it } from 'vitest';
import { tableIn, withTable } from '../acceptance/table.ts';

it('writes the table between its marks, and nowhere else', () => {
  const text = 'before\n<!-- acceptance: begin -->\nold\n<!-- acceptance: end -->\nafter\n';
  const written = withTable(text, 'new');
  expect(tableIn(written)).toBe('new');
  expect(written.startsWith('before\n')).toBe(true);
  expect(written.endsWith('\nafter\n')).toBe(true);
});

it('refuses a text without them', () => {
  expect(() => withTable('before\n', 'new')).toThrow('no place for the table');
});
