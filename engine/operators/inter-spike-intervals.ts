/** Spikes -> the time since the same cell's previous spike. */
import type { OperatorFunction } from 'rxjs';
import type { SpikeFrame } from '../activity.ts';
import { foldFrames } from './fold-frames.ts';
import { type FrameOptions, SourceGrid } from './frame-options.ts';
import { LastSpikes } from './last-spikes.ts';

export interface IntervalFrame {
  readonly step: number;
  /** Cells that fired in this step and before, ascending. The receiver's own. */
  readonly cells: Uint32Array;
  /** The interval of each of them that ended in this step, in the unit asked for. */
  readonly intervals: Float64Array;
}

export interface IntervalOptions extends FrameOptions {
  /** Default 'ms'. */
  readonly unit?: 'ms' | 'steps';
}

/**
 * Emits inter-spike intervals as they end: one emission for each step in which some cell fires again. A cell's first spike ends
 * none. Needs a frame for every step (a `filter` belongs behind it, not before): where a step is missing or goes back (a replay
 * that seeks), all cells begin anew, so no interval spans the jump.
 *
 * @throws NeurariumError 'usage' when applied to a source that does not know its size (and dt, for ms) while the options do not
 * say
 */
export function interSpikeIntervals(options: IntervalOptions = {}): OperatorFunction<SpikeFrame, IntervalFrame> {
  return (source) => {
    const grid = new SourceGrid('interSpikeIntervals', source, options);
    const { size } = grid;
    const stepLength = options.unit === 'steps' ? 1 : grid.dt;
    const lane = options.lane ?? 0;
    return foldFrames(source, () => {
      const last = new LastSpikes(size);
      return {
        next(frame) {
          if (frame.lane !== lane) return undefined;
          const found = last.advance(frame);
          if (found === 0) return undefined;
          const intervals = Float64Array.from(last.intervals.subarray(0, found));
          for (let i = 0; i < found; i++) intervals[i]! *= stepLength;
          return { step: frame.step, cells: last.cells.slice(0, found), intervals };
        },
      };
    });
  };
}
