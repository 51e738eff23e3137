// Matrix products onto a matrix. Each output has one accumulator that starts at 0 and takes its products in ascending k; it is then
// added to c once. Blocks are cut along rows and columns alone, so that they change no bit.
import { tile, tileBytes } from './matrix-tile.as';
import { addRowProduct } from './matrix-row.as';
import { transpose } from './transpose.as';

/** Up to so many rows, panels of b are read where they lie: copying them would cost more than it saves. */
// @ts-ignore: decorator
@inline
const directRows: u32 = 8;

/** c += a b. */
export function matrixProduct32(a: u32, b: u32, c: u32, rows: u32, inner: u32, columns: u32, ldA: u32, ldB: u32, ldC: u32, pack: u32): void {
  product<f32>(a, ldA << 2, 4, b, ldB << 2, false, c, rows, inner, columns, ldC << 2, pack);
}

export function matrixProduct64(a: u32, b: u32, c: u32, rows: u32, inner: u32, columns: u32, ldA: u32, ldB: u32, ldC: u32, pack: u32): void {
  product<f64>(a, ldA << 3, 8, b, ldB << 3, false, c, rows, inner, columns, ldC << 3, pack);
}

/** c += a transposed, times b. */
export function matrixProductTN32(a: u32, b: u32, c: u32, rows: u32, inner: u32, columns: u32, ldA: u32, ldB: u32, ldC: u32, pack: u32): void {
  product<f32>(a, 4, ldA << 2, b, ldB << 2, false, c, rows, inner, columns, ldC << 2, pack);
}

export function matrixProductTN64(a: u32, b: u32, c: u32, rows: u32, inner: u32, columns: u32, ldA: u32, ldB: u32, ldC: u32, pack: u32): void {
  product<f64>(a, 8, ldA << 3, b, ldB << 3, false, c, rows, inner, columns, ldC << 3, pack);
}

/** c += a times b transposed. */
export function matrixProductNT32(a: u32, b: u32, c: u32, rows: u32, inner: u32, columns: u32, ldA: u32, ldB: u32, ldC: u32, pack: u32): void {
  product<f32>(a, ldA << 2, 4, b, ldB << 2, true, c, rows, inner, columns, ldC << 2, pack);
}

export function matrixProductNT64(a: u32, b: u32, c: u32, rows: u32, inner: u32, columns: u32, ldA: u32, ldB: u32, ldC: u32, pack: u32): void {
  product<f64>(a, ldA << 3, 8, b, ldB << 3, true, c, rows, inner, columns, ldC << 3, pack);
}

/** `aRow`, `aStep`: bytes from one row of the left factor to the next, and from one k to the next. `turned`: b holds its columns as rows. */
function product<T>(
  a: u32, aRow: u32, aStep: u32, b: u32, bRow: u32, turned: bool, c: u32, rows: u32, inner: u32, columns: u32, cRow: u32, pack: u32,
): void {
  const bytes = <u32>sizeof<T>();
  const wide: u32 = tileBytes / bytes;
  if (rows < 4 && !turned) {
    for (let i: u32 = 0; i < rows; i++) addRowProduct<T>(a + i * aRow, aStep, b, bRow, c + i * cRow, inner, columns, pack);
    return;
  }
  for (let j: u32 = 0; j < columns; j += wide) {
    const width = min(wide, columns - j);
    const out = c + j * bytes;
    if (rows <= directRows && !turned && width == wide) {
      panel<T>(a, aRow, aStep, b + j * bytes, bRow, out, rows, inner, width, cRow, pack);
      continue;
    }
    if (turned) transpose<T>(b + j * bRow, pack, width, inner, bRow, tileBytes);
    else copyPanel<T>(b + j * bytes, bRow, inner, width, pack);
    panel<T>(a, aRow, aStep, pack, tileBytes, out, rows, inner, width, cRow, pack + inner * tileBytes);
  }
}

/** Columns of b side by side. What a narrow panel leaves as it was reaches only outputs that nobody keeps. */
function copyPanel<T>(b: u32, bRow: u32, inner: u32, width: u32, pack: u32): void {
  const end = pack + inner * tileBytes;
  if (width * <u32>sizeof<T>() == tileBytes) {
    for (; pack < end; pack += tileBytes, b += bRow) {
      v128.store(pack, v128.load(b));
      v128.store(pack, v128.load(b, 16), 16);
    }
  } else {
    for (; pack < end; pack += tileBytes, b += bRow) copyRow<T>(b, pack, width);
  }
}

/** `width` columns of c, from a panel of b whose rows lie `bStep` bytes apart. `edge`: room for a tile. */
function panel<T>(
  a: u32, aRow: u32, aStep: u32, b: u32, bStep: u32, out: u32, rows: u32, inner: u32, width: u32, cRow: u32, edge: u32,
): void {
  const narrow = width * <u32>sizeof<T>() < tileBytes;
  for (let i: u32 = 0; i < rows; i += 4) {
    const height = min<u32>(4, rows - i);
    const at = out + i * cRow;
    // Past the last row the last one again: its sums are not kept.
    const a0 = a + i * aRow;
    const a1 = height > 1 ? a0 + aRow : a0;
    const a2 = height > 2 ? a1 + aRow : a1;
    const a3 = height > 3 ? a2 + aRow : a2;
    if (height == 4 && !narrow) {
      tile<T>(a0, a1, a2, a3, aStep, b, bStep, inner, at, cRow);
      continue;
    }
    for (let r: u32 = 0; r < height; r++) copyRow<T>(at + r * cRow, edge + r * tileBytes, width);
    tile<T>(a0, a1, a2, a3, aStep, b, bStep, inner, edge, tileBytes);
    for (let r: u32 = 0; r < height; r++) copyRow<T>(edge + r * tileBytes, at + r * cRow, width);
  }
}

// @ts-ignore: decorator
@inline
function copyRow<T>(from: u32, to: u32, count: u32): void {
  for (let j: u32 = 0; j < count; j++) store<T>(to + j * <u32>sizeof<T>(), load<T>(from + j * <u32>sizeof<T>()));
}
