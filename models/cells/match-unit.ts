/**
 * Match unit: an output whose target is the network's own input. `target` takes the clean input, one to one, with a delay of as many steps
 * as the way through the network takes; `error` is what is missing: target - y.
 */
import { defineCell } from '../../engine/index.ts';

export const matchUnit = defineCell({
  name: 'matchUnit',
  source: 'Bourlard & Kamp 1988, Biol Cybern 59:291; van Veen & Leijnen 2019, The Neural Network Zoo (match input output cell)',
  tags: { activation: 'linear', function: ['output', 'input'] },
  parameters: { bias: { default: 0, doc: 'added to the input', trainable: true } },
  state: {
    y: { unit: '1', initial: 0, doc: 'output' },
    error: { unit: '1', initial: 0, doc: 'target - y' },
  },
  ports: {
    input: { unit: '1', doc: 'weighted sum of the inputs' },
    target: { unit: '1', doc: "the network's own input" },
  },
  equations: `
    y' = input + bias
    error' = target - y'
  `,
});
