/** Poisson arrivals that no population sends: what may be described, what arrives, and that both back ends see the same. */
import { describe, expect, it } from 'vitest';
import { defineNeuron, estimateMemory, network, normal, oneToOne, poissonInput, values } from '../../engine/index.ts';
import { lifDelta } from '../../models/index.ts';
import { simulationOf, spikeSteps, valuesAfterSteps } from '../simulated.ts';

/** Keeps the sum of what arrives. */
const counter = defineNeuron({
  name: 'counter',
  source: 'this test',
  parameters: { level: { default: '1e9 mV', doc: 'never reached' } },
  state: { v: { unit: 'mV', initial: 0, doc: 'sum of arrivals' } },
  ports: { input: { unit: 'mV', on: 'v += weight', doc: 'adds up' }, value: { unit: 'mV', doc: 'one step long' } },
  equations: "v' = v + value",
  spike: { when: 'v > level' },
});

const driven = (size: number, rate: `${number} Hz`, sources: number, weight = '1 mV' as const) =>
  network({ A: counter.of(size) }, [{ from: poissonInput({ rate, sources }), to: 'A', port: 'input', weight }]);

describe('a Poisson drive', () => {
  it('brings each cell a Poisson number of arrivals in each step: mean and variance are rate * sources * dt', () => {
    const [size, steps, mean] = [1000, 200, 2];
    const simulation = simulationOf(driven(size, '20 Hz', 1000));
    const rows = valuesAfterSteps(simulation, 'A', 'v');
    simulation.step(steps);
    const counts = rows.flatMap((row, n) => row.map((sum, cell) => sum - (n === 0 ? 0 : rows[n - 1]![cell]!)));
    expect(counts.every((count) => Number.isInteger(count) && count >= 0)).toBe(true);
    const average = counts.reduce((a, b) => a + b) / counts.length;
    const variance = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / counts.length;
    // Five standard errors of 200,000 numbers: of the mean sqrt(2 / n), of the variance sqrt((2 + 2 * 2^2) / n).
    expect(Math.abs(average - mean)).toBeLessThan(5 * Math.sqrt(mean / counts.length));
    expect(Math.abs(variance - mean)).toBeLessThan(5 * Math.sqrt((mean + 2 * mean ** 2) / counts.length));
  });

  it('draws for neighbouring cells and steps independently', () => {
    const simulation = simulationOf(driven(400, '20 Hz', 1000));
    const rows = valuesAfterSteps(simulation, 'A', 'v');
    simulation.step(200);
    const count = (n: number, cell: number) => rows[n]![cell]! - rows[n - 1]![cell]! - 2;
    for (const [steps, cells] of [
      [0, 1],
      [0, 4],
      [1, 0],
    ] as const) {
      let sum = 0;
      let pairs = 0;
      for (let n = 1; n + steps < 200; n++) {
        for (let cell = 0; cell + cells < 400; cell++, pairs++) sum += count(n, cell) * count(n + steps, cell + cells);
      }
      // The product of two independent deviations has variance 2 * 2.
      expect(Math.abs(sum / pairs), `${steps} steps, ${cells} cells apart`).toBeLessThan((5 * 2) / Math.sqrt(pairs));
    }
  });

  it.each(['float64', 'float32'] as const)(
    'gives the same bits in both back ends, with a weight per cell and other inputs, in %s',
    (precision) => {
      const made = network({ source: lifDelta.of(37, { bias: '600 pA' }), A: lifDelta.of(37), B: lifDelta.of(5) }, [
        { from: 'source', to: 'A', port: 'synapse', wiring: oneToOne(), weight: '3 mV', delay: '0.3 ms' },
        { from: poissonInput({ rate: '900 Hz', sources: 10 }), to: ['A', 'B'], port: 'synapse', weight: '0.7 mV' },
        { from: poissonInput({ rate: '100 Hz' }), to: 'A', port: 'synapse', weight: normal('1 mV', '0.2 mV') },
        { from: poissonInput({ rate: '300 Hz' }), to: 'B', port: 'current', weight: '50 pA' },
      ]);
      const run = (backend: 'wasm' | 'interpreter') => {
        const simulation = simulationOf(made, { precision, backend, lanes: 2 });
        simulation.step(400);
        return { spikes: simulation.spikeHash, state: simulation.stateHash };
      };
      expect(run('wasm')).toEqual(run('interpreter'));
    },
  );

  it('is the same in the reference executor', () => {
    const made = network({ source: lifDelta.of(9, { bias: '600 pA' }), A: lifDelta.of(9) }, [
      { from: poissonInput({ rate: '900 Hz', sources: 10 }), to: 'A', port: 'synapse', weight: '0.7 mV' },
      { from: 'source', to: 'A', port: 'synapse', wiring: oneToOne(), weight: '3.1 mV', delay: '0.3 ms' },
      { from: poissonInput({ rate: '300 Hz' }), to: ['source', 'A'], port: 'synapse', weight: normal('1 mV', '0.2 mV') },
    ]);
    const run = (backend: 'wasm' | 'streams') => {
      const simulation = simulationOf(made, { backend });
      const rows = valuesAfterSteps(simulation, 'A', 'v');
      simulation.step(300);
      return { rows, spikes: simulation.spikeHash };
    };
    expect(run('streams')).toEqual(run('wasm'));
  });

  it('adds arrivals in declared order among the projections', () => {
    // In float64 (0.1 + 0.2) - 0.3 is not 0.1 + (0.2 - 0.3).
    const order = (drives: readonly `${number} mV`[]) => {
      const always = poissonInput({ rate: '1000000 Hz' });
      const simulation = simulationOf(
        network(
          { A: counter.of(1) },
          drives.map((weight) => ({ from: always, to: 'A' as const, port: 'input' as const, weight })),
        ),
      );
      const rows = valuesAfterSteps(simulation, 'A', 'v');
      simulation.step(1);
      return rows[0]![0]!;
    };
    // The streams differ by their number, so the counts follow the place and the weights can be told apart.
    const counts = [order(['1 mV', '0 mV']), order(['0 mV', '1 mV'])];
    expect(order(['0.1 mV', '0.2 mV'])).toBe(counts[0]! * 0.1 + counts[1]! * 0.2);
  });

  it('weighs each cell by its own weight, and holds a value port for the step', () => {
    const weights = values('mV', [1, 10, 100]);
    const from = poissonInput({ rate: '5000 Hz', sources: 2 });
    const made = network({ A: counter.of(3), B: counter.of(3) }, [{ from, to: ['A', 'B'], port: 'input', weight: weights }]);
    const simulation = simulationOf(made);
    const rows = valuesAfterSteps(simulation, 'A', 'v');
    simulation.step(50);
    rows.at(-1)!.forEach((sum, cell) => {
      expect(sum).toBeGreaterThan(0);
      expect(sum % 10 ** cell).toBe(0);
    });
    const held = simulationOf(network({ A: counter.of(3) }, [{ from, to: 'A', port: 'value', weight: '1 mV' }]));
    const sums = valuesAfterSteps(held, 'A', 'v');
    held.step(50);
    expect(sums.at(-1)!.every((sum) => sum > 0 && Number.isInteger(sum))).toBe(true);
  });

  it('does not change when another drive or population is added', () => {
    const drive = { from: poissonInput({ rate: '5000 Hz' }), to: 'A', port: 'synapse', weight: '4 mV' } as const;
    const alone = simulationOf(network({ A: lifDelta.of(10) }, [drive]));
    const beside = simulationOf(network({ Z: lifDelta.of(3), A: lifDelta.of(10) }, [{ ...drive, to: 'Z' }, drive]));
    const trains = [spikeSteps(alone, 'A'), spikeSteps(beside, 'A')];
    for (const simulation of [alone, beside]) simulation.step(1000);
    expect(trains[0]!.flat().length).toBeGreaterThan(10);
    expect(trains[1]).toEqual(trains[0]);
  });

  it('takes memory that the estimate knows of', () => {
    const made = driven(1000, '20 Hz', 1000);
    const bare = network({ A: counter.of(1000) }, []);
    const estimated = [made, bare].map((each) => estimateMemory(each, 'float64', 1, 0.1).bytes);
    const taken = [made, bare].map((each) => simulationOf(each).plan.map.bytes);
    expect(taken[0]! - taken[1]!).toBeGreaterThan(4000);
    expect(estimated[0]! - estimated[1]!).toBe(taken[0]! - taken[1]!);
  });
});

