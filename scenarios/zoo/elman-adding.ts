/** Elman's network does not add two marked numbers that it heard many steps ago: its errors fade on their way back. */
import { elman, identityUnit } from '../../models/index.ts';
import { addingProblem } from './adding-problem.ts';

export default addingProblem({
  id: 'elman-adding',
  title: "Elman's network: the adding problem, which it fails",
  source: 'Elman 1990, Cogn Sci 14:179',
  network: (cells) => elman({ inputs: 2, cells, outputs: 1, output: identityUnit }),
  cells: { doc: 'recurrent cells', variables: ['y'] },
  updates: 2000,
  error: { atLeast: 0.1, why: 'mean squared error on 1,024 other examples: hardly better than always saying 1, which has 1/6' },
});
