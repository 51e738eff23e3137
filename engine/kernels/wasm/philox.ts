/**
 * Emits the uniform draws of one vector of cells: Philox4x32-10 (Salmon et al. 2011, SC'11, doi 10.1145/2063384.2063405).
 * Two cells are drawn at once: one vector holds words 0 and 2 of both, (c0 c0' c2 c2'), another words 1 and 3. Each 32 x 32 bit
 * product of a round is then one half of a widening multiplication.
 */
import type { Precision } from './binding.ts';
import type { FunctionSource } from './encoder.ts';
import { FunctionBody } from './function-body.ts';
import type { ModuleBuilder } from './module-builder.ts';
import { float, simd } from './opcodes.ts';
import { repeatBytes, wordBytes } from './vector-bytes.ts';

const rounds = 10;
const multipliers = [0xd2511f53, 0xcd9e8d57] as const;
const weyl = [0x9e3779b9, 0xbb67ae85] as const;

/** Index of the function (cell of the vector's first lane, lane, step, draw) -> one number in [0, 1) per cell. */
export function uniformIndex(module: ModuleBuilder, precision: Precision, key: readonly [number, number]): number {
  return module.named('uniform', () => emitUniform(module, precision, key));
}

const parameter = { cell: 0, lane: 1, step: 2, draw: 3 } as const;

interface Words {
  /** Local of (x0 x0' x2 x2'). */
  readonly even: number;
  /** Local of (x1 x1' x3 x3'). */
  readonly odd: number;
}

function emitUniform(module: ModuleBuilder, precision: Precision, key: readonly [number, number]): FunctionSource {
  const body = new FunctionBody(['i32', 'i32', 'i32', 'i32'], ['v128']);
  if (precision === 'float64') {
    const words = { even: body.local('v128'), odd: body.local('v128') };
    emitDraw(body, module, key, words, 0);
    toFloat64(body, module, words);
  } else {
    const low = { even: body.local('v128'), odd: body.local('v128') };
    const high = { even: body.local('v128'), odd: body.local('v128') };
    emitDraw(body, module, key, low, 0);
    emitDraw(body, module, key, high, 2);
    toFloat32(body, module, low.even, high.even);
  }
  return body.finish(null);
}

/** The output words for the cells `cell + first` and `cell + first + 1`. */
function emitDraw(body: FunctionBody, module: ModuleBuilder, key: readonly [number, number], words: Words, first: number): void {
  splatPair(body, parameter.step, parameter.lane);
  body.set(words.even);
  splatPair(body, parameter.cell, parameter.draw);
  body.globalGet(module.constant(wordBytes(first, first + 1, 0, 0)));
  body.simd(simd.i32x4Add);
  body.set(words.odd);
  for (let round = 0; round < rounds; round++) {
    const [k0, k1] = [0, 1].map((i) => (key[i]! + Math.imul(round, weyl[i]!)) >>> 0) as [number, number];
    emitRound(body, module, wordBytes(k0, k0, k1, k1), words);
  }
}

/** (low low high high) of two i32 parameters. */
function splatPair(body: FunctionBody, low: number, high: number): void {
  body.get(low);
  body.simd(simd.i32x4Splat);
  body.get(high);
  body.simd(simd.i32x4Splat);
  body.shuffle(0, 1, 4, 5);
}

/** c0 = high(m1 c2) ^ c1 ^ k0; c1 = low(m1 c2); c2 = high(m0 c0) ^ c3 ^ k1; c3 = low(m0 c0). */
function emitRound(body: FunctionBody, module: ModuleBuilder, key: readonly number[], { even, odd }: Words): void {
  const factors = module.constant(wordBytes(multipliers[0], multipliers[0], multipliers[1], multipliers[1]));
  const first = body.local('v128');
  const second = body.local('v128');
  const product = (opcode: number, local: number) => {
    body.get(even);
    body.globalGet(factors);
    body.simd(opcode);
    body.set(local);
  };
  product(simd.i64x2ExtmulLowI32x4U, first);
  product(simd.i64x2ExtmulHighI32x4U, second);
  body.get(second);
  body.get(first);
  body.shuffle(1, 3, 5, 7);
  body.get(odd);
  body.simd(simd.xor);
  body.globalGet(module.constant(key));
  body.simd(simd.xor);
  body.set(even);
  body.get(second);
  body.get(first);
  body.shuffle(0, 2, 4, 6);
  body.set(odd);
}

function shiftedRight(body: FunctionBody, bits: number): void {
  body.i32(bits);
  body.simd(simd.i32x4ShrU);
}

/** ((x0 >>> 5) 2^26 + (x1 >>> 6)) 2^-53. */
function toFloat64(body: FunctionBody, module: ModuleBuilder, { even, odd }: Words): void {
  const { add, mul } = float.float64;
  const times = (factor: number) => {
    body.globalGet(module.constant(repeatBytes(factor, 'float64')));
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

/** (x0 >>> 8) 2^-24. */
function toFloat32(body: FunctionBody, module: ModuleBuilder, low: number, high: number): void {
  body.get(low);
  body.get(high);
  body.shuffle(0, 1, 4, 5);
  shiftedRight(body, 8);
  body.simd(simd.f32x4ConvertI32x4S);
  body.globalGet(module.constant(repeatBytes(2 ** -24, 'float32')));
  body.simd(float.float32.mul);
}
