/**
 * Mean of all inputs so far, of those steps in which `when` is active. In steps n = 1, 2, ...: average' = average + when (input - average) / seen', with
 * seen' = seen + when. With `prior` it begins as if it had seen the initial average so often: of inputs 0 and 1, with k cells of which one is active,
 * prior k and initial average 1 / k, it is Laplace's rule of succession.
 */
import { defineCell } from '../../engine/index.ts';

export const meanUnit = defineCell({
  name: 'meanUnit',
  source: 'Laplace 1814, Essai philosophique sur les probabilites; Welford 1962, Technometrics 4:419 (the mean, updated)',
  tags: { activation: 'linear' },
  parameters: {
    always: { default: 1, doc: 'added to `when`: 1 where it sees all inputs, 0 where `when` alone decides', min: 0, max: 1 },
    prior: { default: 0, doc: 'inputs that it begins as if it had seen', min: 0 },
  },
  state: {
    average: { unit: '1', initial: 0, doc: 'of the inputs seen' },
    seen: { unit: '1', initial: 'prior', doc: 'number of inputs seen, and the prior' },
  },
  ports: {
    input: { unit: '1', doc: 'what is averaged' },
    when: { unit: '1', doc: 'whether the input counts' },
  },
  equations: `
    counts = always + when
    seen' = seen + counts
    average' = where(seen' > 0, average + counts * (input - average) / where(seen' > 0, seen', 1), average)
  `,
});
