/**
 * Deep echo state network: reservoirs in a row, each of which hears the one before it, or side by side, all of which hear the inputs; the outputs hear all
 * of them. Only the connections to the outputs learn. Gallicchio, Micheli & Pedrelli 2017, Neurocomputing 268:87; parallel: Pathak et al. 2018, Phys Rev
 * Lett 120:024102 (there each hears a part of the inputs).
 */
import { allToAll, type Distribution, type Network, network, oneToOne, steps, uniform } from '../../engine/index.ts';
import { backfedInputUnit, identityUnit, inputUnit, leakyTanhUnit } from '../cells/index.ts';
import type { Connection, Populations } from './connections.ts';
import { type Recurrence, randomRecurrence } from './recurrences.ts';

export interface DeepEchoStateOptions {
  readonly inputs: number;
  readonly outputs: number;
  readonly layers: number;
  /** Of each layer. */
  readonly cells: number;
  /** Default in a row. */
  readonly arrangement?: 'row' | 'parallel';
  /** Share of the new value: of all layers, or layer by layer. Default 1. */
  readonly leak?: number | readonly number[];
  /** Default none. */
  readonly bias?: Distribution<'1'>;
  /** Default 0.9. */
  readonly radius?: number;
  /** Default: about ten inputs from others per cell, scaled to the spectral radius `radius`. */
  readonly recurrence?: readonly Recurrence[];
  /** Weights of the inputs; default uniform(-1, 1). */
  readonly input?: Distribution;
  /** Weights from a layer to the next; default those of the inputs. */
  readonly between?: Distribution;
  /** Whether the inputs can be what the network said last, in place of what the world says: then there are as many as outputs, which hear them, too. */
  readonly closed?: boolean;
}

/** Populations u (inputs), x1, x2, ... (layers) and y (outputs); where it is closed, `world`, which nothing hears: what the outputs should say. */
export function deepEchoState(options: DeepEchoStateOptions): Network {
  const { inputs, outputs, layers, cells, arrangement = 'row', leak = 1, bias = 0, radius = 0.9, closed = false } = options;
  const { recurrence = [randomRecurrence(cells, radius)], input = uniform(-1, 1), between = input } = options;
  const numbers = Array.from({ length: layers }, (_, k) => k + 1);
  const leakOf = (k: number) => (typeof leak === 'number' ? leak : leak[k - 1]!);
  const populations: Populations = {
    u: (closed ? backfedInputUnit : inputUnit).of(inputs),
    ...Object.fromEntries(numbers.map((k) => [`x${k}`, leakyTanhUnit.of(cells, { leak: leakOf(k), bias })])),
    y: identityUnit.of(outputs),
    ...(closed ? { world: inputUnit.of(outputs) } : {}),
  };
  const wiring = allToAll();
  const port = 'input';
  const connections = numbers.flatMap((k): Connection[] => {
    const first = k === 1 || arrangement === 'parallel';
    return [
      { from: first ? 'u' : `x${k - 1}`, to: `x${k}`, port, wiring, weight: first ? input : between },
      ...recurrence.map((one): Connection => ({ from: `x${k}`, to: `x${k}`, port, ...one, delay: steps(1) })),
      { from: `x${k}`, to: 'y', port, wiring, weight: 0 },
    ];
  });
  const loop: Connection[] = [
    { from: 'u', to: 'y', port, wiring, weight: 0 },
    { from: 'y', to: 'u', port: 'feedback', wiring: oneToOne(), weight: 1, delay: steps(1) },
  ];
  return network(populations, [...connections, ...(closed ? loop : [])]);
}

/** Names of what a readout trains. */
export function deepEchoStateReadout(layers: number, { closed = false } = {}): readonly string[] {
  return [...(closed ? ['u->y:input#0'] : []), ...Array.from({ length: layers }, (_, k) => `x${k + 1}->y:input#0`), 'y.bias'];
}
