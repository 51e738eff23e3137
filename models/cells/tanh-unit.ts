/**
 * Hyperbolic tangent unit: tanh(input + feedback + bias). With a connection of one step's delay from itself onto `feedback` it is the
 * recurrent unit of Elman's network.
 */
import { defineCell } from '../../engine/index.ts';

export const tanhUnit = defineCell({
  name: 'tanhUnit',
  source: 'Elman 1990, Cogn Sci 14:179; LeCun et al. 1998, Efficient BackProp',
  tags: { activation: 'tanh' },
  parameters: { bias: { default: 0, doc: 'added to the input', trainable: true } },
  state: { y: { unit: '1', initial: 0, doc: 'output, -1 to 1' } },
  ports: {
    input: { unit: '1', doc: 'weighted sum of the inputs' },
    feedback: { unit: '1', doc: 'weighted sum of earlier outputs' },
  },
  equations: "y' = tanh(input + feedback + bias)",
});
