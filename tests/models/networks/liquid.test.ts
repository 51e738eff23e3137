import { describe, expect, it } from 'vitest';
import { compile, positionsOf } from '../../../engine/index.ts';
import { projectionActivity } from '../../../engine/simulation/projection-weights.ts';
import { liquid } from '../../../models/index.ts';

const pairsOf = [
  ['E', 'E', 0.3],
  ['E', 'I', 0.2],
  ['I', 'E', 0.4],
  ['I', 'I', 0.1],
] as const;

const net = liquid({ shape: [30, 6, 6] });

/** Three coordinates of each cell. */
function placesOf(name: string): number[][] {
  const axes = positionsOf(net.populations.find((one) => one.name === name)!, 1)!;
  return Array.from(axes[0]!, (_, cell) => axes.map((axis) => axis[cell]!));
}

describe('The liquid', () => {
  it('has a fifth of inhibitory neurons, each at a place of its own on the grid', () => {
    expect(placesOf('I').length / 1080).toBeCloseTo(0.2, 2);
    expect(new Set([...placesOf('E'), ...placesOf('I')].map(String)).size).toBe(1080);
  });

  it('connects pairs with probability C exp(-(distance / 2)^2)', () => {
    const plan = compile(net, { dt: 0.1, seed: 1, precision: 'float64', lanes: 1 });
    for (const [from, to, chance] of pairsOf) {
      let [expected, variance] = [0, 0];
      placesOf(from).forEach((source, i) => {
        placesOf(to).forEach((target, j) => {
          if (from === to && i === j) return;
          const squared = source.reduce((sum, x, axis) => sum + (x - target[axis]!) ** 2, 0);
          const p = chance * Math.exp(-squared / 4);
          expected += p;
          variance += p * (1 - p);
        });
      });
      const { synapses } = projectionActivity(plan, `${from}->${to}:${from === 'E' ? 'excitatory' : 'inhibitory'}#0`);
      // Pairs are independent: four standard deviations of their number.
      expect(Math.abs(synapses - expected), `${from}->${to}`).toBeLessThan(4 * Math.sqrt(variance));
    }
  });

  it('without gain is as many neurons side by side', () => {
    const names = liquid({ gain: 0 }).projections.map(({ name }) => name);
    expect(names).toEqual(['input->E:excitatory#0', 'input->I:excitatory#0']);
  });
});
