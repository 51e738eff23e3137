/** Borrowed frames -> frames that may be kept: the way across an asynchronous operator. */
import { type MonoTypeOperatorFunction, map } from 'rxjs';
import type { SpikeFrame, ValueFrame } from '../activity.ts';

/** Copies each frame; `cells` and `amplitude` get exactly `count` entries. Operators after it still know dt and size. */
export function copyFrames<F extends SpikeFrame | ValueFrame>(): MonoTypeOperatorFunction<F> {
  return map((frame) => copyFrame(frame));
}

function copyFrame<F extends SpikeFrame | ValueFrame>(frame: F): F {
  if ('values' in frame) return { ...frame, values: frame.values.slice() };
  const copy = { ...frame, cells: frame.cells.slice(0, frame.count) };
  return frame.amplitude === undefined ? copy : { ...copy, amplitude: frame.amplitude.slice(0, frame.count) };
}
