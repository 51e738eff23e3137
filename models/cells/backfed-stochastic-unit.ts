/**
 * Stochastic backfed input unit: a visible unit of a Boltzmann machine. Where `clamp` is above 0 it is what the world says; else 1 with
 * probability 1 / (1 + exp(-z)) of z = (input + bias) / temperature, and 0 otherwise. With `sampled` 0 it says the probability itself.
 * Its derivative where it draws is the surrogate's.
 */
import { defineCell } from '../../engine/index.ts';

export const backfedStochasticUnit = defineCell({
  name: 'backfedStochasticUnit',
  source: 'Ackley, Hinton & Sejnowski 1985, Cogn Sci 9:147',
  tags: { activation: 'sigmoid', function: ['input'], gates: ['clamp'] },
  parameters: {
    temperature: { default: 1, doc: 'how much chance there is', above: 0 },
    bias: { default: 0, doc: 'added to the input', trainable: true },
    sampled: { default: 1, doc: '1: it draws; 0: it says the probability', min: 0, max: 1 },
  },
  state: {
    y: { unit: '1', initial: 0, doc: '0 or 1, or what the world says' },
    p: { unit: '1', initial: 0, doc: 'probability of 1 where it is free' },
  },
  ports: {
    input: { unit: '1', doc: 'weighted sum of the states of others' },
    world: { unit: '1', doc: 'what the world says' },
    clamp: { unit: '1', doc: 'above 0 where the world holds it' },
  },
  equations: `
    z = (input + bias) / temperature
    e = exp(-abs(z))
    p' = where(z < 0, e, 1) / (1 + e)
    free = where(sampled > 0, heaviside(p' - uniform()), p')
    y' = where(clamp > 0, world, free)
  `,
});
