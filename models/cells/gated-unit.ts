/** Gated unit: lets its input through as far as its gate is open. */
import { defineCell } from '../../engine/index.ts';

export const gatedUnit = defineCell({
  name: 'gatedUnit',
  source: 'Rumelhart, Hinton & McClelland 1986, Parallel Distributed Processing, chapter 2 (sigma-pi units)',
  tags: { activation: 'linear', gates: ['gate'] },
  state: { y: { unit: '1', initial: 0, doc: 'what came through' } },
  ports: {
    input: { unit: '1', doc: 'weighted sum of the inputs' },
    gate: { unit: '1', doc: 'share that is let through' },
  },
  equations: "y' = gate * input",
});
