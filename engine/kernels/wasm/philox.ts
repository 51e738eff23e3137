/**
 * Emits the uniform draws of one vector of cells: Philox4x32-10 (Salmon et al. 2011, SC'11, doi 10.1145/2063384.2063405).
 * Two cells are drawn at once: one vector holds words 0 and 2 of both, (c0 c0' c2 c2'), another words 1 and 3. Each 32 x 32 bit
 * product of a round is then one half of a widening multiplication.
 */
import type { Precision } from './binding.ts';
import type { FunctionBody } from './function-body.ts';
import { float, scalar, simd } from './opcodes.ts';
import { repeatBytes, wordBytes } from './vector-bytes.ts';

const rounds = 10;
const multipliers = [0xd2511f53, 0xcd9e8d57] as const;
const weyl = [0x9e3779b9, 0xbb67ae85] as const;

interface Words {
  /** Local of (x0 x0' x2 x2'). */
  readonly even: number;
  /** Local of (x1 x1' x3 x3'). */
  readonly odd: number;
}

/** What the draws of a step need: where they are emitted, and the counter words that all cells share. */
export interface DrawContext {
  readonly body: FunctionBody;
  readonly precision: Precision;
  readonly key: readonly [number, number];
  /** Local with (step step lane lane). */
  readonly counter: number;
  /** Puts the index of the vector's first cell on the stack. */
  pushCell(): void;
  /** Puts the 16 bytes on the stack. */
  constant(bytes: readonly number[]): void;
}

/** Sets `counter` of the context, before the loop. */
export function enterDraws({ body, counter }: DrawContext, step: number, lane: number): void {
  body.get(step);
  body.simd(simd.i32x4Splat);
  body.get(lane);
  body.simd(simd.i32x4Splat);
  body.shuffle(0, 1, 4, 5);
  body.set(counter);
}

/** Puts one number in [0, 1) per cell on the stack: draw number `draw` of the step. */
export function pushUniform(context: DrawContext, draw: number): void {
  if (context.precision === 'float64') return toFloat64(context, emitWords(context, draw, 0));
  const low = emitWords(context, draw, 0);
  const high = emitWords(context, draw, 2);
  toFloat32(context, low.even, high.even);
}

/** Puts two float64 strictly between 0 and 1 on the stack, for the cells `first` and `first + 1`, whatever the precision. */
export function pushUniformOpen(context: DrawContext, draw: number, first: 0 | 2): void {
  toOpen(context, emitWords(context, draw, first));
}

/**
 * Puts one Poisson number per cell on the stack: draw number `draw` of the step, by the table at `table` (see poisson-table.ts). Each
 * threshold above a cell's word takes one off the largest number.
 */
export function pushPoisson(context: DrawContext, draw: number, table: number): void {
  const { body, constant } = context;
  const single = context.precision === 'float32';
  const [word, number] = [body.local('v128'), body.local('v128')];
  const [at, end] = [body.local('i32'), body.local('i32')];
  body.get(emitWords(context, draw, 0).even);
  if (single) {
    body.get(emitWords(context, draw, 2).even);
    body.shuffle(0, 1, 4, 5);
  }
  constant(wordBytes(...([0, 0, 0, 0].fill(0x80000000) as [number, number, number, number])));
  body.simd(simd.xor);
  body.set(word);
  for (const offset of [0, 4]) {
    body.i32(0);
    body.memory(simd.load32Splat, 4, table + offset);
  }
  body.simd(simd.i32x4Add);
  body.set(number);
  body.i32(0);
  body.set(at);
  body.i32(0);
  body.i32Load(table + 4);
  body.i32(2);
  body.op(scalar.i32Shl);
  body.tee(end);
  body.when(() =>
    body.loop(() => {
      body.get(word);
      body.get(at);
      body.memory(simd.load32Splat, 4, table + 8);
      body.simd(simd.i32x4LtS);
      body.get(number);
      body.simd(simd.i32x4Add);
      body.set(number);
      body.get(at);
      body.i32(4);
      body.op(scalar.i32Add);
      body.tee(at);
      body.get(end);
      body.op(scalar.i32LtU);
    }),
  );
  body.get(number);
  body.simd(single ? simd.f32x4ConvertI32x4S : simd.f64x2ConvertLowI32x4S);
}

