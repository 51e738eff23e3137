/** All scenarios, by id. Adding one is its file and a line here. Each loads when it is asked for, so that a run starts at once. */
import type { Scenario } from '../engine/index.ts';
import { zoo } from './zoo/index.ts';

export { datasets } from './data/index.ts';

/** id -> how to load it. */
export const scenarios: Readonly<Record<string, () => Promise<{ readonly default: Scenario }>>> = {
  brunel: () => import('./brunel.ts'),
  coba: () => import('./coba.ts'),
  cobahh: () => import('./cobahh.ts'),
  cuba: () => import('./cuba.ts'),
  digits: () => import('./digits.ts'),
  hello: () => import('./hello.ts'),
  izhikevich: () => import('./izhikevich.ts'),
  logic: () => import('./logic.ts'),
  meanfield: () => import('./meanfield.ts'),
  microcircuit: () => import('./microcircuit.ts'),
  patterns: () => import('./patterns.ts'),
  ring: () => import('./ring.ts'),
  stdp: () => import('./stdp.ts'),
  synfire: () => import('./synfire.ts'),
  ...zoo,
};
