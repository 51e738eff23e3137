// Transposes a matrix by squares of one vector's lanes; what is left over goes number by number.

export function transpose32(from: u32, to: u32, rows: u32, columns: u32, ldFrom: u32, ldTo: u32): void {
  transpose<f32>(from, to, rows, columns, ldFrom << 2, ldTo << 2);
}

export function transpose64(from: u32, to: u32, rows: u32, columns: u32, ldFrom: u32, ldTo: u32): void {
  transpose<f64>(from, to, rows, columns, ldFrom << 3, ldTo << 3);
}

/** to[j][i] = from[i][j]; `fromStep`, `toStep`: bytes from row to row. */
export function transpose<T>(from: u32, to: u32, rows: u32, columns: u32, fromStep: u32, toStep: u32): void {
  const bytes = <u32>sizeof<T>();
  const lanes: u32 = 16 / bytes;
  const wholeRows = rows & ~(lanes - 1);
  const wholeColumns = columns & ~(lanes - 1);
  for (let i: u32 = 0; i < wholeRows; i += lanes) {
    for (let j: u32 = 0; j < wholeColumns; j += lanes) {
      if (sizeof<T>() == 4) square32(from + i * fromStep + (j << 2), to + j * toStep + (i << 2), fromStep, toStep);
      else square64(from + i * fromStep + (j << 3), to + j * toStep + (i << 3), fromStep, toStep);
    }
  }
  numbers<T>(from, to, 0, wholeRows, wholeColumns, columns, fromStep, toStep);
  numbers<T>(from, to, wholeRows, rows, 0, columns, fromStep, toStep);
}

function numbers<T>(from: u32, to: u32, i0: u32, i1: u32, j0: u32, j1: u32, fromStep: u32, toStep: u32): void {
  const bytes = <u32>sizeof<T>();
  for (let i = i0; i < i1; i++) {
    for (let j = j0; j < j1; j++) store<T>(to + j * toStep + i * bytes, load<T>(from + i * fromStep + j * bytes));
  }
}

// @ts-ignore: decorator
@inline
function square32(from: u32, to: u32, fromStep: u32, toStep: u32): void {
  const r0 = v128.load(from), r1 = v128.load(from + fromStep);
  const r2 = v128.load(from + 2 * fromStep), r3 = v128.load(from + 3 * fromStep);
  const low01 = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5), high01 = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7);
  const low23 = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5), high23 = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7);
  v128.store(to, v128.shuffle<f64>(low01, low23, 0, 2));
  v128.store(to + toStep, v128.shuffle<f64>(low01, low23, 1, 3));
  v128.store(to + 2 * toStep, v128.shuffle<f64>(high01, high23, 0, 2));
  v128.store(to + 3 * toStep, v128.shuffle<f64>(high01, high23, 1, 3));
}

// @ts-ignore: decorator
@inline
function square64(from: u32, to: u32, fromStep: u32, toStep: u32): void {
  const r0 = v128.load(from), r1 = v128.load(from + fromStep);
  v128.store(to, v128.shuffle<f64>(r0, r1, 0, 2));
  v128.store(to + toStep, v128.shuffle<f64>(r0, r1, 1, 3));
}
