/** What networks with one recurrent layer are made of. */
import type { CellModel, Distribution } from '../../engine/index.ts';

export interface RecurrentOptions {
  readonly inputs: number;
  /** Recurrent cells. */
  readonly cells: number;
  readonly outputs: number;
  /** Cells with a port `input` and a bias. */
  readonly output: CellModel;
  /** First weights onto a population, by the cells that its layer has and those it listens to; default Glorot's. */
  readonly weight?: (fanIn: number, fanOut: number) => Distribution;
}
