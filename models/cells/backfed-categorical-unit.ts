/**
 * Categorical backfed input unit: of the units along the axis `class` one is 1 and the others 0. Where `clamp` is above 0 they are what the world
 * says; else one is drawn with its probability p, the softmax of z = (input + bias) / temperature. With `sampled` 0 units then say p.
 */
import { defineCell } from '../../engine/index.ts';

export const backfedCategoricalUnit = defineCell({
  name: 'backfedCategoricalUnit',
  source: 'Hinton, Osindero & Teh 2006, Neural Comput 18:1527 (label units); Gumbel 1954, Statistical Theory of Extreme Values',
  tags: { activation: 'softmax', function: ['input'], gates: ['clamp'] },
  axes: ['class'],
  parameters: {
    temperature: { default: 1, doc: 'how much chance there is', above: 0 },
    bias: { default: 0, doc: 'added to the input', trainable: true },
    sampled: { default: 1, doc: '1: one is drawn; 0: they say their probabilities', min: 0, max: 1 },
  },
  state: {
    y: { unit: '1', initial: 0, doc: '1 for the one that was drawn, 0 for the others; or what the world says' },
    p: { unit: '1', initial: 0, doc: 'probability where they are free; they sum to 1 along the axis' },
  },
  ports: {
    input: { unit: '1', doc: 'weighted sum of the states of others' },
    world: { unit: '1', doc: 'what the world says' },
    clamp: { unit: '1', doc: 'above 0 where the world holds it' },
  },
  equations: `
    z = (input + bias) / temperature
    weighted = exp(z - max(z, class))
    p' = weighted / sum(weighted, class)
    drawn = argmax(z - log(-log(uniform())), class)
    free = where(sampled > 0, where(index(class) == drawn, 1, 0), p')
    y' = where(clamp > 0, world, free)
  `,
});
