import { describe, expect, it } from 'vitest';
import { network, oneToOne } from '../../engine/index.ts';
import { rateUnit } from '../../models/index.ts';
import { simulationOf, stimulateAt, valuesAfterSteps } from '../simulated.ts';

describe('rateUnit', () => {
  it('relaxes to the sigmoid of its input along one exponential, whatever dt is', () => {
    for (const dt of [0.1, 1, 7]) {
      const simulation = simulationOf(network({ unit: rateUnit.of(1, { gain: 2, bias: 0.1, rate: 0.9 }) }, []), { dt });
      const rate = valuesAfterSteps(simulation, 'unit', 'rate');
      stimulateAt(simulation, 0, 'unit', 'input', { cells: 'all', value: -0.4, steps: Infinity });
      simulation.step(50);
      const target = Math.tanh(2 * (-0.4 + 0.1));
      rate.forEach(([value], step) => {
        expect(value).toBeCloseTo(target + (0.9 - target) * Math.exp((-(step + 1) * dt) / 10), 12);
      });
    }
  });

  it('is a logistic unit from 0 to 1 with gain 1/2', () => {
    const simulation = simulationOf(network({ unit: rateUnit.of(1, { lowest: 0, gain: 0.5, bias: 1.3 }) }, []), { dt: 1000 });
    const rate = valuesAfterSteps(simulation, 'unit', 'rate');
    simulation.step(2);
    expect(rate[1]![0]).toBeCloseTo(1 / (1 + Math.exp(-1.3)), 12);
  });

  it.each([
    ['forgets its start if it excites itself weakly', 0.5, [0, 0]],
    ['remembers the sign of its start if it excites itself strongly', 2, [-0.957504024079, 0.957504024079]],
  ] as const)('%s', (_, weight, expected) => {
    const described = network({ units: rateUnit.of(2, { rate: [-0.3, 0.3] }) }, [
      { from: 'units.rate', to: 'units', port: 'input', wiring: oneToOne(), weight, delay: '0.1 ms' },
    ]);
    const simulation = simulationOf(described);
    const rate = valuesAfterSteps(simulation, 'units', 'rate');
    simulation.step(10_000);
    expected.forEach((value, k) => {
      expect(rate.at(-1)![k]).toBeCloseTo(value, 9);
      // Either is a fixed point r = tanh(weight r).
      expect(Math.tanh(weight * value)).toBeCloseTo(value, 11);
    });
  });
});
