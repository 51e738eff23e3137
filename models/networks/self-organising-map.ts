/**
 * Self-organising map: cells on a lattice compete for each input by how near their weights are to it, and the winner's neighbourhood moves there.
 * Kohonen's four steps are parts of their own: weights begin as given (initialise); `map`, whose nearest cell alone is active (compete);
 * `neighbourhood`, a Gaussian of the distance on the lattice from it (cooperate); a learner that moves the weights from `x` to `map` by what
 * the neighbourhood says (adapt): see `mapLearner`. Kohonen 1982, Biol Cybern 43:59.
 */
import {
  allToAll,
  type Distribution,
  expression,
  type LocalLearner,
  local,
  type MeansLearner,
  means,
  type Network,
  network,
  type Positions,
  type Rate,
} from '../../engine/index.ts';
import { inputUnit, nearestUnit, radialUnit } from '../cells/index.ts';
import { kohonen } from '../rules/index.ts';

export interface SelfOrganisingMapOptions {
  readonly inputs: number;
  /** Where the map's cells lie, 1 um from one to the next: grid, hexagonal, line, ring. */
  readonly lattice: Positions;
  readonly cells: number;
  /** Where weights begin. */
  readonly at: number | Distribution<'1'>;
  /** Of the neighbourhood's Gaussian at first, in cells; default 1. */
  readonly width?: number;
}

const mapWeights = 'x->map:distance#0';

/** Populations x, map and neighbourhood. */
export function selfOrganisingMap({ inputs, lattice, cells, at, width = 1 }: SelfOrganisingMapOptions): Network {
  const position = lattice;
  return network(
    {
      x: inputUnit.of(inputs),
      map: nearestUnit.of(cells, { position }),
      neighbourhood: radialUnit.of(cells, { width, position }),
    },
    [
      { from: 'x', to: 'map', port: 'distance', wiring: allToAll(), weight: at, map: 'distance' },
      // One cell of the map is active: its row of squared distances is what the neighbourhood gets.
      { from: 'map', to: 'neighbourhood', port: 'distance', wiring: allToAll(), weight: expression('(distance / (1 um))^2') },
    ],
  );
}

/** `mode`: after each example, by `rate`; or to means after each epoch. `width` changes meanwhile: geometric(5, 0.5). */
export function mapLearner(
  mode: 'online' | 'batch',
  options: { readonly width: Rate; readonly rate: Rate },
): LocalLearner | MeansLearner {
  const cells = { projection: mapWeights, by: 'neighbourhood', schedules: { 'neighbourhood.width': options.width } };
  return mode === 'online' ? local({ ...cells, rule: kohonen.of(), rate: options.rate }) : means(cells);
}
