import { describe, expect, it } from 'vitest';
import {
  allToAll,
  estimateMemory,
  expression,
  grid,
  line,
  type NeurariumError,
  network,
  ownMath,
  positions,
  positionsOf,
  probability,
  ring,
  scattered,
  uniform,
  values,
} from '../../../engine/index.ts';
import { lif, lifDelta } from '../../../models/index.ts';
import { simulationOf, spikeSteps } from '../../simulated.ts';
import { normalLimit } from './chi-square.ts';
import { planOf, synapsesOf } from './tables.ts';

const onto = { from: 'S', to: 'S', port: 'synapse', wiring: allToAll(), weight: '1 mV' } as const;

function thrown(body: () => unknown): NeurariumError {
  try {
    body();
  } catch (error) {
    return error as NeurariumError;
  }
  throw new Error('nothing was thrown');
}

describe('weights and delays by pair', () => {
  it('are the numbers that the expression gives, bit for bit as the own functions', () => {
    const S = lifDelta.of(30, { position: line(30, '20 um') });
    const weight = expression('2 mV * exp(-distance^2 / (2 * (100 um)^2))');
    const delay = expression('0.5 ms + distance / (300 um/ms)');
    // A constant carries one unit symbol: a speed is a quotient of constants.
    const delayed = expression('0.5 ms + distance / (300 um) * 1 ms');
    expect(thrown(() => network({ S }, [{ ...onto, weight, delay }])).hint).toContain('1 ms');
    for (const { source, target, weight: found, delay: steps } of synapsesOf(
      planOf(network({ S }, [{ ...onto, weight, delay: delayed }])),
    )) {
      const distance = Math.abs(source - target) * 20;
      expect(found).toBe(2 * ownMath.exp(-(distance * distance) / 20_000));
      expect(steps).toBe(Math.round((0.5 + distance / 300) * 10 + 1e-9));
    }
  });

  it('see indices and the parameters of both cells, drawn ones as the cells have them', () => {
    const tau = uniform('10 ms', '20 ms');
    const S = lif.of(8, { tau, vRest: values('mV', [1, 2, 3, 4, 5, 6, 7, 8]) });
    const weight = expression('vRest_pre * i + vRest_post * j * tau_pre / tau_post');
    const plan = planOf(network({ S }, [{ ...onto, port: 'excitatory', weight }]));
    const { region } = plan.populations[0]!.parameters['tau']!;
    const drawn = new Float64Array(plan.map.memory.buffer, region.address, 8);
    for (const { source: i, target: j, weight: found } of synapsesOf(plan)) {
      expect(found).toBeCloseTo((i + 1) * i + ((j + 1) * j * drawn[i]!) / drawn[j]!, 10);
    }
  });

  it('draw for each synapse by itself, the same for the same seed', () => {
    const described = network({ S: lifDelta.of(40) }, [{ ...onto, weight: expression('1 mV * uniform()') }]);
    const weights = (seed: number) => synapsesOf(planOf(described, { seed })).map(({ weight }) => weight);
    expect(new Set(weights(1)).size).toBe(1600);
    expect(weights(1)).toEqual(weights(1));
    expect(weights(1)).not.toEqual(weights(2));
    const mean = weights(1).reduce((a, b) => a + b) / 1600;
    expect(Math.abs(mean - 0.5) / Math.sqrt(1 / 12 / 1600)).toBeLessThan(normalLimit);
  });

  it('draw normal numbers too', () => {
    const described = network({ S: lifDelta.of(40) }, [{ ...onto, weight: expression('1 mV * normal()') }]);
    const weights = synapsesOf(planOf(described)).map(({ weight }) => weight);
    const mean = weights.reduce((a, b) => a + b) / 1600;
    const variance = weights.reduce((sum, weight) => sum + weight * weight, 0) / 1600;
    expect(Math.abs(mean) / Math.sqrt(1 / 1600)).toBeLessThan(normalLimit);
    expect(Math.abs(variance - 1) / Math.sqrt(2 / 1600)).toBeLessThan(normalLimit);
  });

  it('are rounded once to the precision of the plan, and run the same in both back ends', () => {
    const S = lifDelta.of(20, { v: uniform('-65 mV', '-40 mV'), position: ring(20, '1 mm') });
    const described = network({ S }, [
      { ...onto, weight: expression('3 mV * cos(distance / (150 um))'), delay: expression('distance / (100 um) * 1 ms') },
    ]);
    const [double, single] = (['float64', 'float32'] as const).map((precision) => synapsesOf(planOf(described, { precision })));
    single!.forEach(({ weight }, k) => expect(weight).toBe(Math.fround(double![k]!.weight)));
    const [a, b] = (['wasm', 'interpreter'] as const).map((backend) => {
      const simulation = simulationOf(described, { backend });
      const trains = spikeSteps(simulation, 'S');
      simulation.step(300);
      return trains;
    });
    expect(a!.flat().length).toBeGreaterThan(0);
    expect(a).toEqual(b);
  });
});

