/** One hidden layer comes as near to a function as it has cells for: random bends, and a linear cell fitted to add them up. */
import {
  allToAll,
  dataset,
  defineCell,
  largestError,
  network,
  ridge,
  scenario,
  test,
  train,
  uniform,
} from '../../engine/index.ts';
import { identityUnit, inputUnit, tanhUnit } from '../../models/index.ts';

/** However many there are, their sums are polynomials of degree 3 again: the theorem's condition fails. */
const cubicUnit = defineCell({
  name: 'cubicUnit',
  source: 'Leshno et al. 1993, Neural Netw 6:861: what a layer of polynomials cannot do',
  tags: { activation: 'linear' },
  parameters: { bias: { default: 0, doc: 'added to the input', trainable: true } },
  state: { y: { unit: '1', initial: 0, doc: 'output' } },
  ports: { input: { unit: '1', doc: 'weighted sum of the inputs' } },
  equations: `
    z = input + bias
    y' = z * z * z
  `,
});

const hidden = { tanh: tanhUnit, cubic: cubicUnit } as const;
/** By function: how steep hidden cells are, at most. */
const steepest = { sine: 10, absolute: 40, step: 40 } as const;

export default scenario({
  id: 'universal-approximation',
  title: 'Universal approximation: one hidden layer is enough',
  source: 'Cybenko 1989, Math Control Signals Syst 2:303; Hornik 1991, Neural Netw 4:251',
  precision: 'float64',
  controls: {
    target: { default: 'sine', choices: ['sine', 'absolute', 'step'], doc: 'the function' },
    cells: { default: 100, min: 1, max: 2000, integer: true, doc: 'of the hidden layer' },
    bend: { default: 'tanh', choices: ['tanh', 'cubic'], doc: 'what a hidden cell does with its sum' },
  },
  network: ({ target, cells, bend }) => {
    const steep = steepest[target];
    const populations = {
      x: inputUnit.of(1),
      h: hidden[bend].of(cells, { bias: uniform(-steep, steep) }),
      y: identityUnit.of(1),
    };
    return network(populations, [
      { from: 'x', to: 'h', port: 'input', wiring: allToAll(), weight: uniform(-steep, steep) },
      { from: 'h', to: 'y', port: 'input', wiring: allToAll(), weight: 0 },
    ]);
  },
  data: ({ target }) => dataset('function-samples', { of: target, train: 2000 }).split('train'),
  encode: { population: 'x', port: 'input' },
  // Sums of cubes depend on each other.
  learner: ({ bend }) => ridge({ trains: ['y.*'], field: 'value', penalty: bend === 'cubic' ? 1e-3 : 1e-9 }),
  protocol: [train({ epochs: 1, batch: 100 }), test({ split: 'test' })],
  metrics: { error: largestError('y', 'value') },
  panels: [{ panel: 'curve', surface: { from: 'x', of: 'y' }, between: [0, 1], points: 'value' }, { panel: 'graph' }],
  expect: ({ bend }) => [
    bend === 'tanh'
      ? { measure: 'error', atMost: 0.01, why: 'the largest error over a fine grid' }
      : { measure: 'error', atLeast: 0.05, why: 'cubic cells stall, however many' },
  ],
});
