/** `poisson(mean)` of the equation language: its distribution, its limits, the same bits in both back ends. */
import { describe, expect, it } from 'vitest';
import { defineNeuron, network, values } from '../../../engine/index.ts';
import { simulationOf, valuesAfterSteps } from '../../simulated.ts';

const shots = defineNeuron({
  name: 'shots',
  source: 'this test',
  parameters: { rate: { default: '20 kHz', doc: 'mean rate', min: 0 }, level: { default: 1e9, doc: 'never reached' } },
  state: { n: { unit: '1', initial: 0, doc: 'number of this step' }, m: { unit: '1', initial: 0, doc: 'another, of mean 1.5' } },
  equations: "n' = poisson(rate * dt)\nm' = poisson(1.5) + poisson(1.5)",
  spike: { when: 'n > level' },
});

describe('poisson(mean)', () => {
  it('draws numbers of that mean and variance, and follows a parameter that is set', () => {
    const simulation = simulationOf(network({ A: shots.of(500) }, []));
    const rows = { n: valuesAfterSteps(simulation, 'A', 'n'), m: valuesAfterSteps(simulation, 'A', 'm') };
    simulation.step(200);
    simulation.set('A', 'rate', 0.5);
    simulation.step(200);
    for (const [numbers, mean] of [
      [rows.n.slice(0, 200).flat(), 2],
      [rows.n.slice(200).flat(), 0.05],
      [rows.m.flat(), 3],
    ] as const) {
      const average = numbers.reduce((a, b) => a + b) / numbers.length;
      const variance = numbers.reduce((sum, number) => sum + (number - mean) ** 2, 0) / numbers.length;
      // Five standard errors: of the mean sqrt(mean / n), of the variance sqrt((mean + 2 mean^2) / n).
      expect(Math.abs(average - mean)).toBeLessThan(5 * Math.sqrt(mean / numbers.length));
      expect(Math.abs(variance - mean)).toBeLessThan(5 * Math.sqrt((mean + 2 * mean ** 2) / numbers.length));
    }
  });

  it.each(['float64', 'float32'] as const)('gives the same bits in both back ends, in %s', (precision) => {
    const run = (backend: 'wasm' | 'interpreter') => {
      const simulation = simulationOf(network({ A: shots.of(37, { rate: '300 kHz' }) }, []), { precision, backend, lanes: 2 });
      const rows = [0, 1].map((lane) => valuesAfterSteps(simulation, 'A', 'n', lane));
      simulation.step(20);
      simulation.set('A', 'rate', 0);
      simulation.step(1);
      expect(rows[0]!.at(-1)).toEqual(new Array(37).fill(0));
      return rows;
    };
    expect(run('wasm')).toEqual(run('interpreter'));
  });

  it('is the same in the reference executor', () => {
    const run = (backend: 'wasm' | 'streams') => {
      const simulation = simulationOf(network({ A: shots.of(7) }, []), { backend });
      const rows = valuesAfterSteps(simulation, 'A', 'm');
      simulation.step(30);
      return rows;
    };
    expect(run('streams')).toEqual(run('wasm'));
  });

  it('is refused where the mean changes from step to step, with the place', () => {
    const changing = () =>
      defineNeuron({
        name: 'changing',
        source: 'this test',
        parameters: {},
        state: { n: { unit: '1', initial: 0, doc: 'number' } },
        equations: "n' = poisson(n + 1)",
        spike: { when: 'n > 1e9' },
      });
    expect(changing).toThrow(expect.objectContaining({ message: expect.stringContaining('n + 1'), code: 'equation' }));
  });

  it('is refused where the mean differs from cell to cell, or is too large', () => {
    const rates = values('kHz', [1, 2]);
    expect(() => simulationOf(network({ A: shots.of(2, { rate: rates }) }, []))).toThrow('differs from cell to cell');
    expect(() => simulationOf(network({ A: shots.of(2, { rate: '100000 kHz' }) }, []))).toThrow('10000');
  });
});
