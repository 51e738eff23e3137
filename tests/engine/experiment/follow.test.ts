/** A network that follows a live stream. */
import { from, lastValueFrom, map, pairwise, range, toArray } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { BatchNetwork, follow, recursiveLeastSquares } from '../../../engine/index.ts';
import { echoState, echoStateReadout } from '../../../models/index.ts';

const options = { input: { population: 'u', port: 'input' }, answer: 'y' };

function reservoir(): BatchNetwork {
  const readout = recursiveLeastSquares({ trains: echoStateReadout, field: 'next', regularisation: 1e-4 });
  const net = echoState({ inputs: 1, cells: 30, outputs: 1 });
  return new BatchNetwork(net, { dt: 1, seed: 1, precision: 'float64', batch: 1, learners: { readout } });
}

const sine = (t: number) => Math.sin(t / 5);

describe('follow()', () => {
  it('foretells a stream ever better, learning from each sample', async () => {
    const told = range(0, 601).pipe(
      map(sine),
      pairwise(),
      map(([before, now]) => ({ input: [before], target: [now] })),
      follow(reservoir(), options),
      toArray(),
    );
    const answers = await lastValueFrom(told);
    expect(answers).toHaveLength(600);
    const error = (begin: number) =>
      answers.slice(begin, begin + 50).reduce((most, [said], k) => Math.max(most, Math.abs(said! - sine(begin + k + 1))), 0);
    expect(error(0)).toBeGreaterThan(0.1);
    expect(error(550)).toBeLessThan(1e-3);
  });

  it('answers and leaves its weights where nothing is asked', async () => {
    const network = reservoir();
    const untold = from([{ input: [0.5] }, { input: [0.1], target: [Number.NaN] }]);
    const answers = await lastValueFrom(untold.pipe(follow(network, options), toArray()));
    expect(answers.map((one) => [...one])).toEqual([[0], [0]]);
    expect(network.updates).toBe(0);
  });

  it('refuses samples that do not fit', async () => {
    await expect(lastValueFrom(from([{ input: [1, 2] }]).pipe(follow(reservoir(), options)))).rejects.toThrow(
      '2 numbers of input, expected 1',
    );
  });
});
