/** Numbers of the WebAssembly instructions that kernels use, as in the specification's index of instructions. */
import type { Precision } from './binding.ts';

export const scalar = {
  select: 0x1b,
  i32Add: 0x6a,
  i32Sub: 0x6b,
  i32Mul: 0x6c,
  i32And: 0x71,
  i32Or: 0x72,
  i32Shl: 0x74,
  i32ShrU: 0x76,
  i32Ctz: 0x68,
  i32Eq: 0x46,
  i32LtU: 0x49,
  i64ExtendI32S: 0xac,
  f32ConvertI32S: 0xb2,
  f64ConvertI32S: 0xb7,
} as const;

/** Of one number. */
export const number: Readonly<
  Record<Precision, { type: 'f32' | 'f64'; load: number; store: number; ne: number; sub: number; align: number }>
> = {
  float32: { type: 'f32', load: 0x2a, store: 0x38, ne: 0x5c, sub: 0x93, align: 2 },
  float64: { type: 'f64', load: 0x2b, store: 0x39, ne: 0x62, sub: 0xa1, align: 3 },
};

/** Without the prefix 0xfd. */
export const simd = {
  load: 0x00,
  load32x2Signed: 0x05,
  load32Splat: 0x09,
  load64Splat: 0x0a,
  store: 0x0b,
  constant: 0x0c,
  shuffle: 0x0d,
  i32x4Splat: 0x11,
  i64x2Splat: 0x12,
  f32x4Splat: 0x13,
  f64x2Splat: 0x14,
  i32x4LtS: 0x39,
  i32x4GtS: 0x3b,
  not: 0x4d,
  and: 0x4e,
  andNot: 0x4f,
  or: 0x50,
  xor: 0x51,
  bitSelect: 0x52,
  load32Lane: 0x56,
  load64Lane: 0x57,
  store32Lane: 0x5a,
  store64Lane: 0x5b,
  load64Zero: 0x5d,
  demoteF64x2Zero: 0x5e,
  promoteLowF32x4: 0x5f,
  i32x4Add: 0xae,
  i32x4ShrU: 0xad,
  i64x2Shl: 0xcb,
  i64x2ShrU: 0xcd,
  i64x2GtS: 0xd9,
  i64x2ExtmulLowI32x4U: 0xde,
  i64x2ExtmulHighI32x4U: 0xdf,
  f32x4ConvertI32x4S: 0xfa,
  i32x4TruncSatF64x2SZero: 0xfc,
  f64x2ConvertLowI32x4S: 0xfe,
} as const;

/** Instructions that exist for both widths. */
export interface FloatOpcodes {
  readonly eq: number;
  readonly ne: number;
  readonly lt: number;
  readonly le: number;
  readonly floor: number;
  readonly nearest: number;
  readonly abs: number;
  readonly neg: number;
  readonly sqrt: number;
  readonly add: number;
  readonly sub: number;
  readonly mul: number;
  readonly div: number;
  readonly pmin: number;
  readonly pmax: number;
  /** One bit per cell of a mask. */
  readonly bitmask: number;
  /** Loads one number into every cell. */
  readonly loadSplat: number;
}

export const float: Readonly<Record<Precision, FloatOpcodes>> = {
  float64: {
    eq: 0x47,
    ne: 0x48,
    lt: 0x49,
    le: 0x4b,
    floor: 0x75,
    nearest: 0x94,
    abs: 0xec,
    neg: 0xed,
    sqrt: 0xef,
    add: 0xf0,
    sub: 0xf1,
    mul: 0xf2,
    div: 0xf3,
    pmin: 0xf6,
    pmax: 0xf7,
    bitmask: 0xc4,
    loadSplat: simd.load64Splat,
  },
  float32: {
    eq: 0x41,
    ne: 0x42,
    lt: 0x43,
    le: 0x45,
    floor: 0x68,
    nearest: 0x6a,
    abs: 0xe0,
    neg: 0xe1,
    sqrt: 0xe3,
    add: 0xe4,
    sub: 0xe5,
    mul: 0xe6,
    div: 0xe7,
    pmin: 0xea,
    pmax: 0xeb,
    bitmask: 0xa4,
    loadSplat: simd.load32Splat,
  },
};
