/**
 * Hopfield unit: 1 where its input is above the threshold, -1 where it is below; at the threshold it stays what it is.
 * With a schedule such as asyncRandom(), and connections of a population to itself without delay, units move one after the other.
 */
import { defineCell } from '../../engine/index.ts';

export const hopfieldUnit = defineCell({
  name: 'hopfieldUnit',
  source: 'Hopfield 1982, PNAS 79:2554',
  tags: { activation: 'threshold', function: ['input'] },
  parameters: { threshold: { default: 0, doc: 'input at which it keeps its state' } },
  state: { s: { unit: '1', initial: -1, doc: '1 or -1' } },
  ports: { input: { unit: '1', doc: 'weighted sum of the states of others' } },
  equations: "s' = where(input > threshold, 1, where(input < threshold, -1, s))",
});
