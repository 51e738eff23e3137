/** A layer of gated recurrent units adds two marked numbers that it heard many steps ago. */
import { gru, identityUnit } from '../../models/index.ts';
import { addingProblem } from './adding-problem.ts';

export default addingProblem({
  id: 'gru',
  title: 'Gated recurrent unit: the adding problem',
  source: 'Cho et al. 2014, arXiv:1406.1078',
  network: (cells) => gru({ inputs: 2, cells, outputs: 1, output: identityUnit }),
  cells: { doc: 'gated cells', variables: ['r', 'z', 'h'] },
  updates: 1500,
  error: { atMost: 0.01, why: 'mean squared error on 1,024 other examples; always saying 1 has 1/6' },
});
