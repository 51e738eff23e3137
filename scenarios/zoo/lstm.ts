/** Long short-term memory adds two marked numbers that it heard many steps ago. */
import { identityUnit, lstm } from '../../models/index.ts';
import { addingProblem } from './adding-problem.ts';

export default addingProblem({
  id: 'lstm',
  title: 'Long short-term memory: the adding problem',
  source: 'Hochreiter & Schmidhuber 1997, Neural Comput 9:1735',
  network: (cells) => lstm({ inputs: 2, cells, outputs: 1, output: identityUnit }),
  cells: { doc: 'memory cells', variables: ['i', 'f', 'o', 'c'] },
  updates: 2000,
  error: { atMost: 0.01, why: 'mean squared error on 1,024 other examples; always saying 1 has 1/6' },
});
