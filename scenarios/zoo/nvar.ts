/**
 * Next generation reservoir computing: weather in three numbers, foretold from two of its moments and their products. Without any noise in what it learns
 * from, the two moments say nearly the same, the weights that tell them apart are large, and what it says alone grows without limit; the errors of the
 * integrator that the paper took its series from were such a noise.
 */
import { dataset, normalisedError, ridge, scenario, test, train, validTime } from '../../engine/index.ts';
import { nvar, nvarReadout } from '../../models/index.ts';

/** Largest Lyapunov exponent, per time unit (Sprott 2003, Chaos and Time-Series Analysis). */
const lyapunov = 0.9056;
const perUnit = 40;
const lyapunovSteps = Math.round(perUnit / lyapunov);
const washout = 100;

export default scenario({
  id: 'nvar',
  title: 'Next generation reservoir computing: the Lorenz system, foretold',
  source: 'Gauthier, Bollt, Griffith & Barbosa 2021, Nat Commun 12:5564',
  controls: {
    delays: { default: 2, min: 1, max: 10, integer: true, doc: 'steps that are looked at' },
    stride: { default: 1, min: 1, max: 10, integer: true, doc: 'from one of these to the one before it, in steps' },
    order: { default: 2, min: 1, max: 4, integer: true, doc: 'of the largest monomials' },
    steps: { default: 400, min: 50, max: 100_000, integer: true, doc: 'to learn from, 40 to a time unit' },
    penalty: { default: 2.5e-6, min: 0, max: 1, doc: 'of squared weights to the output' },
    noise: { default: 1e-3, min: 0, max: 1, doc: 'deviation of normal numbers added to what it learns from' },
    horizon: { default: 400, min: 1, max: 10_000, integer: true, doc: 'steps that it goes on alone' },
    starts: { default: 20, min: 1, max: 1000, integer: true, doc: 'places from which it does' },
  },
  precision: 'float64',
  network: ({ delays, stride, order }) => nvar({ inputs: 3, delays, stride, order }),
  data: ({ steps, noise, horizon, starts }) =>
    dataset('lorenz-free', { washout, train: steps, noise, horizon, starts, every: true }).split('train'),
  encode: [
    { population: 'u', port: 'input', field: 'value' },
    { population: 'u', port: 'free', field: 'free' },
  ],
  learner: ({ order, penalty }) => ridge({ trains: nvarReadout(order), field: 'change', penalty, washout: washout }),
  protocol: [train({ epochs: 1, batch: 1, order: 'given' }), test({ split: 'test' })],
  metrics: {
    error: normalisedError('y', 'next'),
    lyapunov_times: validTime('y', 'next', { per: lyapunov / perUnit }),
  },
  panels: [
    { panel: 'trace', of: 'u', variable: 'y', cells: [0, 1, 2] },
    { panel: 'plane', of: 'u', variable: 'y', components: true },
    { panel: 'graph' },
  ],
  expect: ({ horizon }) =>
    horizon <= lyapunovSteps
      ? [{ measure: 'error', atMost: 3e-3, why: 'NRMSE of one Lyapunov time alone, as published' }]
      : [{ measure: 'lyapunov_times', atLeast: 3, why: 'until it is off by 0.4 of the spread, on average' }],
});
