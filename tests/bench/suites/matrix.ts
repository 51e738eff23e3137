/** Products of matrices: the fixed kernels beside numpy and a plain loop, a large square and the shapes of learning by gradients. */
import { fixedKernels, type MatrixProduct, packBytes } from '../../../engine/kernels/index.ts';
import { type Contestant, interleave, type Measured, type Result, runsOf } from '../interleave.ts';
import { figure } from '../report.ts';
import { findings, type Suite, timed } from '../suite.ts';
import { numpyAbout, numpyProduct, type Product } from '../yardsticks/numpy.ts';

const square: Product = { kind: 'NN', rows: 512, inner: 512, columns: 512 };

/** A batch of 64 through 784, 256, 128 and 10 units: forwards, gradients of weights, errors backwards; and one example alone. */
const training: readonly Product[] = [
  { kind: 'NN', rows: 64, inner: 784, columns: 256 },
  { kind: 'NN', rows: 64, inner: 256, columns: 128 },
  { kind: 'NN', rows: 64, inner: 128, columns: 10 },
  { kind: 'TN', rows: 784, inner: 64, columns: 256 },
  { kind: 'TN', rows: 256, inner: 64, columns: 128 },
  { kind: 'NT', rows: 64, inner: 128, columns: 256 },
  { kind: 'NN', rows: 1, inner: 784, columns: 256 },
];

/** Operations in one timed run of a kernel. */
const RUN = 1e9;

const nameOf = ({ kind, rows, inner, columns }: Product) => `${kind} ${rows} x ${inner} x ${columns}`;
const operations = ({ rows, inner, columns }: Product) => 2 * rows * inner * columns;
const repetitionsOf = (product: Product) => Math.ceil(RUN / operations(product));

/** Between -1 and 1, without a pattern that matters. */
const numberAt = (i: number) => ((i * 7919) % 2003) / 1001 - 1;

/** Lays the factors and the result into a memory; the function returned multiplies them. */
function laid({ kind, rows, inner, columns }: Product, bytes: 4 | 8): () => void {
  const a = 64;
  const b = a + rows * inner * bytes + 64;
  const c = b + inner * columns * bytes + 64;
  const pack = c + rows * columns * bytes + 64;
  const end = pack + packBytes(inner, columns, bytes === 8 ? 'float64' : 'float32');
  const memory = new WebAssembly.Memory({ initial: Math.ceil(end / 65536) });
  const numbers = bytes === 8 ? new Float64Array(memory.buffer) : new Float32Array(memory.buffer);
  for (let i = 0; i < c / bytes; i++) numbers[i] = numberAt(i);
  const leading = [kind === 'TN' ? rows : inner, kind === 'NT' ? inner : columns, columns] as const;
  const multiply: MatrixProduct = fixedKernels(memory)[`matrixProduct${kind === 'NN' ? '' : kind}${bytes === 8 ? 64 : 32}`];
  return () => multiply(a, b, c, rows, inner, columns, ...leading, pack);
}

function repeated(name: string, once: () => void, repetitions: number, amount: number): Contestant {
  const run = (): Measured => ({
    seconds: timed(() => {
      for (let k = 0; k < repetitions; k++) once();
    }),
    amount,
  });
  return { name, run };
}

function kernel(name: string, product: Product, bytes: 4 | 8 = 4): Contestant {
  const repetitions = repetitionsOf(product);
  return repeated(name, laid(product, bytes), repetitions, repetitions * operations(product));
}

/** Three loops over typed arrays, the innermost along the rows of b and c. */
function plainLoop(name: string, { rows, inner, columns }: Product): Contestant {
  const made = (length: number) => Float32Array.from({ length }, (_, i) => numberAt(i));
  const [a, b, c] = [made(rows * inner), made(inner * columns), new Float32Array(rows * columns)];
  const once = () => {
    for (let i = 0; i < rows; i++) {
      for (let k = 0; k < inner; k++) {
        const left = a[i * inner + k]!;
        for (let j = 0; j < columns; j++) c[i * columns + j]! += left * b[k * columns + j]!;
      }
    }
  };
  return repeated(name, once, 1, 2 * rows * inner * columns);
}

function numpy(name: string, product: Product): Contestant {
  const repetitions = repetitionsOf(product);
  return numpyProduct(name, product, repetitions, repetitions * operations(product));
}

/** Thousands of millions of operations in a second, round by round. */
const speeds = (result: Result, name: string) => runsOf(result, name).map(({ seconds, amount }) => amount! / seconds / 1e9);

/** Of speeds, not of times: the runs differ in how many products they make. */
function timesFaster(result: Result, faster: string, slower: string): number[] {
  const base = speeds(result, slower);
  return speeds(result, faster).map((speed, round) => speed / base[round]!);
}

const names = { kernel: '512 cubed, float32', double: '512 cubed, float64', plain: '512 cubed, plain JavaScript' } as const;
const beside = (name: string) => `${name}, numpy`;

export const matrixSuite: Suite = {
  name: 'matrix',
  about: 'products of matrices added to a matrix, rows x inner x columns, one thread',
  run: async ({ rounds }) => {
    const found = numpyAbout();
    const hasNumpy = !('absent' in found);
    const both = (name: string, product: Product) => [kernel(name, product), ...(hasNumpy ? [numpy(beside(name), product)] : [])];
    const all = [
      ...both(names.kernel, square),
      kernel(names.double, square, 8),
      plainLoop(names.plain, square),
      ...training.flatMap((product) => both(nameOf(product), product)),
    ];
    const result = await interleave(all, rounds);
    return findings(
      result,
      [
        ...all.map(({ name }) => figure(name, 'GFLOP/s', speeds(result, name), name === names.kernel ? { atLeast: 25 } : null)),
        figure('kernel faster than plain JavaScript', 'x', timesFaster(result, names.kernel, names.plain)),
        ...(hasNumpy
          ? [figure('numpy faster than the kernel', 'x', timesFaster(result, beside(names.kernel), names.kernel))]
          : []),
      ],
      ['NN: as stored; TN: the left factor is stored transposed; NT: the right one', hasNumpy ? found.about : found.absent],
    );
  },
};
