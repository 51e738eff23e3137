/** The mean-field scenario: the two readings of the population, and the equation, step by step. */
import { expect, it } from 'vitest';
import { simulate } from '../../engine/index.ts';
import meanfield from '../../scenarios/meanfield.ts';
import { host, valuesAfterSteps } from '../simulated.ts';

it.each(['wasm', 'streams'] as const)(
  'a population read as spikes and as values is the same, and follows its equation (%s)',
  (backend) => {
    const simulation = simulate(meanfield, { seed: 3, host, backend, controls: { size: 1000 } });
    const [spikes, values, theory] = ['asSpikes', 'asValues', 'theory'].map((name) =>
      valuesAfterSteps(simulation, name, 'fraction'),
    );
    const steps = backend === 'wasm' ? 1000 : 40;
    simulation.step(steps);
    let squares = 0;
    for (let n = 1; n < steps; n++) {
      // A sum of a thousand values rounds; a count times a weight rounds once.
      expect(values![n]![0]).toBeCloseTo(spikes![n]![0]!, 12);
      // The readings are a step late.
      const deviation = spikes![n]![0]! - theory![n - 1]![0]!;
      // Deviations of single steps, sqrt(m (1 - m) / N) = 0.0142, that feed back with slope 0.405: 0.0142 / sqrt(1 - 0.405^2) = 0.0155.
      expect(Math.abs(deviation)).toBeLessThan(5 * 0.0155);
      squares += deviation * deviation;
    }
    // They are fluctuations of that size: not less, as they would be if the units were not independent draws. Few steps tell roughly.
    const spread = Math.sqrt(squares / (steps - 1));
    const slack = backend === 'wasm' ? 0.15 : 0.5;
    expect(spread).toBeGreaterThan(0.0155 * (1 - slack));
    expect(spread).toBeLessThan(0.0155 * (1 + slack));
  },
);
