import { type Row, seeds } from '../row.ts';

const mackeyGlass = {
  network: 'echo-state',
  scenario: 'echo-state',
  published: 'NRMSE84 2.8e-4 with 400 cells (Jaeger 2001, GMD 148), 6.3e-5 with 1,000 (Jaeger & Haas 2004)',
  seeds: seeds(10),
  // The median is below the bar.
  needs: 6,
  shows: 'error',
} as const;

const narma = {
  network: 'echo-state',
  scenario: 'narma',
  published: '–',
  seeds: seeds(10),
  needs: 6,
  shows: 'error',
} as const;

const force = { network: 'echo-state', scenario: 'force', published: '–', seeds: seeds(3), shows: 'alone' } as const;

export const echoState: readonly Row[] = [
  { ...mackeyGlass, id: 'echo-state-mackey-glass-400', task: 'Mackey-Glass, tau 17, alone for 84 steps, 400 cells' },
  {
    ...mackeyGlass,
    id: 'echo-state-mackey-glass-1000',
    task: 'Mackey-Glass, tau 17, alone for 84 steps, 1,000 cells',
    controls: { cells: 1000 },
  },
  {
    network: 'echo-state',
    id: 'echo-state-live',
    task: 'Mackey-Glass, learnt step by step (recursive least squares), then alone for 400 steps',
    published: '–',
    scenario: 'echo-state-live',
    seeds: seeds(10),
    shows: 'alone',
    fast: true,
  },
  { ...narma, id: 'echo-state-narma-400', task: 'NARMA-10, 2,000 steps, 400 cells' },
  { ...narma, id: 'echo-state-narma-100', task: 'NARMA-10, 2,000 steps, 100 cells', controls: { cells: 100 }, fast: true },
  { ...force, id: 'echo-state-force', task: 'FORCE: a sum of four sines, ten periods alone' },
  {
    network: 'echo-state',
    id: 'conceptors',
    task: 'four patterns stored in one reservoir of 100 cells, each said again alone for 100 steps',
    published: '–',
    scenario: 'conceptors',
    seeds: seeds(5),
    needs: 4,
    shows: 'error',
    fast: true,
  },
  {
    network: 'echo-state',
    id: 'edge-of-chaos-order',
    task: 'spectral radius 0.9: Lyapunov exponent below 0, two start states meet (< 1e-6 in 500 steps), kernel rank far above generalisation rank',
    published: '–',
    scenario: 'edge-of-chaos',
    seeds: seeds(5),
    shows: 'exponent',
    fast: true,
  },
  {
    network: 'echo-state',
    id: 'edge-of-chaos-chaos',
    task: 'spectral radius 2: Lyapunov exponent above 0, start states never meet, nothing is remembered',
    published: '–',
    scenario: 'edge-of-chaos',
    controls: { radius: 2 },
    seeds: seeds(5),
    shows: 'exponent',
    fast: true,
  },
  {
    network: 'echo-state',
    id: 'echo-state-memory-capacity',
    task: 'memory capacity of 50 linear cells, orthogonal',
    published: 'at most 50 (Jaeger 2001, GMD 152)',
    scenario: 'memory-capacity',
    seeds: seeds(3),
    shows: 'capacity',
    fast: true,
  },
];
