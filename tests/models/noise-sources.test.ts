/** Noise, ramp and sine currents, modulated Poisson sources: against their closed forms. Fixed seeds. */
import { describe, expect, it } from 'vitest';
import { network, oneToOne } from '../../engine/index.ts';
import { currentRamp, currentSine, ornsteinUhlenbeck, poissonModulated, rateUnit, whiteNoise } from '../../models/index.ts';
import { simulationOf, spikeSteps, valuesAfterSteps } from '../simulated.ts';

const covariance = (a: readonly number[], b: readonly number[]) => a.reduce((sum, value, i) => sum + value * b[i]!, 0) / a.length;

describe('currentRamp', () => {
  it('has the current of the middle of each step', () => {
    const bag = { from: '100 pA', to: '300 pA', start: '1 ms', stop: '3 ms' } as const;
    const simulation = simulationOf(network({ source: currentRamp.of(1, bag) }, []));
    const current = valuesAfterSteps(simulation, 'source', 'current');
    simulation.step(40);
    current.forEach(([value], step) => {
      const time = (step + 0.5) * 0.1;
      expect(value).toBeCloseTo(time < 1 ? 100 : time > 3 ? 300 : 100 + 100 * (time - 1), 9);
    });
  });
});

describe('currentSine', () => {
  it('follows the sine, for long times too', () => {
    const bag = { meanCurrent: '20 pA', amplitude: '50 pA', frequency: '40 Hz', phase: 0.3 } as const;
    const simulation = simulationOf(network({ source: currentSine.of(1, bag) }, []));
    const current = valuesAfterSteps(simulation, 'source', 'current');
    simulation.step(20_000);
    current.forEach(([value], step) => {
      expect(Math.abs(value! - 20 - 50 * Math.sin(2 * Math.PI * 0.04 * (step + 0.5) * 0.1 + 0.3))).toBeLessThan(1e-9);
    });
  });
});

describe('noise currents', () => {
  const cells = 20_000;
  // A sample variance deviates by variance sqrt(2 / cells), 1 %: four of these.
  const tolerance = 4 * Math.sqrt(2 / cells);

  it('whiteNoise has its deviation and does not remember', () => {
    const simulation = simulationOf(network({ source: whiteNoise.of(cells, { deviation: '30 pA' }) }, []));
    const rows = valuesAfterSteps(simulation, 'source', 'current');
    simulation.step(2);
    expect(Math.abs(covariance(rows[0]!, rows[0]!) / 900 - 1)).toBeLessThan(tolerance);
    expect(Math.abs(covariance(rows[0]!, rows[1]!) / 900)).toBeLessThan(tolerance);
  });

  it.each([0.1, 1, 10])('ornsteinUhlenbeck has its variance and autocovariance at a dt of %d ms', (dt) => {
    const simulation = simulationOf(network({ source: ornsteinUhlenbeck.of(cells, { deviation: '30 pA' }) }, []), { dt });
    // After 50 ms, ten correlation times, what is left of the start is below 1e-8 of the variance.
    simulation.step(50 / dt);
    const rows = valuesAfterSteps(simulation, 'source', 'current');
    simulation.step(6);
    expect(Math.abs(covariance(rows[0]!, rows[0]!) / 900 - 1)).toBeLessThan(tolerance);
    expect(Math.abs(covariance(rows[0]!, rows[5]!) / 900 - Math.exp(-dt))).toBeLessThan(tolerance);
  });
});

describe('poissonModulated', () => {
  it('has the rate of its sine in each part of the period', () => {
    const cells = 2000;
    const bag = { rate: '50 Hz', depth: 0.8, frequency: '10 Hz' } as const;
    const simulation = simulationOf(network({ source: poissonModulated.of(cells, bag) }, []), { dt: 1 });
    const trains = spikeSteps(simulation, 'source');
    simulation.step(1000);
    const counts = new Array<number>(4).fill(0);
    for (const step of trains.flat()) counts[Math.floor((step % 100) / 25)]!++;
    // Quarters of ten periods of 100 ms: the mean of the sine over a quarter is 2 / pi, up or down.
    counts.forEach((count, quarter) => {
      const expected = cells * 250 * 0.05 * (1 + (quarter < 2 ? 0.8 : -0.8) * (2 / Math.PI));
      expect(Math.abs(count - expected)).toBeLessThan(4 * Math.sqrt(expected));
    });
  });

  it('adds what drives its port', () => {
    // A rate unit that rests at 1 drives it by 0.03 / ms.
    const described = network(
      { unit: rateUnit.of(500, { bias: 100, tau: '0.1 ms' }), source: poissonModulated.of(500, { rate: '0 Hz' }) },
      [{ from: 'unit', to: 'source', port: 'drive', wiring: oneToOne(), weight: '0.03 1/ms' }],
    );
    const simulation = simulationOf(described, { dt: 1 });
    const trains = spikeSteps(simulation, 'source');
    simulation.step(1000);
    const expected = 500 * 1000 * 0.03;
    expect(Math.abs(trains.flat().length - expected)).toBeLessThan(4 * Math.sqrt(expected));
  });
});
