/** Arc tangent unit: atan(input + bias), between -pi/2 and pi/2, with derivative 1 / (1 + z^2): it saturates far more slowly than tanh. */
import { defineCell } from '../../engine/index.ts';

export const arctanUnit = defineCell({
  name: 'arctanUnit',
  source: 'Cybenko 1989, Math Control Signals Syst 2:303 (any continuous sigmoid approximates)',
  tags: { activation: 'arctan' },
  parameters: { bias: { default: 0, doc: 'added to the input', trainable: true } },
  state: { y: { unit: '1', initial: 0, doc: 'output' } },
  ports: { input: { unit: '1', doc: 'weighted sum of the inputs' } },
  equations: "y' = atan(input + bias)",
});
