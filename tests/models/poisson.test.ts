/** Seeded, so each test either always passes or never; the limits are those of a two-sided test at the level 0.001. */
import { describe, expect, it } from 'vitest';
import { network, values } from '../../engine/index.ts';
import { poisson, poissonIntervals } from '../../models/index.ts';
import { simulationOf, spikeSteps, valuesAfterSteps } from '../simulated.ts';

const limit = 3.2905;
const cells = 1000;
const steps = 4000;
/** 50 Hz at 0.1 ms. */
const p = 0.005;

type Source = typeof poisson | typeof poissonIntervals;

function run(model: Source, seed = 11): number[][] {
  const simulation = simulationOf(network({ source: model.of(cells, { rate: '50 Hz' }) }, []), { seed });
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

describe.each([poisson, poissonIntervals])('$model.name', (model: Source) => {
  const trains = run(model);
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
    const simulation = simulationOf(network({ source: model.of(4, { rate }) }, []));
    const found = spikeSteps(simulation, 'source');
    simulation.step(2000);
    const counts = found.map((train) => train.length);
    expect(counts[0]).toBe(0);
    expect(Math.abs(counts[1]! - 200) / Math.sqrt(180)).toBeLessThan(limit);
    expect(counts.slice(2)).toEqual([2000, 2000]);
  });

  it('draws other trains for another seed', () => {
    expect(run(model, 12)).not.toEqual(trains);
  });
});

describe('poissonIntervals', () => {
  const bag = { rate: values('Hz', [0, 15, 300, 1000, 10_000]) };
  const backends = ['interpreter', 'streams'] as const;

  it.each(backends)("gives the bits of the interpreter's draws with the back end %s", (backend) => {
    const run = (chosen: 'wasm' | (typeof backends)[number]) => {
      const simulation = simulationOf(network({ source: poissonIntervals.of(5, bag) }, []), { backend: chosen });
      const trains = spikeSteps(simulation, 'source');
      const due = valuesAfterSteps(simulation, 'source', 'due');
      simulation.step(400);
      return { trains, due };
    };
    const compiled = run('wasm');
    expect(compiled).toEqual(run(backend));
    expect(compiled.trains.map((train) => train.length > 0)).toEqual([false, true, true, true, true]);
  });

  it('gives each lane trains of its own, from the first spike on', () => {
    const simulation = simulationOf(network({ source: poissonIntervals.of(50, { rate: '100 Hz' }) }, []), { lanes: 2 });
    const lanes = [0, 1].map((lane) => spikeSteps(simulation, 'source', lane));
    simulation.step(1000);
    const [one, other] = lanes.map((trains) => trains.map(([first]) => first));
    expect(one).not.toEqual(other);
  });

  it('takes a changed rate from the next spike of each cell on', () => {
    const simulation = simulationOf(network({ source: poissonIntervals.of(1000, { rate: '100 Hz' }) }, []));
    const trains = spikeSteps(simulation, 'source');
    simulation.set('source', 'rate', 0);
    simulation.step(5000);
    // 50 mean intervals: every cell has had its one spike.
    expect(trains.map((train) => train.length)).toEqual(new Array(1000).fill(1));
  });

  it('spikes at the given rate in float32', () => {
    const simulation = simulationOf(network({ source: poissonIntervals.of(cells, { rate: '50 Hz' }) }, []), {
      precision: 'float32',
    });
    const trains = spikeSteps(simulation, 'source');
    simulation.step(steps);
    const total = trains.reduce((sum, train) => sum + train.length, 0);
    expect(Math.abs(total - cells * steps * p) / Math.sqrt(cells * steps * p * (1 - p))).toBeLessThan(limit);
  });
});