describe('a probability by distance', () => {
  it('makes the share of pairs that its integral over the torus says', () => {
    const S = lifDelta.of(900, { position: grid([30, 30], '10 um', { periodic: true }) });
    const wiring = probability(expression('0.8 * exp(-distance / (40 um))'));
    const found = synapsesOf(planOf(network({ S }, [{ ...onto, wiring }])));
    let [mean, variance] = [0, 0];
    for (let row = 0; row < 30; row++) {
      for (let column = 0; column < 30; column++) {
        const [x, y] = [Math.min(row, 30 - row), Math.min(column, 30 - column)];
        const p = 0.8 * Math.exp(-Math.sqrt(x * x + y * y) / 4);
        mean += 900 * p;
        variance += 900 * p * (1 - p);
      }
    }
    expect(Math.abs(found.length - mean) / Math.sqrt(variance)).toBeLessThan(normalLimit);
    // The integral over the plane, 2 pi 0.8 (40 um)^2 / (10 um)^2 = 80.4 per cell, loses 10 % at the edges of the torus.
    expect(found.length / 900).toBeGreaterThan(65);
    expect(found.length / 900).toBeLessThan(82);
  });

  it('is counted in the estimate of the memory', () => {
    const S = lifDelta.of(600, { position: scattered(['1 mm', '1 mm'], { periodic: true }) });
    const described = network({ S }, [{ ...onto, wiring: probability(expression('0.3 * exp(-distance / (100 um))')) }]);
    const { synapses } = estimateMemory(described, 'float64', 1, 0.1);
    expect(Math.abs(synapses / planOf(described).synapses - 1)).toBeLessThan(0.05); // 5 standard deviations of about 6,500 synapses
  });

  it('within a condition connects those pairs alone', () => {
    const S = lifDelta.of(100, { position: ring(100, '1 mm') });
    const where = expression('distance < 95 um and i != j');
    const found = synapsesOf(planOf(network({ S }, [{ ...onto, wiring: allToAll({ where }) }])));
    expect(found).toHaveLength(1800);
    const some = synapsesOf(planOf(network({ S }, [{ ...onto, wiring: probability(0.5, { where }) }])));
    expect(Math.abs(some.length - 900) / Math.sqrt(450)).toBeLessThan(normalLimit);
  });
});

