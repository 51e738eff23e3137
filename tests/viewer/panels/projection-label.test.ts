import { expect, it } from 'vitest';
import type { About } from '../../../engine/index.ts';
import { projectionLabel } from '../../../viewer/panels/projection-label.ts';

const projections = [
  ['a->b:input#0', 'a', 'b', 'input'],
  ['a->c:left#0', 'a', 'c', 'left'],
  ['a->c:right#0', 'a', 'c', 'right'],
  ['b->c:input#0', 'b', 'c', 'input'],
  ['b->c:input#1', 'b', 'c', 'input'],
].map(([name, from, to, port]) => ({ name, from, to, port }));
const labelOf = (name: string) => projectionLabel({ projections } as unknown as About, name);

it('names a projection by no more than tells it from the others', () => {
  expect(labelOf('a->b:input#0')).toBe('a → b');
  expect(labelOf('a->c:right#0')).toBe('a → c, right');
  expect(labelOf('b->c:input#1')).toBe('b → c:input#1');
  expect(labelOf('x->y')).toBe('x->y');
});
