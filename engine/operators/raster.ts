/** Spikes -> batches of (step, cell) pairs, as a raster is drawn from. */
import type { OperatorFunction } from 'rxjs';
import type { SpikeFrame } from '../activity.ts';
import { foldFrames } from './fold-frames.ts';
import { type FrameOptions, SourceGrid, type StepCount } from './frame-options.ts';
import { SpikeBuffer } from './spike-buffer.ts';
import { StepWindow } from './step-window.ts';

export interface RasterBatch {
  /** First step covered. */
  readonly from: number;
  /** The step after the last covered. */
  readonly to: number;
  /** One entry per spike, ascending by step, then by cell. The receiver's own. */
  readonly steps: Uint32Array;
  readonly cells: Uint32Array;
}

export interface RasterOptions extends FrameOptions {
  /**
   * How often to emit: a time, or steps. Default: the span, so that batches follow each other; shorter, they overlap; longer,
   * what lies between is left out.
   */
  readonly every?: StepCount;
}

/**
 * Collects spikes: once per `every` the spikes of the last `span`. Without a span: all, once, at completion (memory grows with
 * them). What is incomplete when the source completes or jumps to another step is emitted too.
 *
 * @throws NeurariumError 'usage' when applied with times to a source whose dt is not known
 */
export function raster(span?: StepCount, options: RasterOptions = {}): OperatorFunction<SpikeFrame, RasterBatch> {
  return (source) => {
    const grid = new SourceGrid('raster', source, options);
    const length = span === undefined ? Infinity : grid.steps(span, 'span');
    const every = options.every === undefined ? length : grid.steps(options.every, 'every');
    const overlap = length === Infinity ? Infinity : length - every;
    const lane = options.lane ?? 0;
    return foldFrames(source, () => {
      const batches = new StepWindow(every);
      const buffer = new SpikeBuffer();
      let start = -1;
      const batch = (): RasterBatch => {
        const from = Math.max(start, batches.first - overlap);
        buffer.dropBefore(from);
        return { from, to: batches.next, ...buffer.copy() };
      };
      const pending = () => batches.first >= 0 && !batches.full;
      return {
        next(frame) {
          if (frame.lane !== lane) return undefined;
          let unfinished: RasterBatch | undefined;
          if (frame.step !== batches.next) {
            if (pending()) unfinished = batch();
            buffer.clear();
            start = frame.step;
          }
          batches.enter(frame.step);
          buffer.add(frame);
          // A jump finds something unfinished only where a batch takes two steps or more, so never two batches for one frame.
          if (unfinished !== undefined || !batches.full) return unfinished;
          return batch();
        },
        end: () => (pending() ? batch() : undefined),
      };
    });
  };
}
