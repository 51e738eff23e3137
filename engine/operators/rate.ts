/** Spikes -> firing rate over windows of time. */
import type { OperatorFunction } from 'rxjs';
import type { SpikeFrame } from '../activity.ts';
import { foldFrames } from './fold-frames.ts';
import { type FrameOptions, SourceGrid, type StepCount } from './frame-options.ts';
import { StepWindow } from './step-window.ts';

export interface RateFrame {
  /** Last step of the window. */
  readonly step: number;
  /** Mean over the cells, Hz; 0 for a population without cells. */
  readonly rate: number;
}

/**
 * Mean firing rate per cell in Hz, once per window: spikes / (size * window). Windows begin with the first frame and do not
 * overlap; an incomplete one at the end is not emitted. Needs a frame for every step, as `spikes$` gives (a `filter` belongs
 * behind it, not before): where a step is missing or goes back (a replay that seeks), a new window begins.
 *
 * @param window a time such as '5 ms' that is a multiple of dt, or a number of steps
 * @throws NeurariumError 'usage' when applied to a source that does not know its dt and size while the options do not say
 */
export function rate(window: StepCount, options: FrameOptions = {}): OperatorFunction<SpikeFrame, RateFrame> {
  return (source) => {
    const grid = new SourceGrid('rate', source, options);
    const length = grid.steps(window, 'window');
    const hertzPerSpike = grid.size === 0 ? 0 : 1000 / (grid.size * length * grid.dt);
    const lane = options.lane ?? 0;
    return foldFrames(source, () => {
      const steps = new StepWindow(length);
      let spikes = 0;
      return {
        next(frame) {
          if (frame.lane !== lane) return undefined;
          if (steps.enter(frame.step)) spikes = 0;
          spikes += frame.count;
          return steps.full ? { step: frame.step, rate: spikes * hertzPerSpike } : undefined;
        },
      };
    });
  };
}
