import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fixedKernels } from '../../../engine/kernels/fixed.ts';
import { referenceKernels } from '../../../engine/kernels/fixed-reference.ts';
import { type MatrixKernels, packBytes } from '../../../engine/kernels/matrix-kernels.ts';

const precisions = ['float64', 'float32'] as const;
type Precision = (typeof precisions)[number];

/** Arrays one after the other in a memory, as far apart as their alignment allows; the last one ends where the memory ends. */
class Layout {
  readonly memory = new WebAssembly.Memory({ initial: 4, maximum: 4 });
  readonly precision: Precision;
  readonly bytes: number;
  #end = this.memory.buffer.byteLength;

  constructor(precision: Precision) {
    this.precision = precision;
    this.bytes = precision === 'float64' ? 8 : 4;
  }

  /** From the end of the memory downwards: what reads or writes past the first array put leaves the memory. */
  put(numbers: ArrayLike<number>): number {
    this.#end -= numbers.length * this.bytes;
    this.view(this.#end, numbers.length).set(numbers);
    return this.#end;
  }

  view(address: number, length: number): Float64Array | Float32Array {
    return this.bytes === 8
      ? new Float64Array(this.memory.buffer, address, length)
      : new Float32Array(this.memory.buffer, address, length);
  }

  /** All numbers but the first `from` bytes. */
  rest(from: number): Float64Array | Float32Array {
    return this.view(from, (this.memory.buffer.byteLength - from) / this.bytes);
  }
}

/** What `body` returns and leaves behind, of both back ends; `body` says where scratch ends, from where all must agree. */
function expectSame(
  precision: Precision,
  body: (kernels: MatrixKernels, layout: Layout) => { from: number; result?: number },
): void {
  const [own, plain] = [new Layout(precision), new Layout(precision)];
  const { from, result } = body(fixedKernels(own.memory), own);
  expect(Object.is(result, body(referenceKernels(plain.memory), plain).result)).toBe(true);
  const [found, wanted] = [own.rest(from), plain.rest(from)];
  const wrong = found.findIndex((value, i) => !Object.is(value, wanted[i]));
  expect(wrong, `number ${wrong} is ${found[wrong]}, expected ${wanted[wrong]}`).toBe(-1);
}

const usual = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e3, max: 1e3 });
const special = fc.constantFrom(NaN, Infinity, -Infinity, -0, 0, 1e-42, 5e-324, 3e38, -1e308);
const number = fc.oneof({ weight: 30, arbitrary: usual }, { weight: 1, arbitrary: special });
const size = fc.oneof(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 10, max: 37 }));
const padding = fc.nat(5);

/** Numbers drawn in a short list and repeated with a prime period, so that large arrays cost no long lists. */
const source = fc.array(number, { minLength: 211, maxLength: 211 }).map((drawn) => {
  let at = 0;
  return (length: number) => Array.from({ length }, () => drawn[at++ % drawn.length]!);
});

const kinds = ['matrixProduct', 'matrixProductTN', 'matrixProductNT'] as const;

