/**
 * Next generation reservoir computing: in place of a reservoir, what came lately and its monomials up to an order; a linear readout of them says by how
 * much the series will change. A nonlinear vector autoregression (NVAR), which nothing is random in. Gauthier, Bollt, Griffith & Barbosa 2021, Nat
 * Commun 12:5564.
 */
import { allToAll, type Network, network, oneToOne, pairs, steps } from '../../engine/index.ts';
import { backfedInputUnit, identityUnit, productUnit } from '../cells/index.ts';
import type { Connection, Populations } from './connections.ts';

export interface NvarOptions {
  /** Numbers of a step of the series. */
  readonly inputs: number;
  /** Steps of the series that are looked at, the newest among them. Default 2. */
  readonly delays?: number;
  /** From one of these to the one before it, in steps. Default 1. */
  readonly stride?: number;
  /** Of the largest monomials. Default 2; 1: none. */
  readonly order?: number;
}

/** Populations u (the series, or what the network says), l (what came lately), p2, p3, ... (monomials), change and y (u and its change). */
export function nvar({ inputs, delays = 2, stride = 1, order = 2 }: NvarOptions): Network {
  const lately = inputs * delays;
  const powers = Array.from({ length: order - 1 }, (_, k) => monomials(lately, k + 2));
  const populations: Populations = {
    u: backfedInputUnit.of(inputs),
    l: identityUnit.of(lately),
    ...Object.fromEntries(powers.map((of, k) => [`p${k + 2}`, productUnit.of(of.length)])),
    change: identityUnit.of(inputs),
    y: identityUnit.of(inputs),
  };
  const fixed = { weight: 1, trainable: false } as const;
  const taps = Array.from({ length: delays }, (_, k): Connection => {
    const cells = Array.from({ length: inputs }, (_, i) => i);
    const wiring = pairs(
      cells,
      cells.map((i) => k * inputs + i),
    );
    return { from: 'u', to: 'l', port: 'input', wiring, ...fixed, ...(k > 0 && { delay: steps(k * stride) }) };
  });
  const factors = powers.flatMap((of, k): Connection[] => {
    const [to, places] = [`p${k + 2}`, of.map((_, place) => place)];
    const wired = (indices: number[]) => pairs(indices, places);
    return [
      { from: k === 0 ? 'l' : `p${k + 1}`, to, port: 'left', wiring: wired(of.map(({ left }) => left)), ...fixed },
      { from: 'l', to, port: 'right', wiring: wired(of.map(({ right }) => right)), ...fixed },
    ];
  });
  const heard = ['l', ...powers.map((_, k) => `p${k + 2}`)];
  return network(populations, [
    ...taps,
    ...factors,
    ...heard.map((from): Connection => ({ from, to: 'change', port: 'input', wiring: allToAll(), weight: 0 })),
    { from: 'u', to: 'y', port: 'input', wiring: oneToOne(), ...fixed },
    { from: 'change', to: 'y', port: 'input', wiring: oneToOne(), ...fixed },
    { from: 'y', to: 'u', port: 'feedback', wiring: oneToOne(), ...fixed, delay: steps(1) },
  ]);
}

/** Names of what a readout trains. */
export function nvarReadout(order = 2): readonly string[] {
  const powers = Array.from({ length: order - 1 }, (_, k) => `p${k + 2}->change:input#0`);
  return ['l->change:input#0', ...powers, 'change.bias'];
}

/** A monomial: one of the order before, times one of the numbers, which is not before its last. */
interface Monomial {
  readonly left: number;
  readonly right: number;
}

/** All monomials of `order` of so many numbers, each once. */
function monomials(numbers: number, order: number): readonly Monomial[] {
  let before: readonly Monomial[] = Array.from({ length: numbers }, (_, k) => ({ left: k, right: k }));
  for (let k = 2; k <= order; k++) {
    before = before.flatMap(({ right: last }, left) =>
      Array.from({ length: numbers - last }, (_, more) => ({ left, right: last + more })),
    );
  }
  return before;
}
