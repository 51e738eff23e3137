/** Power spectrum of a series of numbers by Welch's method. Knows no spikes and no time but the length of a bin. */
import { NeurariumError } from '../errors.ts';
import { ownMath } from '../kernels/index.ts';

export interface Spectrum {
  /** Hz, ascending, 1 / segment apart. */
  readonly frequencies: Float64Array;
  /** Density: the square of the series' unit per Hz. */
  readonly power: Float64Array;
}

export interface SpectrumOptions {
  /** Length of a bin in ms. */
  readonly bin: number;
  /** Bins of a segment. */
  readonly segment: number;
  /** Hz, limits included. */
  readonly between: readonly [low: number, high: number];
}

/**
 * Mean over segments that overlap by half, each less its mean and under a Hann window (Welch 1967, IEEE Trans Audio 15:70; one-sided
 * density, as scipy.signal.welch). The transform is summed as it is written: few frequencies are asked for.
 * Null for a series shorter than a segment. @throws NeurariumError 'usage' where no frequency of the grid lies between the limits
 */
export function powerSpectrum(
  series: ArrayLike<number>,
  { bin, segment, between: [low, high] }: SpectrumOptions,
): Spectrum | null {
  const spacing = 1000 / (segment * bin);
  const first = Math.max(1, Math.ceil(low / spacing - 1e-9));
  const last = Math.min(Math.floor((segment - 1) / 2), Math.floor(high / spacing + 1e-9));
  if (last < first) {
    const message = `no frequency between ${low} and ${high} Hz: bins of ${bin} ms in segments of ${segment} give multiples of ${spacing} Hz`;
    throw new NeurariumError({ code: 'usage', message });
  }
  if (series.length < segment) return null;
  const frequencies = Float64Array.from({ length: last - first + 1 }, (_, k) => (first + k) * spacing);
  const angles = Float64Array.from({ length: segment }, (_, n) => (2 * Math.PI * n) / segment);
  const [cosines, sines] = [angles.map(ownMath.cos), angles.map(ownMath.sin)];
  const window = cosines.map((cosine) => 0.5 - 0.5 * cosine);
  const power = new Float64Array(frequencies.length);
  const hop = Math.floor(segment / 2);
  let segments = 0;
  for (let begin = 0; begin + segment <= series.length; begin += hop) {
    const windowed = windowedSegment(series, begin, window);
    for (let k = 0; k < power.length; k++) power[k]! += squaredMagnitude(windowed, first + k, cosines, sines);
    segments++;
  }
  const squares = window.reduce((sum, weight) => sum + weight * weight, 0);
  const scale = (2 * bin) / (1000 * squares * segments);
  return { frequencies, power: power.map((sum) => sum * scale) };
}

function windowedSegment(series: ArrayLike<number>, begin: number, window: Float64Array): Float64Array {
  let sum = 0;
  for (let n = 0; n < window.length; n++) sum += series[begin + n]!;
  const mean = sum / window.length;
  return window.map((weight, n) => weight * (series[begin + n]! - mean));
}

/** |sum over n of x[n] exp(-2 pi i k n / N)|^2. */
function squaredMagnitude(values: Float64Array, k: number, cosines: Float64Array, sines: Float64Array): number {
  const length = values.length;
  let real = 0;
  let imaginary = 0;
  let phase = 0;
  for (let n = 0; n < length; n++) {
    real += values[n]! * cosines[phase]!;
    imaginary += values[n]! * sines[phase]!;
    phase += k;
    if (phase >= length) phase -= length;
  }
  return real * real + imaginary * imaginary;
}