describe('positions', () => {
  it('of a grid run row by row, of a ring around, and drawn ones lie in their box', () => {
    const of = (position: ReturnType<typeof grid>, n: number) =>
      positionsOf(network({ S: lifDelta.of(n, { position }) }, []).populations[0]!, 1)!.map((one) => [...one]);
    expect(of(grid([2, 3], '10 um'), 6)).toEqual([
      [0, 10, 20, 0, 10, 20],
      [0, 0, 0, 10, 10, 10],
    ]);
    expect(of(ring(4, '1 mm'), 4)).toEqual([[0, 250, 500, 750]]);
    expect(of(positions({ x: values('mm', [1, 2]), y: '5 um' }), 2)).toEqual([
      [1000, 2000],
      [5, 5],
    ]);
    const [x, y] = of(scattered(['100 um', '1 um']), 500);
    expect(Math.max(...x!)).toBeGreaterThan(90);
    expect(Math.max(...y!)).toBeLessThan(1);
    expect(x).not.toEqual(y!.map((one) => one * 100));
  });

  it('that do not fit are refused', () => {
    expect(() => lifDelta.of(399, { position: grid([20, 20], '50 um') })).toThrow('400 positions for a population of 399');
    expect(() => grid([2.5], '1 um')).toThrow('whole number');
    expect(() => ring(3, '0 um')).toThrow('more than 0 um');
    expect(() => positions({ x: '0 um', z: '1 um' })).toThrow('without y');
    // @ts-expect-error: a length, not a time
    expect(() => line(3, '5 ms')).toThrow('expected a quantity in um');
    // @ts-expect-error: no positions
    expect(() => lifDelta.of(3, { position: 'here' })).toThrow('expected positions');
  });
});

describe('errors of expressions', () => {
  const S = lifDelta.of(5, { position: line(5, '1 um') });

  it('name the projection, the unknown name and the nearest', () => {
    const error = thrown(() => network({ S }, [{ ...onto, weight: expression('1 mV * distanc / (1 um)') }]));
    expect(error.message).toContain("'distanc' is no known name");
    expect(error.hint).toBe("Did you mean 'distance'?");
    expect(error.where).toContain('projection 0 (S -> S)');
  });

  it('say which unit does not add up', () => {
    const error = thrown(() => network({ S }, [{ ...onto, weight: expression('2 * distance') }]));
    expect(error.code).toBe('unit');
    expect(error.message).toContain('the weight is in mV');
    expect(thrown(() => network({ S }, [{ ...onto, delay: expression('1 mV') }])).message).toContain('the delay is in ms');
    expect(() => network({ S }, [{ ...onto, wiring: allToAll({ where: expression('distance') }) }])).toThrow('condition');
  });

  it('say why there is no distance', () => {
    const plain = lifDelta.of(5);
    const weight = expression('1 mV * exp(-distance / (1 um))');
    expect(() => network({ S: plain }, [{ ...onto, weight }])).toThrow('S has no positions');
    const T = lifDelta.of(4, { position: grid([2, 2], '1 um') });
    expect(() => network({ S, T }, [{ ...onto, to: 'T', weight }])).toThrow('S has 1 coordinates, T 2');
    const periodic = lifDelta.of(5, { position: ring(5, '1 mm') });
    expect(() => network({ S, T: periodic }, [{ ...onto, to: 'T', weight }])).toThrow('do not repeat');
  });

  it('name the pair whose number is not finite or out of range, when compiled', () => {
    const compiled = (projection: Partial<typeof onto> | object) =>
      thrown(() => planOf(network({ S }, [{ ...onto, ...projection }])));
    expect(compiled({ weight: expression('1 mV / i') }).message).toContain('the weight from cell 0 to cell 0 is Infinity mV');
    expect(compiled({ delay: expression('(i - 2) * 1 ms') }).message).toContain('the delay from cell 0 to cell 0 is -2 ms');
    const error = compiled({ wiring: probability(expression('i / 2')) });
    expect(error.message).toContain('the probability from cell 3 to cell 0 is 1.5');
    expect(error.where).toContain('S->S:synapse#0');
  });

  it('refuse what is no text, and expressions where cells are described', () => {
    // @ts-expect-error: a function would not fit into a trace
    expect(() => expression((i: number) => i)).toThrow('expression(a function), expected a text');
    // @ts-expect-error: a parameter is no pair
    expect(() => lifDelta.of(5, { vRest: expression('1 mV') })).toThrow();
  });
});
