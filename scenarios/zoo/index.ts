/** The scenarios of the neural network zoo, by id. */
import type { Scenario } from '../../engine/index.ts';

/** id -> how to load it. */
export const zoo: Readonly<Record<string, () => Promise<{ readonly default: Scenario }>>> = {
  perceptron: () => import('./perceptron.ts'),
  'perceptron-moons': () => import('./perceptron-moons.ts'),
  retina: () => import('./retina.ts'),
  'two-three-one': () => import('./two-three-one.ts'),
  'study-hours': () => import('./study-hours.ts'),
  'radial-basis': () => import('./radial-basis.ts'),
  'radial-interpolation': () => import('./radial-interpolation.ts'),
  'radial-digits': () => import('./radial-digits.ts'),
  'feed-forward': () => import('./feed-forward.ts'),
  'liquid-memory': () => import('./liquid-memory.ts'),
  'liquid-state-machine': () => import('./liquid-state-machine.ts'),
  playground: () => import('./playground.ts'),
  'deep-feed-forward': () => import('./deep-feed-forward.ts'),
  gru: () => import('./gru.ts'),
  lstm: () => import('./lstm.ts'),
  elman: () => import('./elman.ts'),
  'embedded-reber': () => import('./embedded-reber.ts'),
  reber: () => import('./reber.ts'),
  'moby-dick': () => import('./moby-dick.ts'),
};
