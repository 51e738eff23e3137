/** Softmax, layer normalisation and winner-take-all against plain loops that add in the engine's order. */
import { describe, expect, it } from 'vitest';
import { network, ownMath } from '../../engine/index.ts';
import { layerNormUnit, softmaxUnit, winnerUnit } from '../../models/index.ts';
import { numbers, simulationOf, stimulateAt, valuesAfterSteps } from '../simulated.ts';

/** Blocks of 128 from their first element on, then the blocks in order. */
function sum(values: readonly number[]): number {
  const parts: number[] = [];
  for (let begin = 0; begin < values.length; begin += 128) parts.push(values.slice(begin, begin + 128).reduce((a, b) => a + b));
  return parts.reduce((a, b) => a + b);
}

const mean = (values: readonly number[]) => sum(values) / values.length;

function softmax(z: readonly number[]): number[] {
  const largest = Math.max(...z);
  const weighted = z.map((one) => ownMath.exp(one - largest));
  return weighted.map((one) => one / sum(weighted));
}

function normalised(input: readonly number[]): number[] {
  const average = mean(input);
  const centred = input.map((one) => one - average);
  const variance = mean(centred.map((one) => one * one));
  return centred.map((one) => one / Math.sqrt(variance + 1e-5));
}

function winner(input: readonly number[]): number[] {
  const best = input.indexOf(Math.max(...input));
  return input.map((_, k) => (k === best ? 1 : 0));
}

type Populations = Parameters<typeof network>[0];

/** The variable after a step with this input. */
function response(cells: Populations[string], variable: string, input: readonly number[], precision?: 'float32'): number[] {
  const simulation = simulationOf(network({ cells }, []), precision === undefined ? {} : { precision });
  stimulateAt(simulation, 0, 'cells', 'input', { cells: 'all', value: Float64Array.from(input) });
  const rows = valuesAfterSteps(simulation, 'cells', variable);
  simulation.step();
  return rows[0]!;
}

const inputOf = (length: number, seed = 4) => Array.from({ length }, numbers(seed)).map((u) => 20 * u - 10);

describe.each([1, 2, 10, 127, 128, 129, 300])('along an axis of %i cells', (length) => {
  const input = inputOf(length);

  it.each([
    ['softmax', softmaxUnit.of(length), 'share', softmax],
    ['layer normalisation', layerNormUnit.of(length), 'y', normalised],
    ['winner-take-all', winnerUnit.of(length), 'active', winner],
  ] as const)('%s is what plain loops make of it, to the bit', (_, cells, variable, plain) => {
    expect(response(cells, variable, input)).toEqual(plain(input));
  });

  it('works row by row where there are two axes, whichever runs fastest', () => {
    const rows = [1, 2, 3].map((seed) => inputOf(length, seed));
    const expected = rows.map(softmax);
    const fast = softmaxUnit.of({ batch: 3, class: length });
    expect(response(fast, 'share', rows.flat())).toEqual(expected.flat());
    const slow = softmaxUnit.of({ class: length, batch: 3 });
    const transposed = (from: number[][]) => Array.from({ length: 3 * length }, (__, i) => from[i % 3]![Math.floor(i / 3)]!);
    expect(response(slow, 'share', transposed(rows))).toEqual(transposed(expected));
  });
});

describe('softmax', () => {
  it('sums to 1, and does not change when all inputs move by the same, however far', () => {
    const input = inputOf(40).map((one) => Math.round(one * 16) / 16);
    const shares = response(softmaxUnit.of(40), 'share', input);
    // 40 roundings of shares below 1, and those of the sum.
    expect(Math.abs(sum(shares) - 1)).toBeLessThan(80 * 2 ** -53);
    // Sixteenths and 1024 add without rounding.
    for (const shift of [-1024, 1024])
      expect(
        response(
          softmaxUnit.of(40),
          'share',
          input.map((one) => one + shift),
        ),
      ).toEqual(shares);
  });

  it('is near itself in float32', () => {
    const shares = response(softmaxUnit.of(40), 'share', inputOf(40), 'float32');
    // Inputs below 10 round to 2^-21, which the exponential passes on as a relative error of as much, twice; sums add 40 of 2^-24.
    softmax(inputOf(40)).forEach((share, k) => expect(Math.abs(shares[k]! / share - 1)).toBeLessThan(2 ** -18));
  });
});

it('the winner of equals is the first', () => {
  expect(response(winnerUnit.of(5), 'active', [1, 7, 3, 7, 7])).toEqual([0, 1, 0, 0, 0]);
});
