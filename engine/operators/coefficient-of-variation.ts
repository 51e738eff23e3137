/** Spikes -> irregularity of firing: the mean coefficient of variation of inter-spike intervals. */
import type { OperatorFunction } from 'rxjs';
import type { SpikeFrame } from '../activity.ts';
import { foldFrames } from './fold-frames.ts';
import { type FrameOptions, SourceGrid, type StepCount } from './frame-options.ts';
import { SpikeStatistics } from './spike-statistics.ts';
import { StepWindow } from './step-window.ts';

export interface VariationFrame {
  /** Last step of the window. */
  readonly step: number;
  /** 0 for regular firing, about 1 for a Poisson process; null where no cell has enough intervals. */
  readonly cv: number | null;
  /** Number of cells with enough intervals. */
  readonly cells: number;
}

export interface VariationOptions extends FrameOptions {
  /** A cell counts when it has at least this many intervals; default 2 (three spikes). */
  readonly minIntervals?: number;
}

/**
 * Mean over cells of std / mean of the intervals that lie within a window; std divides by n. Without a window once, at
 * completion, over everything; with one at the end of each (an incomplete one is not emitted, and a jump of the steps, as by a
 * `filter` before it, begins a new one).
 *
 * @throws NeurariumError 'usage' when applied to a source that does not know its size (and dt, for times) while the options do
 * not say
 */
export function coefficientOfVariation(
  window?: StepCount,
  options: VariationOptions = {},
): OperatorFunction<SpikeFrame, VariationFrame> {
  return (source) => {
    const grid = new SourceGrid('coefficientOfVariation', source, options);
    const { size } = grid;
    const length = window === undefined ? Infinity : grid.steps(window, 'window');
    const { lane = 0, minIntervals = 2 } = options;
    return foldFrames(source, () => {
      const steps = new StepWindow(length);
      const statistics = new SpikeStatistics(size);
      const result = (): VariationFrame => ({ step: steps.next - 1, ...statistics.coefficientOfVariation(minIntervals) });
      return {
        next(frame) {
          if (frame.lane !== lane) return undefined;
          if (steps.enter(frame.step)) statistics.clear();
          statistics.add(frame);
          return steps.full ? result() : undefined;
        },
        end: () => (length === Infinity && steps.first >= 0 ? result() : undefined),
      };
    });
  };
}
