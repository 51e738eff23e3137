import { expect, it } from 'vitest';
import cuba from '../../../scenarios/cuba.ts';
import stdp from '../../../scenarios/stdp.ts';
import { catalogueEntry } from '../../../viewer/zoo/catalogue.ts';
import { matches } from '../../../viewer/zoo/search.ts';

it('finds scenarios by tags, words of their titles and models, all of which must be there', () => {
  const [balanced, learning] = [catalogueEntry(cuba), catalogueEntry(stdp)];
  expect(matches(balanced, '')).toBe(true);
  expect(matches(learning, 'trainable')).toBe(true);
  expect(matches(balanced, 'trainable')).toBe(false);
  expect(matches(balanced, 'BALANCED feedback')).toBe(true);
  expect(matches(balanced, 'balanced trainable')).toBe(false);
});
