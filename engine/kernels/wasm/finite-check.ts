/** Emits the watch for NaN and infinity in new state. Knows no equation. */
import type { Frame } from './frame.ts';
import { float } from './opcodes.ts';

/**
 * Puts a mask on the stack that holds where some of the values in `locals` is NaN or infinite: s - s is 0 for a finite sum s, and NaN
 * for any other. Finite values whose sum overflows are a false alarm, which the host clears up by looking.
 */
export function pushNotFinite({ body, binding }: Frame, locals: readonly number[]): void {
  const { add, sub, ne } = float[binding.precision];
  const sum = body.local('v128');
  locals.forEach((local, index) => {
    body.get(local);
    if (index > 0) body.simd(add);
  });
  body.tee(sum);
  body.get(sum);
  body.simd(sub);
  body.tee(sum);
  body.get(sum);
  body.simd(ne);
}

/** Sets the binding's flag if one of the values is not finite in a cell that exists. */
export function raiseIfNotFinite(frame: Frame, locals: readonly number[]): void {
  const { body, binding } = frame;
  pushNotFinite(frame, locals);
  body.simd(float[binding.precision].bitmask);
  frame.dropPadding();
  body.when(() => {
    body.i32(0);
    body.i32(1);
    body.i32Store(binding.notFinite);
  });
}
