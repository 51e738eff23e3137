import { describe, expect, it } from 'vitest';
import { network, values } from '../../engine/index.ts';
import { stochasticUnit } from '../../models/index.ts';
import { simulationOf, spikeSteps, stimulateAt } from '../simulated.ts';

/** Two-sided 0.1 % of the normal distribution; counts of this size are close to normal. */
const limit = 3.29;

function countsOf(cells: number, steps: number, bag: Parameters<typeof stochasticUnit.of>[1], input?: Float64Array): number[] {
  const simulation = simulationOf(network({ units: stochasticUnit.of(cells, bag) }, []), { dt: 1, seed: 11 });
  if (input !== undefined) stimulateAt(simulation, 0, 'units', 'input', { cells: 'all', value: input, steps });
  const trains = spikeSteps(simulation, 'units');
  simulation.step(steps);
  return trains.map((train) => train.length);
}

describe('stochasticUnit', () => {
  it('fires with the probability of the logistic function of its input', () => {
    const inputs = [-2, -0.5, 0, 0.7, 3];
    const steps = 20_000;
    const counts = countsOf(5, steps, { threshold: 0.5, temperature: 0.8 }, Float64Array.from(inputs));
    inputs.forEach((input, cell) => {
      const p = 1 / (1 + Math.exp((0.5 - input) / 0.8));
      const deviation = (counts[cell]! - steps * p) / Math.sqrt(steps * p * (1 - p));
      expect(Math.abs(deviation), `input ${input}`).toBeLessThan(limit);
    });
  });

  it('is a threshold at low temperature', () => {
    const counts = countsOf(2, 1000, { temperature: 0.001, threshold: values('1', [-0.1, 0.1]) });
    expect(counts).toEqual([1000, 0]);
  });

  it('draws independently from step to step and from unit to unit', () => {
    const [units, steps] = [40, 2000];
    const simulation = simulationOf(network({ units: stochasticUnit.of(units) }, []), { dt: 1, seed: 12 });
    const rows: number[][] = [];
    simulation
      .population('units')
      .values$('active')
      .subscribe((frame) => rows.push([...frame.values]));
    simulation.step(steps);
    // Products of centred neighbours have mean 0 and variance 1 / 16.
    const sums = { time: 0, unit: 0 };
    for (let step = 1; step < steps; step++) {
      for (let unit = 1; unit < units; unit++) {
        const centred = rows[step]![unit]! - 0.5;
        sums.time += centred * (rows[step - 1]![unit]! - 0.5);
        sums.unit += centred * (rows[step]![unit - 1]! - 0.5);
      }
    }
    const scale = Math.sqrt(((steps - 1) * (units - 1)) / 16);
    expect(Math.abs(sums.time / scale)).toBeLessThan(limit);
    expect(Math.abs(sums.unit / scale)).toBeLessThan(limit);
  });
});
