/**
 * Boltzmann machine: Ising units, each connected to each other, or to some, by one weight that works both ways, which move one after the
 * other, so that states come as often as exp(-E / T) says, of E = -1/2 sum of w_ij s_i s_j - sum of b_i s_i. Which of them are visible is up to the
 * world, which holds them by `clamp`. Cooled, it anneals; at a temperature next to 0 it goes the way of a Hopfield network.
 * Ackley, Hinton & Sejnowski 1985, Cogn Sci 9:147, whose units are 1 and 0: with s = 2 y - 1 the distributions are the same.
 */
import { allToAll, asyncRandom, type Distribution, expression, type Network, network } from '../../engine/index.ts';
import { isingUnit } from '../cells/index.ts';

type Drawn = Distribution<'' | '1'>;

export interface BoltzmannOptions {
  readonly cells: number;
  /** Of the pairs of cells i > j at i (i - 1) / 2 + j, or drawn. */
  readonly weights: ArrayLike<number> | Drawn;
  /** Which pairs i > j are connected: a condition over i and j. Default all. */
  readonly connected?: string;
  /** Default 0. */
  readonly bias?: number | Drawn;
  /** Default 1. */
  readonly temperature?: number;
  /** By which each step multiplies the temperature; default 1. */
  readonly cooling?: number;
  /** Of each cell; default -1. */
  readonly start?: ArrayLike<number>;
}

const isDrawn = (given: ArrayLike<number> | Drawn): given is Drawn => typeof given === 'object' && 'kind' in given;

/** Population units. */
export function boltzmann(options: BoltzmannOptions): Network {
  const { cells, weights, connected, bias = 0, temperature = 1, cooling = 1, start } = options;
  const pairs = connected === undefined ? {} : { where: expression(connected) };
  const begin = start === undefined ? {} : { s: Array.from(start) };
  return network({ units: isingUnit.of(cells, { bias, cooling, T: temperature, ...begin }, { schedule: asyncRandom() }) }, [
    {
      from: 'units',
      to: 'units',
      port: 'input',
      wiring: allToAll({ selfConnections: false, ...pairs }),
      weight: isDrawn(weights) ? weights : Array.from(weights),
      symmetric: true,
    },
  ]);
}
