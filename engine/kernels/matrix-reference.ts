/**
 * The kernels over matrices and vectors in plain TypeScript over the same memory: the reference of assembly/matrix.as.ts, transpose.as.ts
 * and vectors.as.ts. Same operations in the same order; float32 rounds after each operation.
 */
import type { MatrixKernels, MatrixProduct } from './matrix-kernels.ts';
import type { Views } from './memory-views.ts';

type Floats = Float64Array | Float32Array;
type Round = (x: number) => number;

export function matrices({ f64, f32 }: Views): MatrixKernels {
  const same: Round = (x) => x;
  return {
    matrixProduct64: product(f64, same, false, false),
    matrixProduct32: product(f32, Math.fround, false, false),
    matrixProductTN64: product(f64, same, true, false),
    matrixProductTN32: product(f32, Math.fround, true, false),
    matrixProductNT64: product(f64, same, false, true),
    matrixProductNT32: product(f32, Math.fround, false, true),
    transpose64: transpose(f64),
    transpose32: transpose(f32),
    columnSums64: columnSums(f64, same),
    columnSums32: columnSums(f32, Math.fround),
    axpy64: axpy(f64, same),
    axpy32: axpy(f32, Math.fround),
    dot64: dot(f64),
    dot32: dot(f32),
    squaredNorm64: (x, count) => dot(f64)(x, x, count),
    squaredNorm32: (x, count) => dot(f32)(x, x, count),
  };
}

/** The plain triple loop; `leftTurned`, `rightTurned`: the factor is transposed. */
function product(floats: Floats, round: Round, leftTurned: boolean, rightTurned: boolean): MatrixProduct {
  const bytes = floats.BYTES_PER_ELEMENT;
  return (a, b, c, rows, inner, columns, ldA, ldB, ldC) => {
    const [aRow, aStep] = leftTurned ? [1, ldA] : [ldA, 1];
    const [bColumn, bStep] = rightTurned ? [ldB, 1] : [1, ldB];
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < columns; j++) {
        const [left, right] = [a / bytes + i * aRow, b / bytes + j * bColumn];
        let sum = 0;
        for (let k = 0; k < inner; k++) sum = round(sum + round(floats[left + k * aStep]! * floats[right + k * bStep]!));
        floats[c / bytes + i * ldC + j]! += sum;
      }
    }
  };
}

function transpose(floats: Floats): MatrixKernels['transpose64'] {
  const bytes = floats.BYTES_PER_ELEMENT;
  return (from, to, rows, columns, ldFrom, ldTo) => {
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < columns; j++) floats[to / bytes + j * ldTo + i] = floats[from / bytes + i * ldFrom + j]!;
    }
  };
}

function columnSums(floats: Floats, round: Round): MatrixKernels['columnSums64'] {
  const bytes = floats.BYTES_PER_ELEMENT;
  return (a, out, rows, columns, ldA) => {
    for (let j = 0; j < columns; j++) {
      let sum = 0;
      for (let i = 0; i < rows; i++) sum = round(sum + floats[a / bytes + i * ldA + j]!);
      floats[out / bytes + j]! += sum;
    }
  };
}

function axpy(floats: Floats, round: Round): MatrixKernels['axpy64'] {
  const bytes = floats.BYTES_PER_ELEMENT;
  return (factor, x, y, count) => {
    for (let i = 0; i < count; i++) floats[y / bytes + i]! += round(round(factor) * floats[x / bytes + i]!);
  };
}

function dot(floats: Floats): MatrixKernels['dot64'] {
  const bytes = floats.BYTES_PER_ELEMENT;
  return (x, y, count) => {
    const product = (i: number) => floats[x / bytes + i]! * floats[y / bytes + i]!;
    const sums = new Float64Array(8);
    const whole = count - (count % 8);
    for (let i = 0; i < whole; i++) sums[i % 8]! += product(i);
    let sum = sums.reduce((total, part) => total + part, 0);
    for (let i = whole; i < count; i++) sum += product(i);
    return sum;
  };
}