describe('a Poisson drive that does not fit', () => {
  const from = poissonInput({ rate: '10 Hz' });

  it('is refused with what was given', () => {
    expect(() => poissonInput({ rate: '-1 Hz' })).toThrow('-1 Hz');
    expect(() => poissonInput({ rate: '1 Hz', sources: -2 })).toThrow('-2');
    // @ts-expect-error a rate is no time
    expect(() => poissonInput({ rate: '1 ms' })).toThrow('ms');
    // @ts-expect-error no such port
    expect(() => network({ A: counter.of(1) }, [{ from, to: 'A', port: 'inpt', weight: '1 mV' }])).toThrow('inpt');
    // @ts-expect-error no weight in pA on a port in mV
    expect(() => network({ A: counter.of(1) }, [{ from, to: 'A', port: 'input', weight: '1 pA' }])).toThrow('pA');
    // @ts-expect-error every target cell has sources of its own
    expect(() => network({ A: counter.of(1) }, [{ from, to: 'A', port: 'input', weight: '1 mV', wiring: oneToOne() }])).toThrow(
      'wiring',
    );
  });

  it('names the drive whose mean per step is too large', () => {
    expect(() => simulationOf(driven(1, '1000 Hz', 1e6))).toThrow(
      expect.objectContaining({ where: expect.stringContaining('poisson input->A:input#0') }),
    );
  });
});
