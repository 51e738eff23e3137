/** How much noise a reservoir remembers: linear cells, connected by a rotation that is slightly too short. */
import {
  allToAll,
  dataset,
  memoryCapacity,
  normal,
  orthogonal,
  ridge,
  scenario,
  test,
  train,
  uniform,
} from '../../engine/index.ts';
import { echoState, identityUnit } from '../../models/index.ts';

const washout = 200;

export default scenario({
  id: 'memory-capacity',
  title: 'Echo state network: how far back it remembers',
  source: 'Jaeger 2001, Short term memory in echo state networks, GMD Report 152',
  controls: {
    cells: { default: 50, min: 2, max: 500, integer: true, doc: 'cells of the reservoir' },
    gain: { default: 0.98, min: 0.01, max: 1, doc: 'length of its rotation' },
  },
  precision: 'float64',
  network: ({ cells, gain }) =>
    echoState({
      inputs: 1,
      cells,
      outputs: 2 * cells,
      direct: false,
      cell: (size) => identityUnit.of(size),
      recurrence: { wiring: allToAll(), weight: normal(0, 1), shape: orthogonal(gain) },
      input: uniform(-1, 1),
    }),
  data: ({ cells }) => dataset('delayed-noise', { delays: 2 * cells, washout, steps: 5000 + washout }).split('train'),
  encode: { population: 'u', port: 'input' },
  learner: ridge({ trains: ['x->y:input#0', 'y.bias'], field: 'past', penalty: 1e-9, washout }),
  protocol: [train({ epochs: 1, batch: 1, order: 'given' }), test({ split: 'test' })],
  metrics: { capacity: memoryCapacity('y', 'past') },
  panels: [{ panel: 'matrix', of: 'x', variable: 'y' }, { panel: 'matrix', of: 'y', variable: 'y' }, { panel: 'graph' }],
  expect: ({ cells }) => [
    {
      measure: 'capacity',
      between: [0.86 * cells, 1.02 * cells],
      why: 'steps; no reservoir of linear cells remembers more than it has cells',
    },
  ],
});
