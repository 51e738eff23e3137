/** Emits the watch for NaN and infinity in new state. Knows no equation. */
import type { Frame } from './frame.ts';
import { float } from './opcodes.ts';
import { repeatBytes } from './vector-bytes.ts';

/**
 * Puts a mask on the stack that holds where one of the values in `locals` is NaN or infinite: 0 times all of them is 0 if they are
 * finite, and else NaN. A sum is no faster, and gives a false alarm where finite values overflow.
 */
export function pushNotFinite({ body, binding }: Frame, locals: readonly number[]): void {
  const { mul, ne } = float[binding.precision];
  const product = body.local('v128');
  body.v128(repeatBytes(0, binding.precision));
  for (const local of locals) {
    body.get(local);
    body.simd(mul);
  }
  body.tee(product);
  body.get(product);
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
