/** The scenarios of the neural network zoo, by id. */
import type { Scenario } from '../../engine/index.ts';

/** id -> how to load it. */
export const zoo: Readonly<Record<string, () => Promise<{ readonly default: Scenario }>>> = {
  perceptron: () => import('./perceptron.ts'),
  'perceptron-moons': () => import('./perceptron-moons.ts'),
  retina: () => import('./retina.ts'),
  'two-three-one': () => import('./two-three-one.ts'),
  'study-hours': () => import('./study-hours.ts'),
  'feed-forward': () => import('./feed-forward.ts'),
  'radial-basis': () => import('./radial-basis.ts'),
  'radial-interpolation': () => import('./radial-interpolation.ts'),
  'radial-digits': () => import('./radial-digits.ts'),
  playground: () => import('./playground.ts'),
  'deep-feed-forward': () => import('./deep-feed-forward.ts'),
  'universal-approximation': () => import('./universal-approximation.ts'),
  'vanishing-gradient': () => import('./vanishing-gradient.ts'),
  optimisers: () => import('./optimisers.ts'),
  elman: () => import('./elman.ts'),
  reber: () => import('./reber.ts'),
  lstm: () => import('./lstm.ts'),
  'embedded-reber': () => import('./embedded-reber.ts'),
  gru: () => import('./gru.ts'),
  'moby-dick': () => import('./moby-dick.ts'),
  'echo-state': () => import('./echo-state.ts'),
  narma: () => import('./narma.ts'),
  'liquid-state-machine': () => import('./liquid-state-machine.ts'),
  'liquid-memory': () => import('./liquid-memory.ts'),
  'extreme-learning': () => import('./extreme-learning.ts'),
  'extreme-learning-digits': () => import('./extreme-learning-digits.ts'),
  force: () => import('./force.ts'),
};
