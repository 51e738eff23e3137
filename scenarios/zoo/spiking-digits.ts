/** A network of spiking cells learns to read digits by gradients that go through its spikes. */
import {
  adam,
  classAccuracy,
  cosine,
  crossEntropy,
  dataset,
  gradient,
  loss,
  scenario,
  surrogate,
  test,
  train,
} from '../../engine/index.ts';
import { spikingFeedForward } from '../../models/index.ts';

const steps = 25;

export default scenario({
  id: 'spiking-digits',
  title: 'Spiking network: handwritten digits by a surrogate gradient',
  source: 'Neftci, Mostafa & Zenke 2019, IEEE Signal Process Mag 36:51; digits: LeCun et al. 1998, Proc IEEE 86:2278',
  controls: {
    cells: { default: 100, min: 1, max: 1000, integer: true, doc: 'spiking cells' },
    rate: { default: 0.003, min: 0, max: 1, doc: 'learning rate of Adam at first; it falls to 0' },
    epochs: { default: 5, min: 1, max: 100, integer: true, doc: 'times that all images are shown, for 25 steps each' },
  },
  network: ({ cells }) => spikingFeedForward({ inputs: 784, cells, outputs: 10 }),
  data: dataset('mnist', { steps }).split('train'),
  encode: { population: 'x', port: 'input' },
  learner: ({ rate }) =>
    gradient({
      loss: crossEntropy('y', 'label'),
      optimiser: adam({ rate: cosine(rate) }),
      unroll: steps,
      surrogate: surrogate('fast-sigmoid'),
    }),
  protocol: ({ epochs }) => [train({ epochs, batch: 64 }), test({ split: 'test' })],
  metrics: { loss: loss({ over: 20 }), accuracy: classAccuracy('y', 'label') },
  panels: [
    { panel: 'image-grid', of: 'x', shape: [28, 28] },
    { panel: 'raster', of: 'h' },
    { panel: 'bars', of: 'y', variable: 'z' },
    { panel: 'curve', of: ['loss'] },
    { panel: 'matrix', confusion: 'accuracy' },
  ],
  expect: [{ measure: 'accuracy', atLeast: 0.925, why: 'share of 1,994 test images read right' }],
});
