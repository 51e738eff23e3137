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

/** Before the loop: the product over all vectors, which stays 0 as long as all values are finite, is 0. No padding may go in. */
export function enterProduct({ body, binding }: Frame, product: number): void {
  body.v128(repeatBytes(0, binding.precision));
  body.set(product);
}

export function multiplyInto({ body, binding }: Frame, product: number, value: number): void {
  body.get(product);
  body.get(value);
  body.simd(float[binding.precision].mul);
  body.set(product);
}

/** After the loop. */
export function raiseIfProductIsNaN({ body, binding }: Frame, product: number): void {
  body.get(product);
  body.get(product);
  body.simd(float[binding.precision].ne);
  body.simd(float[binding.precision].bitmask);
  body.when(() => {
    body.i32(0);
    body.i32(1);
    body.i32Store(binding.notFinite);
  });
}
