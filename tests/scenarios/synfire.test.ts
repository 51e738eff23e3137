/** The synfire chain: which volleys arrive. The published border, for a volley without spread, lies at about 50 spikes. */
import { expect, it } from 'vitest';
import { load, run } from './run.ts';

async function arriving(size: number, spread: string, seed: number) {
  const { metrics } = await run(await load('synfire'), { controls: { size, spread } }, seed);
  return { spikes: metrics['arriving']!, spread: metrics['arriving_spread']! };
}

const seeds = [1, 2];

it.each(seeds)('a large volley arrives, narrower than it was given (seed %i)', async (seed) => {
  const { spikes, spread } = await arriving(100, '3 ms', seed);
  expect(spikes).toBeGreaterThanOrEqual(90);
  expect(spread).toBeLessThan(1);
});

it.each([
  ['too few spikes', 30, '2 ms'],
  ['too wide a spread', 50, '6 ms'],
  ['too few spikes though at once', 35, '0 ms'],
] as const)('a volley of %s is lost', async (_, size, spread) => {
  for (const seed of seeds) {
    // What is left is the background: 2 Hz of 100 neurons make 1 spike in 5 ms on average, and at most a few in the fullest window.
    const { spikes } = await arriving(size, spread, seed);
    expect(spikes).toBeLessThan(15);
  }
});

it('without a volley to speak of, neurons fire at the 2 Hz of the published background', async () => {
  const { populations } = await run(await load('synfire'), { controls: { size: 1 }, duration: '1 s' });
  const pools = Object.entries(populations).filter(([name]) => name.startsWith('pool'));
  const rate = pools.reduce((sum, [, pool]) => sum + pool!.rate!, 0) / pools.length;
  // Plain integration of one neuron, with all 17,600 excitatory synapses at 2 Hz as Poisson noise, gave 2.2 Hz; here 100 are the chain's.
  expect(rate).toBeGreaterThan(1.5);
  expect(rate).toBeLessThan(2.7);
});
