import { describe, expect, it } from 'vitest';
import { network } from '../../engine/index.ts';
import { wilsonCowan } from '../../models/index.ts';
import { simulationOf, stimulateAt, valuesAfterSteps } from '../simulated.ts';

function sigmoid(x: number, gain: number, threshold: number): number {
  return 1 / (1 + Math.exp(-gain * (x - threshold))) - 1 / (1 + Math.exp(gain * threshold));
}

describe('wilsonCowan', () => {
  it('stays silent without input', () => {
    const simulation = simulationOf(network({ unit: wilsonCowan.of(1, { biasE: 0 }) }, []));
    const E = valuesAfterSteps(simulation, 'unit', 'E');
    simulation.step(1000);
    for (const [value] of E) expect(Math.abs(value!)).toBeLessThan(1e-15);
  });

  it('settles where both of its equations are 0', () => {
    const simulation = simulationOf(network({ unit: wilsonCowan.of(1, { biasE: 0.5, biasI: 0.2 }) }, []), { dt: 0.5 });
    const [E, I] = ['E', 'I'].map((name) => valuesAfterSteps(simulation, 'unit', name));
    simulation.step(4000);
    const [e, i] = [E!.at(-1)![0]!, I!.at(-1)![0]!];
    expect(e).toBeGreaterThan(0.005);
    expect((1 - e) * sigmoid(16 * e - 12 * i + 0.5, 1.3, 4)).toBeCloseTo(e, 10);
    expect((1 - i) * sigmoid(15 * e - 3 * i + 0.2, 2, 3.7)).toBeCloseTo(i, 10);
  });

  it('oscillates with the values of figure 11, by bias and by port', () => {
    for (const byPort of [false, true]) {
      const simulation = simulationOf(network({ unit: wilsonCowan.of(1, byPort ? { biasE: 0 } : {}) }, []), { dt: 0.5 });
      if (byPort) stimulateAt(simulation, 0, 'unit', 'excitation', { cells: 'all', value: 1.25, steps: Infinity });
      const E = valuesAfterSteps(simulation, 'unit', 'E');
      simulation.step(4000);
      const span = (from: number, to: number): number => {
        const part = E.slice(from, to).map(([value]) => value!);
        return Math.max(...part) - Math.min(...part);
      };
      expect(span(2000, 3000)).toBeGreaterThan(0.1);
      // A limit cycle: it neither grows nor dies.
      expect(span(3000, 4000)).toBeCloseTo(span(2000, 3000), 3);
    }
  });
});
