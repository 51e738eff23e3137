/** One hidden layer comes as near to a function as one likes, if it has enough cells and they are no polynomials. */
import { dataset, largestError, ridge, rootMeanSquaredError, scenario, test, train } from '../../engine/index.ts';
import { cubicUnit, kernelApproximator, randomApproximator, reluUnit, tanhUnit } from '../../models/index.ts';
import { sampledFunction } from '../data/index.ts';

const activations = { tanh: tanhUnit, relu: reluUnit, cubic: cubicUnit };

const samples = Array.from({ length: 201 }, (_, k) => k / 200);

const square = [
  [0, 1],
  [0, 1],
] as const;

export default scenario({
  id: 'universal-approximation',
  title: 'Universal approximation: a function by one hidden layer',
  source: 'Cybenko 1989, Math Control Signals Syst 2:303; Leshno, Lin, Pinkus & Schocken 1993, Neural Netw 6:861',
  precision: 'float64',
  controls: {
    of: { default: 'sine', choices: ['sine', 'absolute', 'step', 'peaks'], doc: 'which function; peaks: of two numbers' },
    hidden: { default: 'tanh', choices: ['tanh', 'relu', 'cubic', 'kernels'], doc: 'what the hidden cells are' },
    cells: { default: 100, min: 1, max: 2000, integer: true, doc: 'hidden cells' },
    tolerance: { default: 0.01, min: 1e-6, max: 1, doc: 'how far from the function it may be, at the worst place' },
    slope: { default: 20, min: 0, max: 1000, doc: 'largest weight and bias of hidden cells, which are drawn' },
    width: { default: 0.1, min: 0.001, max: 10, doc: 'of kernels' },
    penalty: { default: 1e-10, min: 0, max: 1, doc: 'of squared weights to the output' },
  },
  network: ({ of, hidden, cells, slope, width }) => {
    const inputs = of === 'peaks' ? 2 : 1;
    if (hidden === 'kernels') return kernelApproximator({ inputs, cells, width });
    return randomApproximator({ inputs, cells, hidden: activations[hidden], slope });
  },
  data: ({ of }) => dataset('function-samples', { of, train: of === 'peaks' ? 10_000 : 2000 }).split('train'),
  encode: { population: 'x', port: 'input' },
  learner: ({ penalty }) => ridge({ trains: ['h->y:input#0', 'y.bias'], field: 'value', penalty }),
  protocol: [train({ epochs: 1, batch: 100 }), test({ split: 'test' })],
  metrics: { error: largestError('y', 'value'), typical: rootMeanSquaredError('y', 'value') },
  panels: ({ of, tolerance }) => [
    of === 'peaks'
      ? { panel: 'plane', surface: { from: 'x', of: 'y' }, between: square }
      : {
          panel: 'curve',
          surface: { from: 'x', of: 'y' },
          between: [0, 1],
          expected: samples.map((x) => sampledFunction(of, x)),
          tube: tolerance,
        },
    { panel: 'graph' },
    { panel: 'bars', of: ['error', 'typical'], scale: 'log' },
  ],
  expect: ({ tolerance }) => [{ measure: 'error', atMost: tolerance, why: 'the largest error on a grid over the whole region' }],
});
