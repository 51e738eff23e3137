/**
 * Stochastic threshold unit: in each step it fires with probability 1 / (1 + exp((threshold - input) / temperature)), whatever
 * the others do; Boltzmann machines and noisy Hopfield networks are made of it. All units move at once. Inputs that fired in
 * step n are read in step n + 1.
 */
import { defineNeuron } from '../../engine/index.ts';

export const stochasticUnit = defineNeuron({
  name: 'stochasticUnit',
  source: 'Little 1974, Math Biosci 19:101; Ackley, Hinton & Sejnowski 1985, Cogn Sci 9:147',
  parameters: {
    threshold: { default: 0, doc: 'input at which it fires in every second step on average' },
    temperature: { default: 1, doc: 'how much chance there is', above: 0 },
  },
  state: { active: { unit: '1', initial: 0, doc: '1 in the steps in which it fires, else 0' } },
  ports: { input: { unit: '1', doc: 'weighted sum of the inputs' } },
  equations: `
    probability = 1 / (1 + exp((threshold - input) / temperature))
    active' = where(uniform() < probability, 1, 0)
  `,
  spike: { when: 'active > 0' },
});
