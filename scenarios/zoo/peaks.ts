/** A hidden layer of random bends comes near to hills and valleys over a square. */
import { allToAll, dataset, largestError, network, ridge, scenario, test, train, uniform } from '../../engine/index.ts';
import { identityUnit, inputUnit, tanhUnit } from '../../models/index.ts';

const square = [
  [0, 1],
  [0, 1],
] as const;

export default scenario({
  id: 'peaks',
  title: 'Universal approximation: hills and valleys',
  source: 'Hornik 1991, Neural Netw 4:251; the hills: peaks of MATLAB',
  precision: 'float64',
  controls: {
    cells: { default: 400, min: 1, max: 2000, integer: true, doc: 'of the hidden layer' },
    steep: { default: 8, min: 0.1, max: 100, doc: 'how steep they are, at most' },
  },
  network: ({ cells, steep }) => {
    const bends = uniform(-steep, steep);
    return network({ x: inputUnit.of(2), h: tanhUnit.of(cells, { bias: bends }), y: identityUnit.of(1) }, [
      { from: 'x', to: 'h', port: 'input', wiring: allToAll(), weight: bends },
      { from: 'h', to: 'y', port: 'input', wiring: allToAll(), weight: 0 },
    ]);
  },
  data: dataset('function-samples', { of: 'peaks', train: 5000 }).split('train'),
  encode: { population: 'x', port: 'input' },
  learner: ridge({ trains: ['y.*'], field: 'value', penalty: 1e-9 }),
  protocol: [train({ epochs: 1, batch: 100 }), test({ split: 'test' })],
  metrics: { error: largestError('y', 'value') },
  panels: [
    { panel: 'plane', surface: { from: 'x', of: 'y' }, between: square, threshold: 0 },
    { panel: 'image-grid', surface: { from: 'x', of: 'h' }, between: square },
  ],
  expect: [{ measure: 'error', atMost: 0.05, why: 'the largest error over a grid of 101 x 101 points' }],
});
