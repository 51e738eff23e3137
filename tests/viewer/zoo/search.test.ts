import { expect, it } from 'vitest';
import cuba from '../../../scenarios/cuba.ts';
import logic from '../../../scenarios/logic.ts';
import meanfield from '../../../scenarios/meanfield.ts';
import stdp from '../../../scenarios/stdp.ts';
import elman from '../../../scenarios/zoo/elman.ts';
import force from '../../../scenarios/zoo/force.ts';
import perceptron from '../../../scenarios/zoo/perceptron.ts';
import selfOrganisingMap from '../../../scenarios/zoo/self-organising-map.ts';
import { catalogueEntry } from '../../../viewer/zoo/catalogue.ts';
import { matches } from '../../../viewer/zoo/search.ts';

it('finds scenarios by tags, words of their titles and models, all of which must be there', () => {
  const [balanced, learning] = [catalogueEntry(cuba), catalogueEntry(stdp)];
  expect(matches(balanced, '')).toBe(true);
  expect(matches(learning, 'trainable')).toBe(true);
  expect(matches(balanced, 'trainable')).toBe(false);
  expect(matches(balanced, 'BALANCED feedback')).toBe(true);
  expect(matches(balanced, 'balanced trainable')).toBe(false);
  expect(matches(balanced, 'spiking')).toBe(true);
  expect(matches(balanced, 'reservoir')).toBe(false);
});

it('tells families by what is connected, and by what learns', () => {
  const all = [perceptron, elman, force, meanfield, selfOrganisingMap, cuba, logic].map((one) => catalogueEntry(one).family);
  expect(all).toEqual(['feed-forward', 'recurrent', 'reservoir', 'energy', 'map', 'spiking', 'other']);
});
