import { describe, expect, it } from 'vitest';
import { network, values } from '../../engine/index.ts';
import { mihalasNiebur } from '../../models/index.ts';
import { simulationOf, spikeSteps, valuesAfterSteps } from '../simulated.ts';
import { regularTrain, stepsToThreshold } from './closed-form.ts';

/** Drive in mV per ms, as the paper gives it, times the capacitance. */
function trainUnder(drive: number, bag: Readonly<Record<string, string>> = {}, steps = 10_000): number[] {
  const simulation = simulationOf(network({ cell: mihalasNiebur.of(1, { bias: `${drive * 200} pA`, ...bag } as never) }, []));
  const trains = spikeSteps(simulation, 'cell');
  simulation.step(steps);
  return trains[0]!;
}

describe('mihalasNiebur', () => {
  it('without a moving threshold fires at the steps of the leaky integrator', () => {
    const bias = [1.05, 1.5, 4].map((drive) => drive * 200);
    const simulation = simulationOf(
      network({ cells: mihalasNiebur.of(3, { thresholdFollow: '0 1/ms', bias: values('pA', bias) }) }, []),
    );
    const trains = spikeSteps(simulation, 'cells');
    simulation.step(5000);
    bias.forEach((current, k) => {
      const free = stepsToThreshold({ target: -70 + current / 10, reset: -70, threshold: -50, tau: 20, dt: 0.1 });
      expect(trains[k]).toEqual(regularTrain(free - 1, free, 5000));
    });
  });

  it('moves its threshold along the closed form', () => {
    const simulation = simulationOf(network({ cell: mihalasNiebur.of(1, { bias: '150 pA' }) }, []));
    const [v, theta] = ['v', 'theta'].map((name) => valuesAfterSteps(simulation, 'cell', name));
    simulation.step(3000);
    const [a, b, g] = [0.005, 0.01, 0.05];
    for (const step of [0, 10, 100, 1000, 2999]) {
      const t = (step + 1) * 0.1;
      expect(v![step]![0]).toBeCloseTo(-70 + 15 * (1 - Math.exp(-g * t)), 10);
      // theta - vThreshold is a (v - vRest) filtered by exp(-b t).
      const moved = a * 15 * ((1 - Math.exp(-b * t)) / b - (Math.exp(-g * t) - Math.exp(-b * t)) / (b - g));
      expect(theta![step]![0]).toBeCloseTo(-50 + moved, 10);
    }
  });

  it('starts its currents with each spike: kept part plus jump, then exponential decay', () => {
    const bag = { v: '-40 mV', i1: '7 pA', i2: '-3 pA', jump1: '100 pA', keep1: 0.5, jump2: '-20 pA' } as const;
    const simulation = simulationOf(network({ cell: mihalasNiebur.of(1, bag) }, []));
    const [i1, i2] = ['i1', 'i2'].map((name) => valuesAfterSteps(simulation, 'cell', name));
    const trains = spikeSteps(simulation, 'cell');
    simulation.step(40);
    expect(trains[0]).toEqual([0]);
    const first = [0.5 * 7 * Math.exp(-0.1 / 5) + 100, -3 * Math.exp(-0.1 / 50) - 20];
    for (const step of [0, 1, 39]) {
      expect(i1![step]![0]).toBeCloseTo(first[0]! * Math.exp((-step * 0.1) / 5), 10);
      expect(i2![step]![0]).toBeCloseTo(first[1]! * Math.exp((-step * 0.1) / 50), 10);
    }
  });

  it('lifts a low threshold to thetaReset and leaves a high one', () => {
    const bag = { v: '0 mV', theta: values('mV', [-69, -40]), thresholdFollow: '0 1/ms', thresholdDecay: '0 1/ms' } as const;
    const simulation = simulationOf(network({ cells: mihalasNiebur.of(2, bag) }, []));
    const theta = valuesAfterSteps(simulation, 'cells', 'theta');
    simulation.step();
    expect(theta[0]).toEqual([-60, -40]);
  });

  it('fires regularly, adapts, falls silent or bursts, by its parameters', () => {
    const intervals = (train: readonly number[]) => train.slice(1).map((step, k) => step - train[k]!);
    expect(new Set(intervals(trainUnder(1.5, { thresholdFollow: '0 1/ms' }))).size).toBe(1);
    const adapting = intervals(trainUnder(2));
    expect(adapting.length).toBeGreaterThan(4);
    adapting.slice(1).forEach((interval, k) => expect(interval).toBeGreaterThanOrEqual(adapting[k]!));
    expect(adapting.at(-1)).toBeGreaterThan(1.5 * adapting[0]!);
    // Settled, v would be 30 mV above rest, and the threshold 20 + 15 mV: after some spikes it is out of reach.
    const phasic = trainUnder(1.5);
    expect(phasic.length).toBeGreaterThan(0);
    expect(phasic.at(-1)).toBeLessThan(5000);
    // The fast current drives the next spike at once, the slow one ends the burst.
    const bursting = intervals(trainUnder(2, { jump1: '2000 pA', jump2: '-120 pA' }));
    const [short, long] = [Math.min(...bursting), Math.max(...bursting)];
    expect(bursting.length).toBeGreaterThan(10);
    expect(long).toBeGreaterThan(5 * short);
  });
});
