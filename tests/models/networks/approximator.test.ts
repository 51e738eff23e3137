/** One hidden layer as an approximator: nearer with more cells, not with polynomials, and made by hand within its bound. */
import { describe, expect, it } from 'vitest';
import { BatchNetwork } from '../../../engine/index.ts';
import { bumpApproximator } from '../../../models/index.ts';
import { sampledFunction } from '../../../scenarios/data/index.ts';
import { load, run } from '../../scenarios/run.ts';

async function errorOf(controls: Record<string, number | string>): Promise<number> {
  const scenario = await load('universal-approximation');
  return (await run(scenario, { controls }, 1)).metrics['error']!;
}

describe('a layer of random cells', () => {
  it('comes nearer to a function with more cells', async () => {
    const errors = [];
    for (const cells of [5, 20, 80]) errors.push(await errorOf({ cells }));
    expect(errors[1]!).toBeLessThan(errors[0]! / 2);
    expect(errors[2]!).toBeLessThan(errors[1]! / 2);
  });

  it('stalls at the best polynomial of degree 3 if its cells are cubic, however many there are', async () => {
    const errors = [];
    for (const cells of [20, 400]) errors.push(await errorOf({ hidden: 'cubic', slope: 1, penalty: 1e-6, cells }));
    // The best polynomial of degree 3 errs by 0.10473 at the worst of 1,001 points: a linear programme, by scipy's linprog.
    for (const error of errors) expect(error).toBeGreaterThan(0.1047);
    expect(Math.abs(errors[1]! - errors[0]!)).toBeLessThan(0.02);
  });
});

describe('bumps made by hand', () => {
  it.each(['sine', 'absolute', 'step'])('err by no more than a %s changes within a bump', (name) => {
    const count = 50;
    const steepness = 20_000;
    const heights = Array.from({ length: count }, (_, k) => sampledFunction(name, (k + 0.5) / count));
    const made = new BatchNetwork(bumpApproximator(heights, steepness), {
      dt: 1,
      seed: 1,
      precision: 'float64',
      batch: 1,
      learners: {},
    });
    const x = made.input('x', 'input');
    const grid = Array.from({ length: 1001 }, (_, k) => k / 1000);
    const wanted = grid.map((at) => sampledFunction(name, at));
    const errors = grid.map((at, k) => {
      made.begin(1, false);
      made.clear();
      x.values[0] = at;
      made.forward(0);
      return Math.abs(made.values('y', 'y').values[0]! - wanted[k]!);
    });
    // The modulus of continuity at the width of a bump, on the same grid.
    const within = 1000 / count;
    const modulus = Math.max(
      ...wanted.flatMap((value, k) => wanted.slice(k, k + within + 1).map((other) => Math.abs(other - value))),
    );
    expect(Math.max(...errors)).toBeLessThanOrEqual(modulus);
    // Which says something: the functions themselves reach 1 and 1/2.
    expect(modulus).toBeLessThan(name === 'step' ? 0.3 : 0.13);
  });
});
