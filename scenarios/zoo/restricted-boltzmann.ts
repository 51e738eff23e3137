/** A restricted Boltzmann machine learns which pictures there are: bars and stripes. Its likelihood is exact, by enumeration. */
import { contrastiveDivergence, dataset, linear, logLikelihood, normal, scenario, sgd, test, train } from '../../engine/index.ts';
import { restrictedBoltzmann } from '../../models/index.ts';

/** Hidden cells by the side of the pictures. */
const cells = { '3': 8, '4': 12 } as const;

export default scenario({
  id: 'restricted-boltzmann',
  title: 'Restricted Boltzmann machine: bars and stripes',
  source: 'Hinton 2002, Neural Comput 14:1771; Tieleman 2008, ICML (persistent chains)',
  controls: {
    side: { default: '3', choices: ['3', '4'], doc: 'pixels of a side: 14 pictures and 8 hidden cells, or 30 and 12' },
    steps: { default: 5, min: 1, max: 1000, integer: true, doc: 'of block Gibbs sampling per update: the k of CD-k' },
    persistent: { default: true, doc: 'chains go on from update to update, and do not begin anew at the pictures' },
    rate: { default: 0.1, min: 0, max: 10, doc: 'learning rate at first; it falls to 0' },
    copies: { default: 8, min: 1, max: 100, integer: true, doc: 'chains per picture' },
    updates: { default: 20_000, min: 1, max: 1_000_000, integer: true, doc: 'each from all pictures' },
  },
  network: ({ side }) =>
    restrictedBoltzmann({ visible: Number(side) * Number(side), hidden: cells[side], weight: normal(0, 0.1) }),
  data: ({ side, copies }) => dataset('bars-and-stripes', { side: Number(side), copies }).split('train'),
  encode: { population: 'v', port: 'world', steps: 1, gates: ['v.clamp'] },
  learner: ({ rate, steps, persistent }) =>
    contrastiveDivergence({ steps, persistent, expected: ['h.p'], optimiser: sgd({ rate: linear(rate) }) }),
  protocol: ({ side, copies, updates }) => [
    train({ updates, batch: (side === '3' ? 14 : 30) * copies, order: 'given' }),
    test({ split: 'test' }),
  ],
  metrics: {
    likelihood_so_far: logLikelihood('v->h:input#0', { during: 'train' }),
    likelihood: logLikelihood('v->h:input#0'),
  },
  panels: ({ side }) => [
    { panel: 'image-grid', of: 'v', variable: 'y', shape: [Number(side), Number(side)] },
    { panel: 'image-grid', weights: 'v->h:input#0', shape: [Number(side), Number(side)] },
    { panel: 'curve', of: ['likelihood_so_far'] },
    { panel: 'graph' },
  ],
  expect: ({ side, steps, persistent }) => {
    if (!persistent && steps === 1) {
      const atMost = side === '4' ? -3.75 : -2.85;
      return [
        {
          measure: 'likelihood',
          atMost,
          why: 'nats per picture: one step does not leave the pictures, so that others stay probable',
        },
      ];
    }
    if (!persistent && steps < 10) return [];
    const atLeast = side === '4' ? -3.75 : persistent ? -2.75 : -2.85;
    return [
      {
        measure: 'likelihood',
        atLeast,
        why: `nats per picture; no distribution has more than ${side === '3' ? -2.639 : -3.401}`,
      },
    ];
  },
});
