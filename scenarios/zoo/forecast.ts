/** An echo state network foretells the next step of a series: a map, flows, waves, a field around a ring, or the rows of a table. */
import { dataset, normalisedError, ratio, ridge, scenario, test, train, uniform } from '../../engine/index.ts';
import { echoState, echoStateReadout } from '../../models/index.ts';

/** Of each: the numbers of a step, and how large they are. */
const series = {
  'mackey-glass': { width: 1, size: 0.3, options: { offset: -1 } },
  henon: { width: 2, size: 1, options: {} },
  lorenz: { width: 3, size: 15, options: {} },
  rossler: { width: 3, size: 5, options: {} },
  'superimposed-oscillators': { width: 1, size: 2, options: { oscillators: 8 } },
  'kuramoto-sivashinsky': { width: 64, size: 1.3, options: {} },
} as const;

/** Those of a table are scaled to the deviation 1. */
const ofTables = { size: 1 };

export default scenario({
  id: 'forecast',
  title: 'Echo state network: the next step of a series',
  source: 'Jaeger & Haas 2004, Science 304:78; Pathak et al. 2018, Phys Rev Lett 120:024102 (Kuramoto-Sivashinsky)',
  controls: {
    series: { default: 'rossler', choices: Object.keys(series) as (keyof typeof series)[], doc: 'what is foretold' },
    steps: { default: 2000, min: 100, max: 100_000, integer: true, doc: 'that it learns from, and as many to test it' },
    washout: {
      default: 200,
      min: 0,
      max: 10_000,
      integer: true,
      doc: 'steps before, in which the reservoir forgets how it began',
    },
    cells: { default: 400, min: 10, max: 5000, integer: true, doc: 'cells of the reservoir' },
    radius: { default: 0.9, min: 0.01, max: 2, doc: 'spectral radius of the reservoir' },
    strength: { default: 0.1, min: 0.001, max: 10, doc: 'largest weight from the inputs, were there one of deviation 1' },
    penalty: { default: 1e-8, min: 0, max: 1, doc: 'of squared weights to the output' },
  },
  precision: 'float64',
  network: ({ series: name, cells, radius, strength }, data) => {
    const { width, size } = data === null ? series[name] : { width: data.inputs, ...ofTables };
    const largest = strength / (size * Math.sqrt(width));
    return echoState({
      inputs: width,
      cells,
      outputs: data?.outputs ?? width,
      world: true,
      radius,
      bias: uniform(-0.2, 0.2),
      input: uniform(-largest, largest),
    });
  },
  data: ({ series: name, steps, washout }) =>
    dataset(name, { ...series[name].options, steps: steps + washout, washout, train: 1, validation: 1, test: 1 }).split('train'),
  encode: (_, data) => [
    { population: 'u', port: 'input', field: 'value' },
    { population: 'world', port: 'input', field: data === null ? 'value' : 'now' },
  ],
  learner: ({ penalty, washout }) => ridge({ trains: echoStateReadout, field: 'next', penalty, washout }),
  protocol: [train({ epochs: 1, batch: 1, order: 'given' }), test({ split: 'test' })],
  metrics: {
    error: normalisedError('y', 'next'),
    // The world is as it is in this step: as a forecast, that nothing changes.
    persistence: normalisedError('world', 'next'),
    share: ratio('error', 'persistence'),
  },
  panels: [
    { panel: 'trace', of: ['world', 'y'], variable: 'y', cells: [0] },
    { panel: 'matrix', of: 'x', variable: 'y' },
    { panel: 'plane', of: 'x', variable: 'y', components: true },
    { panel: 'graph' },
  ],
  expect: ({ series: name, steps, cells }) => [
    {
      measure: 'share',
      // Of the ring 64 numbers are learnt, from many steps.
      atMost: cells < 400 ? 1 : name === 'kuramoto-sivashinsky' && steps < 10_000 ? 0.3 : 0.1,
      why: 'of the error of the forecast that nothing changes',
    },
  ],
});
