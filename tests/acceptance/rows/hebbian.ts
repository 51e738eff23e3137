import { type Row, seeds } from '../row.ts';

const network = 'Hebbian learning';

export const hebbian: readonly Row[] = [
  {
    id: 'hebb-oja',
    network,
    task: "first principal component by Oja's rule",
    published: '–',
    scenario: 'principal-components',
    controls: { rule: 'oja' },
    seeds: seeds(5),
    shows: 'angle',
  },
  {
    id: 'hebb-sanger',
    network,
    task: "four principal components by Sanger's rule",
    published: '–',
    scenario: 'principal-components',
    seeds: seeds(5),
    shows: 'angle',
  },
  {
    id: 'hebb-alone',
    network,
    task: "weights grow without end by Hebb's rule alone",
    published: '–',
    scenario: 'principal-components',
    controls: { rule: 'hebb' },
    seeds: seeds(5),
    shows: 'length',
  },
];
