/**
 * Categorical unit: of the units along the axis `class` one is 1 and the others 0, each with its probability p, the softmax of
 * z = (input + bias) / temperature. It is drawn as the largest of z plus noise of Gumbel's distribution. With `sampled` 0 units say p,
 * which alone has a derivative.
 */
import { defineCell } from '../../engine/index.ts';

export const categoricalUnit = defineCell({
  name: 'categoricalUnit',
  source: 'Gumbel 1954, Statistical Theory of Extreme Values; Maddison, Tarlow & Minka 2014, NIPS 27:3086',
  tags: { activation: 'softmax' },
  axes: ['class'],
  parameters: {
    temperature: { default: 1, doc: 'how much chance there is', above: 0 },
    bias: { default: 0, doc: 'added to the input', trainable: true },
    sampled: { default: 1, doc: '1: one is drawn; 0: they say their probabilities', min: 0, max: 1 },
  },
  state: {
    y: { unit: '1', initial: 0, doc: '1 for the one that was drawn, 0 for the others' },
    p: { unit: '1', initial: 0, doc: 'probability; they sum to 1 along the axis' },
    z: { unit: '1', initial: 0, doc: 'logit' },
  },
  ports: { input: { unit: '1', doc: 'weighted sum of the inputs' } },
  equations: `
    z' = (input + bias) / temperature
    weighted = exp(z' - max(z', class))
    p' = weighted / sum(weighted, class)
    drawn = argmax(z' - log(-log(uniform())), class)
    y' = where(sampled > 0, where(index(class) == drawn, 1, 0), p')
  `,
});
