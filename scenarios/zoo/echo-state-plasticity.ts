/**
 * The cells of a reservoir, or the connections among them, adapt to what comes in before its readout learns: each cell finds a gain and a bias that give what
 * it says a distribution; or weights go by a rule of the two cells that they connect.
 */
import {
  activitySpread,
  dataset,
  local,
  meanActivity,
  memoryCapacity,
  ridge,
  scenario,
  test,
  train,
  uniform,
} from '../../engine/index.ts';
import { antiOja, bcm, echoState, hebb, intrinsicLogisticUnit, intrinsicTanhUnit, oja } from '../../models/index.ts';

/** Steps of a stretch in which cells settle, and then those that are asked. */
const [washout, asked] = [6000, 2000];
const delays = 60;
const rules = { hebb, oja, 'anti-oja': antiOja, bcm } as const;
const isRule = (name: string): name is keyof typeof rules => Object.hasOwn(rules, name);

export default scenario({
  id: 'echo-state-plasticity',
  title: 'Echo state network: a reservoir that adapts',
  source:
    'Triesch 2005, ICANN, LNCS 3696:65; Schrauwen et al. 2008, Neurocomputing 71:1159; local rules: Babinec & Pospichal 2007, ICANN, LNCS 4668:19',
  controls: {
    plasticity: {
      default: 'intrinsic-tanh',
      choices: ['none', 'intrinsic-tanh', 'intrinsic-logistic', 'hebb', 'oja', 'anti-oja', 'bcm'],
      doc: 'of cells: towards a normal or an exponential distribution; of connections: by a rule of the two cells',
    },
    cells: { default: 100, min: 10, max: 500, integer: true, doc: 'cells of the reservoir' },
    radius: { default: 0.9, min: 0.01, max: 2, doc: 'spectral radius of the reservoir at first' },
    average: { default: 0.1, min: 0.01, max: 0.9, doc: 'mean that logistic cells go for' },
    spread: { default: 0.2, min: 0.05, max: 0.6, doc: 'standard deviation that tanh cells go for, about a mean of 0' },
    rate: { default: 0.001, min: 0, max: 0.1, doc: 'how fast cells adapt' },
    learning: { default: 0.0001, min: 0, max: 0.01, doc: 'rate of the rules of connections' },
  },
  precision: 'float64',
  network: ({ plasticity, cells, radius, average, spread, rate }) =>
    echoState({
      inputs: 1,
      cells,
      outputs: delays,
      direct: false,
      radius,
      ...(plasticity === 'intrinsic-tanh' && { cell: (size) => intrinsicTanhUnit.of(size, { rate, spread }) }),
      ...(plasticity === 'intrinsic-logistic' && { cell: (size) => intrinsicLogisticUnit.of(size, { rate, average }) }),
      input: uniform(-1, 1),
    }),
  data: dataset('delayed-noise', { delays, washout, steps: washout + asked }).split('train'),
  encode: { population: 'u', port: 'input' },
  learner: ({ plasticity, learning }) => ({
    ...(isRule(plasticity) && { rule: local({ projection: 'x->x:input#0', rule: rules[plasticity].of(), rate: learning }) }),
    readout: ridge({ trains: ['x->y:input#0', 'y.bias'], field: 'past', penalty: 1e-7, washout }),
  }),
  protocol: ({ plasticity }) => {
    const once = { epochs: 1, batch: 1, order: 'given' } as const;
    const adapting = isRule(plasticity) ? [train({ ...once, learner: 'rule' })] : [];
    return [...adapting, train({ ...once, learner: 'readout' }), test({ split: 'test' })];
  },
  metrics: {
    mean: meanActivity('x', { washout }),
    spread: activitySpread('x', { washout }),
    capacity: memoryCapacity('y', 'past'),
  },
  panels: [
    { panel: 'histogram', of: 'x', measure: 'value', variable: 'y' },
    { panel: 'matrix', of: 'x', variable: 'y' },
    { panel: 'plane', spectrum: 'x' },
    { panel: 'bars', of: ['mean', 'spread', 'capacity'] },
  ],
  expect: ({ plasticity, cells, radius, average, spread, rate, learning }) => {
    if (rate !== 0.001 || learning !== 0.0001 || cells < 100 || radius !== 0.9) return [];
    switch (plasticity) {
      case 'intrinsic-tanh':
        return [
          { measure: 'mean', between: [-0.02, 0.02], why: 'of what all cells say: 0 is gone for' },
          { measure: 'spread', between: [0.9 * spread, 1.1 * spread], why: 'standard deviation of what a cell says' },
        ];
      case 'intrinsic-logistic':
        return [{ measure: 'mean', between: [0.85 * average, 1.15 * average], why: 'of what all cells say' }];
      case 'hebb':
      case 'oja':
        return [{ measure: 'spread', atLeast: 0.45, why: 'cells that speak together speak louder: some 0.39 at first' }];
      case 'anti-oja':
        return [
          { measure: 'spread', atMost: 0.37, why: 'cells that say the same come to say less: some 0.39 at first' },
          { measure: 'capacity', atLeast: 12, why: 'steps of the input that are remembered: some 11.5 where nothing adapts' },
        ];
      default:
        return [];
    }
  },
});
