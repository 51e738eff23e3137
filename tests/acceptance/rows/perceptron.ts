import { rowOrders } from '../../../scenarios/data/index.ts';
import { type Row, seeds } from '../row.ts';

const network = 'perceptron';
const scenario = 'perceptron';

function gate(task: 'and' | 'or' | 'nand' | 'xor', epochs: number): Row {
  return {
    id: `perceptron-${task}`,
    network,
    task: `${task.toUpperCase()} within ${epochs} epochs, in all orders of its rows`,
    published: '–',
    scenario,
    controls: { task, epochs },
    each: { control: 'order', values: rowOrders },
    seeds: [1],
    shows: 'accuracy',
  };
}

export const perceptron: readonly Row[] = [
  gate('and', 10),
  gate('or', 10),
  gate('nand', 10),
  gate('xor', 1000),
  {
    id: 'perceptron-iris',
    network,
    task: 'irises: setosa or not, of those that it learnt from',
    published: '–',
    scenario,
    controls: { task: 'iris' },
    seeds: seeds(5),
    shows: 'accuracy',
    fast: true,
  },
  {
    id: 'perceptron-moons',
    network,
    task: 'double moon at distance 1',
    published: '–',
    scenario: 'perceptron-moons',
    seeds: seeds(20),
    needs: 19,
    shows: 'accuracy',
  },
  {
    id: 'perceptron-moons-overlapping',
    network,
    task: 'double moon at distance -4, less the accuracy of least squares',
    published: '–',
    scenario: 'perceptron-moons',
    controls: { distance: -4 },
    seeds: seeds(10),
    shows: 'behind',
  },
  {
    id: 'retina',
    network,
    task: 'digits on a retina of 20 x 20',
    published: '–',
    scenario: 'retina',
    controls: { average: false },
    seeds: seeds(3),
    shows: 'accuracy',
  },
  {
    id: 'retina-averaged',
    network,
    task: 'digits on a retina of 20 x 20, averaged weights',
    published: '–',
    scenario: 'retina',
    seeds: seeds(3),
    shows: 'accuracy',
  },
];
