import { describe, expect, it } from 'vitest';
import { allToAll, defineNeuron, network, oneToOne, values } from '../../engine/index.ts';
import { gradedUnit, mcCullochPitts } from '../../models/index.ts';
import { numbers, simulationOf, spikeSteps, stimulateAt, valuesAfterSteps } from '../simulated.ts';

/** Steps and amplitudes of the spikes of a unit whose input changes by `changes` step by step. */
function sent(changes: readonly number[], bag: Parameters<typeof gradedUnit.of>[1]): { step: number; amplitude: number }[] {
  const simulation = simulationOf(network({ unit: gradedUnit.of(1, bag) }, []), { dt: 1 });
  changes.forEach((value, step) => {
    if (value !== 0) stimulateAt(simulation, step, 'unit', 'input', { cells: 'all', value });
  });
  const spikes: { step: number; amplitude: number }[] = [];
  simulation.population('unit').spikes$.subscribe(({ step, count, amplitude }) => {
    for (let i = 0; i < count; i++) spikes.push({ step, amplitude: amplitude![i]! });
  });
  simulation.step(changes.length);
  return spikes;
}

// All inputs are multiples of 1/64 or of a weight that is a power of 2: no sum of them rounds, so equality is exact.
describe('gradedUnit', () => {
  it('sends the change of its rectified output once it is larger than the threshold', () => {
    expect(sent([0.25, 0.25, 0, 0.5, -2, 0.5, 1], { threshold: 0.375, ceiling: 10 })).toEqual([
      { step: 1, amplitude: 0.5 },
      { step: 3, amplitude: 0.5 },
      // The sum goes to -1, the output to 0.
      { step: 4, amplitude: -1 },
      { step: 6, amplitude: 0.5 },
    ]);
  });

  it('sends no more than the ceiling, its bias at once, and nothing while nothing changes', () => {
    expect(sent([0, 0, 5, 0, 0], { threshold: 0, bias: 0.25, ceiling: 2 })).toEqual([
      { step: 0, amplitude: 0.25 },
      { step: 2, amplitude: 1.75 },
    ]);
  });

  it('lets a receiver know weight times output, within weight times threshold, one step later', () => {
    const [weight, threshold, steps] = [4, 0.125, 400];
    const described = network({ A: gradedUnit.of(1, { threshold, ceiling: 100 }), B: gradedUnit.of(1) }, [
      { from: 'A', to: 'B', port: 'input', wiring: oneToOne(), weight },
    ]);
    const simulation = simulationOf(described, { dt: 1 });
    const next = numbers(8);
    let total = 0;
    const outputs = Array.from({ length: steps }, (_, step) => {
      const value = Math.floor(next() * 33 - 16) / 64;
      stimulateAt(simulation, step, 'A', 'input', { cells: 'all', value });
      total += value;
      return Math.min(Math.max(total, 0), 100);
    });
    const trains = spikeSteps(simulation, 'A');
    const told = valuesAfterSteps(simulation, 'A', 'told');
    const received = valuesAfterSteps(simulation, 'B', 'total');
    simulation.step(steps);
    for (let step = 1; step < steps; step++) {
      expect(received[step]![0]).toBe(weight * told[step - 1]![0]!);
      expect(Math.abs(received[step]![0]! - weight * outputs[step - 1]!)).toBeLessThanOrEqual(weight * threshold);
    }
    // Fewer spikes than steps, or it would be no gain.
    expect(trains[0]!.length).toBeGreaterThan(20);
    expect(trains[0]!.length).toBeLessThan(steps / 2);
  });

  it('in layers computes rectified sums: the difference of two inputs, in both signs', () => {
    const described = network(
      { inputs: gradedUnit.of(2, { threshold: 0, ceiling: 100 }), outputs: gradedUnit.of(2, { threshold: 0, ceiling: 100 }) },
      [{ from: 'inputs', to: 'outputs', port: 'input', wiring: allToAll(), weight: [1, -1, -1, 1] }],
    );
    const simulation = simulationOf(described, { dt: 1 });
    const told = valuesAfterSteps(simulation, 'outputs', 'told');
    const pairs = [
      [3, 1],
      [2, 5],
      [4, 4],
    ];
    pairs.forEach((pair, k) => {
      const change = pair.map((x, i) => x - (pairs[k - 1]?.[i] ?? 0));
      stimulateAt(simulation, 3 * k, 'inputs', 'input', { cells: 'all', value: Float64Array.from(change) });
    });
    simulation.step(9);
    pairs.forEach(([a, b], k) => expect(told[3 * k + 2]).toEqual([Math.max(a! - b!, 0), Math.max(b! - a!, 0)]));
  });

  it('drives a value port with weight times amplitude for one step', () => {
    const described = network(
      { A: gradedUnit.of(3, { bias: values('1', [0.5, 1, 1.5]), ceiling: 2 }), B: mcCullochPitts.of(3) },
      [{ from: 'A', to: 'B', port: 'excitatory', wiring: oneToOne(), weight: 1 }],
    );
    const simulation = simulationOf(described, { dt: 1 });
    const trains = spikeSteps(simulation, 'B');
    simulation.step(5);
    // All sent in step 0; the threshold is 1.
    expect(trains).toEqual([[], [1], [1]]);
  });
});

describe('an amplitude', () => {
  it('is refused where a name in it is not known, or only of the update', () => {
    const neuron = (amplitude: string) => () =>
      defineNeuron({
        name: 'graded',
        source: 'of a test',
        state: { x: { unit: '1', initial: 0, doc: 'x' } },
        equations: "x' = x + 1",
        spike: { when: 'x > 1', amplitude },
      });
    expect(neuron('x - 1')).not.toThrow();
    expect(neuron('y')).toThrow("'y' is not known");
    expect(neuron("x'")).toThrow("x' can be read only in discrete updates");
  });
});
