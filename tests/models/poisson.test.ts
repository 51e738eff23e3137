/** Seeded, so each test either always passes or never; the limits are those of a two-sided test at the level 0.001. */
import { describe, expect, it } from 'vitest';
import { network, values } from '../../engine/index.ts';
import { poisson } from '../../models/index.ts';
import { simulationOf, spikeSteps } from '../simulated.ts';

const limit = 3.2905;
const cells = 1000;
const steps = 4000;
/** 50 Hz at 0.1 ms. */
const p = 0.005;

function run(seed = 11): number[][] {
  const simulation = simulationOf(network({ source: poisson.of(cells, { rate: '50 Hz' }) }, []), { seed });
  const trains = spikeSteps(simulation, 'source');
  simulation.step(steps);
  return trains;
}

/** Standardised variance of counts that are binomial (n, p): normal (0, 1) for many of them. */
function dispersion(counts: readonly number[], n: number): number {
  const variance = n * p * (1 - p);
  const sum = counts.reduce((total, count) => total + (count - n * p) ** 2 / variance, 0);
  const excess = (1 - 6 * p * (1 - p)) / variance;
  return (sum - counts.length) / Math.sqrt(counts.length * (2 + excess));
}

describe('poisson', () => {
  const trains = run();
  const perStep = new Array<number>(steps).fill(0);
  for (const train of trains) for (const step of train) perStep[step]!++;

  it('spikes at the given mean rate', () => {
    const total = trains.reduce((sum, train) => sum + train.length, 0);
    const trials = cells * steps;
    expect(Math.abs(total - trials * p) / Math.sqrt(trials * p * (1 - p))).toBeLessThan(limit);
  });

  it('has the variance of independent steps in each cell', () => {
    const counts = trains.map((train) => train.length);
    expect(Math.abs(dispersion(counts, steps))).toBeLessThan(limit);
  });

  it('has the variance of independent cells in each step', () => {
    // Any common drive would add the covariances of half a million pairs.
    expect(Math.abs(dispersion(perStep, cells))).toBeLessThan(limit);
  });

  it('has no memory from step to step, nor from cell to neighbour', () => {
    const fires = trains.map((train) => new Set(train));
    const pairs = cells * (steps - 1);
    let successive = 0;
    let neighbours = 0;
    trains.forEach((train, cell) => {
      for (const step of train) {
        if (fires[cell]!.has(step + 1)) successive++;
        if (cell + 1 < cells && fires[cell + 1]!.has(step)) neighbours++;
      }
    });
    for (const [found, trials] of [
      [successive, pairs],
      [neighbours, (cells - 1) * steps],
    ] as const) {
      expect(Math.abs(found - trials * p * p) / Math.sqrt(trials * p * p)).toBeLessThan(limit);
    }
  });

  it('has geometric intervals', () => {
    // Ten bins of equal probability; intervals above 1,000 steps are cut off by the run's end, so only starts early enough count.
    const edges = Array.from({ length: 9 }, (_, k) => Math.log(1 - (k + 1) / 10) / Math.log(1 - p));
    const bins = new Array<number>(10).fill(0);
    let count = 0;
    for (const train of trains) {
      train.forEach((step, k) => {
        if (step > steps - 2500) return;
        const interval = (train[k + 1] ?? Infinity) - step;
        bins[edges.filter((edge) => interval > edge).length]!++;
        count++;
      });
    }
    const cumulative = edges.map((edge) => 1 - (1 - p) ** Math.floor(edge));
    const shares = [...cumulative, 1].map((upper, k) => upper - (cumulative[k - 1] ?? 0));
    const chiSquare = bins.reduce((sum, found, k) => sum + (found - count * shares[k]!) ** 2 / (count * shares[k]!), 0);
    // The 0.999 quantile of chi-square with 9 degrees of freedom.
    expect(chiSquare).toBeLessThan(27.88);
  });

  it('gives each cell its own rate, from never to always', () => {
    const rate = values('Hz', [0, 1000, 10_000, 20_000]);
    const simulation = simulationOf(network({ source: poisson.of(4, { rate }) }, []));
    const found = spikeSteps(simulation, 'source');
    simulation.step(2000);
    const counts = found.map((train) => train.length);
    expect(counts[0]).toBe(0);
    expect(Math.abs(counts[1]! - 200) / Math.sqrt(180)).toBeLessThan(limit);
    expect(counts.slice(2)).toEqual([2000, 2000]);
  });

  it('draws other trains for another seed', () => {
    expect(run(12)).not.toEqual(trains);
  });
});
