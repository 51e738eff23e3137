/**
 * Winner-take-all unit: of the units along the axis `competitor`, the one with the largest input is active, and of equals the first.
 */
import { defineCell } from '../../engine/index.ts';

export const winnerUnit = defineCell({
  name: 'winnerUnit',
  source: 'Rumelhart & Zipser 1985, Cogn Sci 9:75',
  tags: { activation: 'winner' },
  axes: ['competitor'],
  parameters: { bias: { default: 0, doc: 'constant input' } },
  state: { active: { unit: '1', initial: 0, doc: '1 for the winner, 0 for the others' } },
  ports: { input: { unit: '1', doc: 'weighted sum of the inputs' } },
  equations: `
    z = input + bias
    active' = where(index(competitor) == argmax(z, competitor), 1, 0)
  `,
});
