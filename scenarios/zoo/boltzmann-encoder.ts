/** A Boltzmann machine finds a code for which of four cells is on, over two hidden cells between the two sides. */
import {
  bestOf,
  boltzmannLearning,
  completion,
  dataset,
  klDivergence,
  normal,
  phaseSteps,
  scenario,
  sgd,
  test,
  train,
} from '../../engine/index.ts';
import { boltzmann } from '../../models/index.ts';

const [width, hidden] = [4, 2];
const cells = 2 * width + hidden;
/** Cells are those of the left, of the right, then hidden ones. All that are of one side; and all of both sides with hidden ones. */
const connected = `where(i < ${width}, 1, where(i < ${2 * width}, where(j < ${width}, 0, 1), where(j < ${2 * width}, 1, 0))) > 0`;

const phases = { exact: { settle: 0, count: 1 }, sampled: { settle: 10, count: 10 } } as const;
/** Of the steps in which sampled cells settle, in temperatures of those that count: as in the paper, from 20 to 10. */
const annealing = [2, 2, 1.5, 1.5, 1.2, 1.2, 1, 1, 1, 1];

export default scenario({
  id: 'boltzmann-encoder',
  title: 'Boltzmann machine: the 4-2-4 encoder',
  source: 'Ackley, Hinton & Sejnowski 1985, Cogn Sci 9:147',
  controls: {
    means: { default: 'exact', choices: ['exact', 'sampled'], doc: 'over all states, or over those that were visited, annealed' },
    starts: {
      default: 8,
      min: 1,
      max: 100,
      integer: true,
      doc: 'from other first weights each; what comes nearest to the examples is kept',
    },
    updates: { default: 500, min: 1, max: 100_000, integer: true, doc: 'of each start' },
    rate: { default: 0.2, min: 0, max: 10, doc: 'learning rate' },
    temperature: { default: 1, min: 0.01, max: 100, doc: 'of the cells: the higher it is, the more they do by chance' },
    copies: { default: 25, min: 1, max: 1000, integer: true, doc: 'disturbed examples of each pattern' },
  },
  precision: 'float64',
  network: ({ temperature }) => boltzmann({ cells, connected, temperature, weights: normal(0, 0.1) }),
  data: ({ copies }) => dataset('encoder', { width, hidden, copies }).split('train'),
  encode: ({ means }) =>
    (['world', 'told'] as const).map((field) => ({
      population: 'units',
      port: field === 'world' ? 'world' : 'clamp',
      field,
      steps: phaseSteps(phases[means]),
    })),
  learner: ({ means, rate, temperature }) =>
    boltzmannLearning({
      projection: 'units->units:input#0',
      means,
      ...phases[means],
      temperature: 'T',
      annealing: means === 'exact' ? [] : annealing.map((times) => times * temperature),
      optimiser: sgd({ rate }),
    }),
  protocol: ({ starts, updates, copies }) => [
    train({ updates, batch: width * copies, restarts: bestOf(starts, 'divergence') }),
    test({ split: 'test' }),
  ],
  metrics: {
    divergence: klDivergence('units', { temperature: 'T', during: 'train' }),
    solved: completion('units', 'pattern', { atLeast: 0.4, temperature: 'T' }),
  },
  panels: [
    { panel: 'matrix', from: 'units', to: 'units', products: 'clamped' },
    { panel: 'matrix', from: 'units', to: 'units', products: 'free' },
    { panel: 'matrix', of: 'units', variable: 's' },
    { panel: 'matrix', from: 'units', to: 'units' },
    { panel: 'curve', of: ['divergence'] },
    { panel: 'graph', layout: 'circular' },
  ],
  expect: [
    { measure: 'solved', atLeast: 1, why: 'share of the left patterns to which the right one is the most probable answer' },
  ],
});
