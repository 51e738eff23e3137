/** Spikes -> histogram of the inter-spike intervals of all cells. */
import type { OperatorFunction } from 'rxjs';
import type { SpikeFrame } from '../activity.ts';
import { NeurariumError } from '../errors.ts';
import { foldFrames } from './fold-frames.ts';
import { type FrameOptions, SourceGrid, type StepCount } from './frame-options.ts';
import { LastSpikes } from './last-spikes.ts';

export interface IntervalHistogram {
  /** Last step counted. */
  readonly step: number;
  /** Width of a bin in steps: bin k counts intervals of k * width up to, not including, (k + 1) * width steps. */
  readonly binSteps: number;
  /** All intervals so far. The receiver's own. */
  readonly counts: Uint32Array;
  /** Intervals longer than the last bin. */
  readonly longer: number;
}

export interface IntervalHistogramOptions extends FrameOptions {
  /** Number of bins, default 100. */
  readonly bins?: number;
  /** Also emit the histogram so far each time this much has passed: a time, or steps. */
  readonly every?: StepCount;
}

/**
 * Histogram of all inter-spike intervals since subscription, at completion and, with `every`, as it grows.
 *
 * @param bin width of a bin: a time such as '1 ms', or steps
 * @throws NeurariumError 'usage' when applied to a source that does not know its size (and dt, for times) while the options do
 * not say
 */
export function intervalHistogram(
  bin: StepCount,
  options: IntervalHistogramOptions = {},
): OperatorFunction<SpikeFrame, IntervalHistogram> {
  const bins = options.bins ?? 100;
  if (!(Number.isInteger(bins) && bins >= 1)) {
    throw new NeurariumError({
      code: 'usage',
      message: `intervalHistogram: bins is ${bins}, expected a whole number of at least 1`,
    });
  }
  return (source) => {
    const grid = new SourceGrid('intervalHistogram', source, options);
    const { size } = grid;
    const binSteps = grid.steps(bin, 'bin');
    const every = options.every === undefined ? Infinity : grid.steps(options.every, 'every');
    const lane = options.lane ?? 0;
    return foldFrames(source, () => {
      const last = new LastSpikes(size);
      const counts = new Uint32Array(bins);
      let longer = 0;
      let frames = 0;
      let step = 0;
      const histogram = () => ({ step, binSteps, counts: counts.slice(), longer });
      return {
        next(frame) {
          if (frame.lane !== lane) return undefined;
          step = frame.step;
          frames++;
          const found = last.advance(frame);
          for (let i = 0; i < found; i++) {
            const at = Math.floor(last.intervals[i]! / binSteps);
            if (at < bins) counts[at]!++;
            else longer++;
          }
          return frames % every === 0 ? histogram() : undefined;
        },
        end: () => (frames === 0 || frames % every === 0 ? undefined : histogram()),
      };
    });
  };
}
