/** Input unit: says what it is given. Data and stimuli enter a network of values here. */
import { defineCell } from '../../engine/index.ts';

export const inputUnit = defineCell({
  name: 'inputUnit',
  source: 'van Veen & Leijnen 2019, The Neural Network Zoo, Asimov Institute (input cell)',
  tags: { activation: 'linear' },
  state: { y: { unit: '1', initial: 0, doc: 'what it was given' } },
  ports: { input: { unit: '1', doc: 'value from outside' } },
  equations: "y' = input",
});
