/**
 * Batch normalisation: its input less the mean of the batch, over the batch's standard deviation, times a gain, plus a shift. While it is
 * trained, running averages of mean and variance (that one with n / (n - 1)) are kept, which are used in their place afterwards. With a
 * population before it whose weighted sums it normalises, it keeps the inputs of what follows in the range where that is not saturated.
 */
import { defineCell } from '../../engine/index.ts';

export const batchNormUnit = defineCell({
  name: 'batchNormUnit',
  source: 'Ioffe & Szegedy 2015, ICML 37:448, algorithms 1 and 2',
  parameters: {
    gain: { default: 1, doc: 'standard deviation of the output', trainable: true },
    shift: { default: 0, doc: 'mean of the output', trainable: true },
    momentum: { default: 0.1, doc: 'share of the newest batch in the running averages', min: 0, max: 1 },
    epsilon: { default: 1e-5, doc: 'added to the variance', above: 0 },
    training: { default: 0, doc: '1 while it is trained, which its learner says', min: 0, max: 1 },
  },
  state: {
    y: { unit: '1', initial: 0, doc: 'output' },
    average: { unit: '1', initial: 0, doc: 'running mean', kept: true },
    variance: { unit: '1', initial: 1, doc: 'running variance', kept: true },
  },
  ports: { input: { unit: '1', doc: 'weighted sum of the inputs' } },
  outputs: ['y'],
  equations: `
    n = sum(1, batch)
    ofBatch = mean(input, batch)
    away = input - ofBatch
    spread = mean(away * away, batch)
    m = where(training > 0, ofBatch, average)
    v = where(training > 0, spread, variance)
    y' = gain * (input - m) / sqrt(v + epsilon) + shift
    average' = where(training > 0, average + momentum * (ofBatch - average), average)
    variance' = where(training > 0, variance + momentum * (spread * n / max(n - 1, 1) - variance), variance)
  `,
});
