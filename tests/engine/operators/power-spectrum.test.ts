/** The spectrum of a series, and the peak of a population whose rate swings. */
import { describe, expect, it } from 'vitest';
import { defineNeuron, Measures, network, ownMath, powerSpectrum, spectralPeak } from '../../../engine/index.ts';
import { simulationOf } from '../../simulated.ts';

const largest = ({ frequencies, power }: { frequencies: Float64Array; power: Float64Array }) =>
  frequencies[power.indexOf(Math.max(...power))];

describe('powerSpectrum', () => {
  it('finds a sinusoid, with the power that its amplitude has', () => {
    const [amplitude, frequency] = [3, 40];
    const series = Float64Array.from(
      { length: 2000 },
      (_, n) => 7 + amplitude * ownMath.sin((2 * Math.PI * frequency * n) / 1000),
    );
    const spectrum = powerSpectrum(series, { bin: 1, segment: 200, between: [5, 400] })!;
    expect([...spectrum.frequencies.slice(0, 3)]).toEqual([5, 10, 15]);
    expect(largest(spectrum)).toBe(frequency);
    // The Hann window spreads a line over three frequencies; their power times the spacing is the variance, amplitude^2 / 2.
    const variance = spectrum.power.reduce((sum, power) => sum + power * 5, 0);
    expect(variance).toBeCloseTo(amplitude ** 2 / 2, 9);
  });

  it('leaves out the mean, and what does not fill a segment', () => {
    const constant = powerSpectrum(new Float64Array(500).fill(4), { bin: 1, segment: 200, between: [5, 100] })!;
    for (const power of constant.power) expect(power).toBeLessThan(1e-20);
    expect(powerSpectrum(new Float64Array(199), { bin: 1, segment: 200, between: [5, 100] })).toBeNull();
  });

  it('refuses limits between which there is no frequency', () => {
    expect(() => powerSpectrum([1, 2], { bin: 1, segment: 200, between: [6, 9] })).toThrow('multiples of 5 Hz');
  });
});

/** Fires with a probability that swings at 65 Hz. */
const swinging = defineNeuron({
  name: 'swinging',
  source: 'this test',
  parameters: { rate: { default: '60 Hz', doc: 'mean rate' }, frequency: { default: '65 Hz', doc: 'of its swing' } },
  spike: { when: 'uniform() < rate * dt * (1 + 0.6 * sin(6.283185307179586 * frequency * t))' },
});

describe('spectralPeak', () => {
  it('is the frequency at which the rate of a Poisson train swings', () => {
    const simulation = simulationOf(network({ A: swinging.of(300), B: swinging.of(100) }, []), { dt: 0.5 });
    const metric = spectralPeak(['A', 'B'], { from: '100 ms', between: ['8 Hz', '400 Hz'] });
    const measures = new Measures({ activity: simulation, spiking: ['A', 'B'], expect: [], metrics: { peak: metric } });
    simulation.step(500);
    expect(measures.metrics()).toEqual({});
    simulation.step(1700);
    expect(measures.metrics()).toEqual({ peak: 65 });
  });
});
