/** The scenarios of the neural network zoo, by id. */
import type { Scenario } from '../../engine/index.ts';

/** id -> how to load it. */
export const zoo: Readonly<Record<string, () => Promise<{ readonly default: Scenario }>>> = {
  'feed-forward': () => import('./feed-forward.ts'),
  'liquid-memory': () => import('./liquid-memory.ts'),
  'liquid-state-machine': () => import('./liquid-state-machine.ts'),
  playground: () => import('./playground.ts'),
  'deep-feed-forward': () => import('./deep-feed-forward.ts'),
  gru: () => import('./gru.ts'),
  lstm: () => import('./lstm.ts'),
  'echo-state': () => import('./echo-state.ts'),
  'extreme-learning': () => import('./extreme-learning.ts'),
  'extreme-learning-digits': () => import('./extreme-learning-digits.ts'),
  force: () => import('./force.ts'),
  'memory-capacity': () => import('./memory-capacity.ts'),
  narma: () => import('./narma.ts'),
  elman: () => import('./elman.ts'),
  'embedded-reber': () => import('./embedded-reber.ts'),
  reber: () => import('./reber.ts'),
  'moby-dick': () => import('./moby-dick.ts'),
  'double-moon': () => import('./double-moon.ts'),
  irises: () => import('./irises.ts'),
  perceptron: () => import('./perceptron.ts'),
  retina: () => import('./retina.ts'),
};
