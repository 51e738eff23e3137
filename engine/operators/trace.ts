/** Values of a state variable -> small copies of selected cells. */
import type { OperatorFunction } from 'rxjs';
import type { ValueFrame } from '../activity.ts';
import { NeurariumError } from '../errors.ts';
import { foldFrames } from './fold-frames.ts';
import { type FrameOptions, SourceGrid, type StepCount } from './frame-options.ts';

export interface TraceSample {
  readonly step: number;
  /** One number per selected cell, in the order of the selection. The receiver's own. */
  readonly values: Float64Array;
}

export interface TraceOptions extends FrameOptions {
  /** Cell indices; default: all cells. */
  readonly cells?: ArrayLike<number>;
  /**
   * Emit only steps that are multiples of this (a time, or steps), so that several traces show the same steps. Default: each
   * step.
   */
  readonly every?: StepCount;
}

/**
 * Copies the values of `cells`, each step or every few steps.
 *
 * @throws NeurariumError 'usage' for a cell the population does not have; emitted as an error where the size shows with the first
 * frame
 */
export function trace(options: TraceOptions = {}): OperatorFunction<ValueFrame, TraceSample> {
  return (source) => {
    const grid = new SourceGrid('trace', source, options);
    const every = options.every === undefined ? 1 : grid.steps(options.every, 'every');
    const cells = options.cells === undefined ? undefined : Float64Array.from(options.cells);
    if (grid.sizeIfKnown !== undefined) checkCells(cells, grid.sizeIfKnown);
    const lane = options.lane ?? 0;
    return foldFrames(source, () => {
      let checked = grid.sizeIfKnown !== undefined;
      return {
        next({ step, lane: laneOfFrame, values }) {
          if (laneOfFrame !== lane || step % every !== 0) return undefined;
          if (!checked) checkCells(cells, values.length);
          checked = true;
          return { step, values: cells === undefined ? Float64Array.from(values) : gather(values, cells) };
        },
      };
    });
  };
}

function gather(values: Float64Array | Float32Array, cells: Float64Array): Float64Array {
  const picked = new Float64Array(cells.length);
  for (let i = 0; i < cells.length; i++) picked[i] = values[cells[i]!]!;
  return picked;
}

function checkCells(cells: Float64Array | undefined, size: number): void {
  const wrong = cells?.find((cell) => !(Number.isInteger(cell) && cell >= 0 && cell < size));
  if (wrong === undefined) return;
  const hint = size === 0 ? undefined : `Cells are numbered 0 to ${size - 1}.`;
  throw new NeurariumError({ code: 'usage', message: `trace: cell ${wrong} does not exist in a population of ${size}`, hint });
}