/** The output words for the vector's cells `first` and `first + 1`. */
function emitWords(context: DrawContext, draw: number, first: number): Words {
  const { body, counter } = context;
  const words = { even: body.local('v128'), odd: body.local('v128') };
  body.get(counter);
  body.set(words.even);
  context.pushCell();
  body.simd(simd.i32x4Splat);
  context.constant(wordBytes(0xffffffff, 0xffffffff, 0, 0));
  body.simd(simd.and);
  context.constant(wordBytes(first, first + 1, draw, draw));
  body.simd(simd.i32x4Add);
  body.set(words.odd);
  for (let round = 0; round < rounds; round++) emitRound(context, round, words);
  return words;
}

/** c0 = high(m1 c2) ^ c1 ^ k0; c1 = low(m1 c2); c2 = high(m0 c0) ^ c3 ^ k1; c3 = low(m0 c0). */
function emitRound(context: DrawContext, round: number, { even, odd }: Words): void {
  const { body } = context;
  const [k0, k1] = [0, 1].map((word) => (context.key[word]! + Math.imul(round, weyl[word]!)) >>> 0) as [number, number];
  const products = [simd.i64x2ExtmulHighI32x4U, simd.i64x2ExtmulLowI32x4U].map((opcode) => {
    const product = body.local('v128');
    body.get(even);
    context.constant(wordBytes(multipliers[0], multipliers[0], multipliers[1], multipliers[1]));
    body.simd(opcode);
    body.set(product);
    return product;
  });
  const pushProducts = () => products.forEach((product) => body.get(product));
  pushProducts();
  body.shuffle(1, 3, 5, 7);
  body.get(odd);
  body.simd(simd.xor);
  context.constant(wordBytes(k0, k0, k1, k1));
  body.simd(simd.xor);
  body.set(even);
  pushProducts();
  body.shuffle(0, 2, 4, 6);
  body.set(odd);
}

function shiftedRight(body: FunctionBody, bits: number): void {
  body.i32(bits);
  body.simd(simd.i32x4ShrU);
}

/** ((x0 >>> 5) 2^26 + (x1 >>> 6)) 2^-53. */
function toFloat64({ body, constant }: DrawContext, { even, odd }: Words): void {
  const { add, mul } = float.float64;
  const times = (factor: number) => {
    constant(repeatBytes(factor, 'float64'));
    body.simd(mul);
  };
  body.get(even);
  shiftedRight(body, 5);
  body.simd(simd.f64x2ConvertLowI32x4S);
  times(2 ** 26);
  body.get(odd);
  shiftedRight(body, 6);
  body.simd(simd.f64x2ConvertLowI32x4S);
  body.simd(add);
  times(2 ** -53);
}

/** ((x0 >>> 6) 2^26 + (x1 >>> 6) + 1/2) 2^-52. */
function toOpen({ body, constant }: DrawContext, { even, odd }: Words): void {
  const { add, mul } = float.float64;
  const number = (value: number, opcode: number) => {
    constant(repeatBytes(value, 'float64'));
    body.simd(opcode);
  };
  body.get(even);
  shiftedRight(body, 6);
  body.simd(simd.f64x2ConvertLowI32x4S);
  number(2 ** 26, mul);
  body.get(odd);
  shiftedRight(body, 6);
  body.simd(simd.f64x2ConvertLowI32x4S);
  body.simd(add);
  number(0.5, add);
  number(2 ** -52, mul);
}

/** (x0 >>> 8) 2^-24. */
function toFloat32({ body, constant }: DrawContext, low: number, high: number): void {
  body.get(low);
  body.get(high);
  body.shuffle(0, 1, 4, 5);
  shiftedRight(body, 8);
  body.simd(simd.f32x4ConvertI32x4S);
  constant(repeatBytes(2 ** -24, 'float32'));
  body.simd(float.float32.mul);
}
