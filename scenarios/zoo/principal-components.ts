/** Linear cells find the directions along which their input differs most: by Oja's rule the first, by Sanger's one after the other. */
import { componentAngle, dataset, geometric, lengthError, local, scenario, train } from '../../engine/index.ts';
import { hebb, hebbianLayer, oja, sanger } from '../../models/index.ts';

const weights = 'x->y:input#0';
const rules = { sanger, oja, hebb } as const;

export default scenario({
  id: 'principal-components',
  title: 'Principal components by Hebbian learning',
  source: 'Oja 1982, J Math Biol 15:267; Sanger 1989, Neural Netw 2:459; Hebb 1949, The Organization of Behavior, Wiley',
  controls: {
    rule: {
      default: 'sanger',
      choices: ['sanger', 'oja', 'hebb'],
      doc: 'four components; the first; the first, and weights that grow without end',
    },
    size: { default: 8, min: 4, max: 100, integer: true, doc: 'numbers of an example' },
    ratio: { default: 0.7, min: 0.1, max: 0.99, doc: 'how much shorter the cloud is along each further direction' },
    rate: { default: 0.02, min: 0.0001, max: 0.2, doc: 'of learning at first; it falls to a fiftieth' },
  },
  network: ({ size, rule }, data) => hebbianLayer({ inputs: data?.inputs ?? size, cells: rule === 'sanger' ? 4 : 1 }),
  precision: 'float64',
  data: ({ size, ratio }) => dataset('ellipsoid', { size, ratio }).split('train'),
  encode: { population: 'x', port: 'input' },
  learner: ({ rule, rate }) => local({ projection: weights, rule: rules[rule].of(), rate: geometric(rate, rate / 50) }),
  protocol: [train({ epochs: 1, batch: 1 })],
  metrics: {
    angle: componentAngle(weights, 'point', { during: 'train', over: Number.POSITIVE_INFINITY }),
    length: lengthError(weights, 'point', { during: 'train' }),
  },
  panels: [
    { panel: 'curve', of: ['angle'], scale: 'log' },
    { panel: 'curve', of: ['length'], scale: 'log' },
    { panel: 'matrix', from: 'x', to: 'y' },
    { panel: 'graph' },
  ],
  expect: ({ rule, ratio, size, rate }) => {
    if (ratio !== 0.7 || size !== 8 || rate !== 0.02) return [];
    if (rule === 'hebb') return [{ measure: 'length', atLeast: 1000, why: 'of the weights beyond 1: nothing bounds them' }];
    return [
      { measure: 'angle', atMost: rule === 'oja' ? 2 : 5, why: 'degrees from the eigenvectors of the same 20,000 examples' },
      ...(rule === 'oja' ? [{ measure: 'length', atMost: 0.02, why: 'how far the weights are from length 1' } as const] : []),
    ];
  },
});
