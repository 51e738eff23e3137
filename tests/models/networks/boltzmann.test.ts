/** A Boltzmann machine next to temperature 0 beside a Hopfield network; cooled as it says. */
import { describe, expect, it } from 'vitest';
import { boltzmann, hopfield } from '../../../models/index.ts';
import { numbers, simulationOf, valuesAfterSteps } from '../../simulated.ts';

const cells = 40;
const next = numbers(8);
// Not whole, so that no sum is 0, at which a Hopfield unit stays and a Boltzmann machine tosses a coin.
const weights = Array.from({ length: (cells * (cells - 1)) / 2 }, () => 2 * next() - 1);
const start = Array.from({ length: cells }, () => (next() < 0.5 ? -1 : 1));

describe('a Boltzmann machine', () => {
  it.each(['wasm', 'interpreter'] as const)('next to temperature 0 goes the very way of a Hopfield network (%s)', (backend) => {
    for (let seed = 1; seed <= 20; seed++) {
      const [cold, sure] = [
        simulationOf(boltzmann({ cells, weights, start, temperature: 1e-9 }), { dt: 1, seed, backend }),
        simulationOf(hopfield({ cells, weights, start }), { dt: 1, seed, backend }),
      ];
      const rows = [valuesAfterSteps(cold, 'units', 's'), valuesAfterSteps(sure, 'units', 's')] as const;
      cold.step(8);
      sure.step(8);
      expect(rows[0]).toEqual(rows[1]);
      expect(rows[0][0]).not.toEqual(rows[0][7]);
      const field = (simulation: typeof cold) => {
        const { map, projections } = simulation.plan;
        const [projection] = projections;
        return [...new Float64Array(map.memory.buffer, projection!.kind === 'value' ? projection!.input.address : 0, cells)];
      };
      expect(field(cold)).toEqual(field(sure));
    }
  });

  it('does not at temperature 1, and cools by its factor in each step', () => {
    const warm = simulationOf(boltzmann({ cells, weights, start, temperature: 1, cooling: 0.5 }), { dt: 1 });
    const sure = simulationOf(hopfield({ cells, weights, start }), { dt: 1 });
    const [states, others] = [valuesAfterSteps(warm, 'units', 's'), valuesAfterSteps(sure, 'units', 's')];
    const temperatures = valuesAfterSteps(warm, 'units', 'T');
    warm.step(40);
    sure.step(40);
    expect(states[0]).not.toEqual(others[0]);
    expect(temperatures.slice(0, 3).map((row) => row[0])).toEqual([0.5, 0.25, 0.125]);
    expect(temperatures[39]![7]).toBe(1e-9);
  });
});
