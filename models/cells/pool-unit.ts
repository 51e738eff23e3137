/** Pool unit: the mean or the largest of its window of the input, which the connection finds. */
import { defineCell } from '../../engine/index.ts';

export const poolUnit = defineCell({
  name: 'poolUnit',
  source: 'Fukushima 1980, Biol Cybern 36:193; van Veen & Leijnen 2019, The Neural Network Zoo (convolution or pool cell)',
  tags: { activation: 'linear', complexity: 'convolution' },
  state: { y: { unit: '1', initial: 0, doc: 'output' } },
  ports: { input: { unit: '1', doc: 'mean or largest of the window' } },
  equations: "y' = input",
});
