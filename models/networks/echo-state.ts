/**
 * Echo state network: a reservoir of recurrent cells with fixed random weights, whose states echo the inputs of a while; only the connections
 * to the outputs learn. Jaeger 2001, GMD Report 148; Jaeger & Haas 2004, Science 304:78; Lukosevicius 2012, LNCS 7700:659.
 */
import {
  allToAll,
  type Distribution,
  type Network,
  network,
  oneToOne,
  type Population,
  steps,
  uniform,
} from '../../engine/index.ts';
import { backfedInputUnit, identityUnit, inputUnit, leakyTanhUnit, noisyLeakyTanhUnit } from '../cells/index.ts';
import type { Connection, Populations } from './connections.ts';
import { type Recurrence, randomRecurrence } from './recurrences.ts';

export interface EchoStateOptions {
  readonly inputs: number;
  readonly cells: number;
  readonly outputs: number;
  /** Cells with a port `input`. Default: leaky tanh cells of `leak`, `bias` and `noise`. */
  readonly cell?: (size: number) => Population;
  /** Share of the new value; default 1. */
  readonly leak?: number;
  /** Default none. */
  readonly bias?: Distribution<'1'>;
  /** Deviation of normal numbers that are added to the states in each step; default none. */
  readonly noise?: number;
  /** Default: about ten inputs from others per cell, scaled to the spectral radius `radius`. */
  readonly recurrence?: Recurrence | readonly Recurrence[];
  /** Default 0.9. */
  readonly radius?: number;
  /** Weights of the inputs; default uniform(-1, 1). */
  readonly input?: Distribution;
  /** Whether the inputs can be what the network said last, in place of what the world says: then there are as many as outputs. */
  readonly closed?: boolean;
  /** Whether outputs hear the inputs, too; default true. */
  readonly direct?: boolean;
  /** Weights by which the reservoir hears what the network said last; default: it does not. */
  readonly feedback?: Distribution;
  /** Whether cells `world`, which nothing hears, say what the outputs should: to be seen beside them. Default false. */
  readonly world?: boolean;
}

/** Names of what a readout trains, where outputs hear the inputs, too. */
export const echoStateReadout: readonly string[] = ['u->y:input#0', 'x->y:input#0', 'y.bias'];

/** Populations u (inputs), x (reservoir) and y (outputs); with `world`, that too. */
export function echoState(options: EchoStateOptions): Network {
  const {
    inputs,
    cells,
    outputs,
    leak = 1,
    bias = 0,
    noise = 0,
    radius = 0.9,
    closed = false,
    direct = true,
    feedback,
    world = false,
  } = options;
  const quiet = (size: number) => leakyTanhUnit.of(size, { leak, bias });
  const noisy = (size: number) => noisyLeakyTanhUnit.of(size, { leak, bias, noise });
  const { cell = noise > 0 ? noisy : quiet, input = uniform(-1, 1) } = options;
  const recurrences = [options.recurrence ?? randomRecurrence(cells, radius)].flat();
  const wiring = allToAll();
  const populations: Populations = {
    u: (closed ? backfedInputUnit : inputUnit).of(inputs),
    x: cell(cells),
    y: identityUnit.of(outputs),
    ...(world ? { world: inputUnit.of(outputs) } : {}),
  };
  const back = { from: 'y', wiring, delay: steps(1) };
  const connections: Connection[] = [
    { from: 'u', to: 'x', port: 'input', wiring, weight: input },
    ...recurrences.map((recurrence): Connection => ({ from: 'x', to: 'x', port: 'input', ...recurrence, delay: steps(1) })),
    ...(direct ? [{ from: 'u', to: 'y', port: 'input', wiring, weight: 0 }] : []),
    { from: 'x', to: 'y', port: 'input', wiring, weight: 0 },
    ...(closed ? [{ ...back, to: 'u', port: 'feedback', wiring: oneToOne(), weight: 1 }] : []),
    ...(feedback === undefined ? [] : [{ ...back, to: 'x', port: 'input', weight: feedback }]),
  ];
  return network(populations, connections);
}
