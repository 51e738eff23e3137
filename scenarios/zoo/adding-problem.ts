/** The adding problem, for any network with a recurrent layer h: two marked numbers, heard many steps ago, are to be added. */
import {
  adam,
  dataset,
  type Expectation,
  gradient,
  loss,
  meanSquaredError,
  type Network,
  reached,
  type Scenario,
  scenario,
  squaredError,
  test,
  train,
  updates,
} from '../../engine/index.ts';

export interface AddingProblem {
  readonly id: string;
  readonly title: string;
  /** Of the network. */
  readonly source: string;
  /** Populations x of two cells, h of `cells`, and y of one. */
  readonly network: (cells: number) => Network;
  /** What the cells of h are called, and which of their variables are drawn. */
  readonly cells: { readonly doc: string; readonly variables: readonly string[] };
  /** At most, unless the reader says otherwise. */
  readonly updates: number;
  /** Of the measure `error`: a network that always says 1 has 1/6. */
  readonly error: Pick<Expectation, 'atMost' | 'atLeast' | 'why'>;
}

export function addingProblem(problem: AddingProblem): Scenario {
  const { id, title, cells: shown } = problem;
  return scenario({
    id,
    title,
    source: `${problem.source}; task: Le, Jaitly & Hinton 2015, arXiv:1504.00941`,
    controls: {
      length: { default: 50, min: 10, max: 1000, integer: true, doc: 'steps of an example' },
      cells: { default: 32, min: 1, max: 1024, integer: true, doc: shown.doc },
      rate: { default: 0.005, min: 0, max: 1, doc: 'learning rate of Adam' },
      updates: { default: problem.updates, min: 1, max: 1_000_000, integer: true, doc: 'most updates, of 32 examples each' },
    },
    network: ({ cells }) => problem.network(cells),
    data: ({ length }) => dataset('adding', { steps: length }).split('train'),
    encode: { population: 'x', port: 'input' },
    learner: ({ length, rate }) =>
      gradient({ loss: squaredError('y', 'sum'), optimiser: adam({ rate }), unroll: length, clipNorm: 1 }),
    protocol: ({ updates: most }) => [
      train({ updates: most, batch: 32, stop: reached('recent_error', 0.005) }),
      test({ split: 'test', examples: 1024 }),
    ],
    metrics: {
      loss: loss(),
      recent_error: meanSquaredError('y', 'sum', { during: 'train', over: 20 }),
      updates: updates(),
      error: meanSquaredError('y', 'sum'),
    },
    panels: [
      { panel: 'curve', of: ['loss', 'recent_error'], scale: 'log' },
      { panel: 'matrix', of: 'h', variable: shown.variables },
      { panel: 'matrix', of: 'x' },
      { panel: 'graph' },
    ],
    expect: [{ measure: 'error', ...problem.error }],
  });
}