describe('the products of matrices', () => {
  for (const kind of kinds) {
    for (const precision of precisions) {
      it(`${kind}, ${precision}: are the plain triple loop, bit for bit, whatever the shape`, () => {
        fc.assert(
          fc.property(size, size, size, padding, padding, padding, source, (rows, inner, columns, padA, padB, padC, take) => {
            const [aRows, aColumns] = kind === 'matrixProductTN' ? [inner, rows] : [rows, inner];
            const [bRows, bColumns] = kind === 'matrixProductNT' ? [columns, inner] : [inner, columns];
            const [ldA, ldB, ldC] = [aColumns + padA, bColumns + padB, columns + padC];
            // The last row has no padding: nothing behind a matrix may be touched.
            const length = (height: number, width: number, ld: number) => Math.max(0, (height - 1) * ld + width);
            const [a, b, c] = [
              take(length(aRows, aColumns, ldA)),
              take(length(bRows, bColumns, ldB)),
              take(length(rows, columns, ldC)),
            ];
            for (const last of [a, b, c]) {
              expectSame(precision, (kernels, layout) => {
                const behind = layout.put(last);
                const place = (array: number[]) => (array === last ? behind : layout.put(array));
                const addresses = [place(a), place(b), place(c)] as const;
                const from = Math.min(...addresses);
                const pack = from - packBytes(inner, columns, precision);
                const multiply = kernels[`${kind}${precision === 'float64' ? 64 : 32}`];
                multiply(...addresses, rows, inner, columns, ldA, ldB, ldC, pack);
                expect(layout.view(0, pack / layout.bytes).every((value) => value === 0)).toBe(true);
                return { from };
              });
            }
          }),
          { numRuns: 60 },
        );
      });
    }
  }

  it('let what is not finite reach its own row and column alone', () => {
    for (const precision of precisions) {
      const layout = new Layout(precision);
      const ones = (length: number) => Array.from({ length }, () => 1);
      const [a, b, c] = [layout.put(ones(5 * 6)), layout.put(ones(6 * 9)), layout.put(ones(5 * 9))];
      layout.view(a, 30)[2 * 6 + 3] = Number.NaN;
      layout.view(b, 54)[4 * 9 + 8] = Number.POSITIVE_INFINITY;
      const multiply = fixedKernels(layout.memory)[precision === 'float64' ? 'matrixProduct64' : 'matrixProduct32'];
      multiply(a, b, c, 5, 6, 9, 6, 9, 9, 1024);
      for (const [at, value] of layout.view(c, 45).entries()) {
        const [i, j] = [Math.floor(at / 9), at % 9];
        expect(value).toBe(i === 2 ? Number.NaN : j === 8 ? Number.POSITIVE_INFINITY : 7);
      }
    }
  });
});

describe('the other kernels over matrices and vectors', () => {
  it('transpose', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...precisions),
        size,
        size,
        padding,
        padding,
        source,
        (precision, rows, columns, pad, padTo, take) => {
          const [ldFrom, ldTo] = [columns + pad, rows + padTo];
          const numbers = take(rows * ldFrom);
          expectSame(precision, (kernels, layout) => {
            const [from, to] = [layout.put(numbers), layout.put(Array.from({ length: columns * ldTo }, () => 7))];
            kernels[precision === 'float64' ? 'transpose64' : 'transpose32'](from, to, rows, columns, ldFrom, ldTo);
            return { from: 0 };
          });
        },
      ),
    );
  });

  it('sum columns, in ascending order of the rows', () => {
    fc.assert(
      fc.property(fc.constantFrom(...precisions), size, size, padding, source, (precision, rows, columns, pad, take) => {
        const [ldA, before] = [columns + pad, take(columns)];
        const numbers = take(rows * ldA);
        expectSame(precision, (kernels, layout) => {
          const [out, a] = [layout.put(before), layout.put(numbers)];
          kernels[precision === 'float64' ? 'columnSums64' : 'columnSums32'](a, out, rows, columns, ldA);
          return { from: 0 };
        });
      }),
    );
  });

  it('add a vector times a factor', () => {
    fc.assert(
      fc.property(fc.constantFrom(...precisions), number, size, source, (precision, factor, count, take) => {
        const numbers = take(2 * count);
        expectSame(precision, (kernels, layout) => {
          const [y, x] = [layout.put(numbers.slice(count)), layout.put(numbers.slice(0, count))];
          kernels[precision === 'float64' ? 'axpy64' : 'axpy32'](factor, x, y, count);
          return { from: 0 };
        });
      }),
    );
  });

  it('multiply vectors in float64, in an order of their own', () => {
    fc.assert(
      fc.property(fc.constantFrom(...precisions), fc.boolean(), size, source, (precision, itself, count, take) => {
        const numbers = take(2 * count);
        expectSame(precision, (kernels, layout) => {
          const [y, x] = [layout.put(numbers.slice(count)), layout.put(numbers.slice(0, count))];
          const [dot, norm] =
            precision === 'float64' ? [kernels.dot64, kernels.squaredNorm64] : [kernels.dot32, kernels.squaredNorm32];
          return { from: 0, result: itself ? norm(x, count) : dot(x, y, count) };
        });
      }),
    );
  });

  it('do not lose small float32 numbers beside large ones', () => {
    const layout = new Layout('float32');
    const x = layout.put([4096, ...Array.from({ length: 20 }, () => 2 ** -10)]);
    expect(fixedKernels(layout.memory).squaredNorm32(x, 21)).toBe(2 ** 24 + 20 * 2 ** -20);
  });
});
