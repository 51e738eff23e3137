/** The engine's own functions as kernel programs, float64 to float64. A program's result is its last instruction. */
import { ProgramBuilder } from '../builder.ts';
import type { FunctionName, Id, Program } from '../ir.ts';
import { buildAtan } from './atan.ts';
import { buildCos } from './cos.ts';
import { buildErf } from './erf.ts';
import { buildExp } from './exp.ts';
import { buildExpm1 } from './expm1.ts';
import { buildLog } from './log.ts';
import { buildLog1p } from './log1p.ts';
import { buildCentralQuantile, buildNormalQuantile } from './normal-quantile.ts';
import { buildPow } from './pow.ts';
import { buildSin } from './sin.ts';
import { buildTanh } from './tanh.ts';

export const functionArity: Readonly<Record<FunctionName, 1 | 2>> = {
  exp: 1,
  log: 1,
  expm1: 1,
  log1p: 1,
  sin: 1,
  cos: 1,
  tanh: 1,
  atan: 1,
  erf: 1,
  pow: 2,
};

function binary(build: (b: ProgramBuilder, x: Id, y: Id) => Id): Program {
  const b = new ProgramBuilder();
  build(b, b.push({ op: 'argument', index: 0 }), b.push({ op: 'argument', index: 1 }));
  return b.program();
}

function unary(build: (b: ProgramBuilder, x: Id) => Id): Program {
  const b = new ProgramBuilder();
  build(b, b.push({ op: 'argument', index: 0 }));
  return b.program();
}

export const functionPrograms: Readonly<Record<FunctionName, Program>> = {
  exp: unary(buildExp),
  log: unary(buildLog),
  expm1: unary(buildExpm1),
  log1p: unary(buildLog1p),
  sin: unary(buildSin),
  cos: unary(buildCos),
  tanh: unary(buildTanh),
  atan: unary(buildAtan),
  erf: unary(buildErf),
  pow: binary(buildPow),
};

/** The quantile behind the draw `normal`; no text can call it, so it has no name among the functions. */
export const normalQuantileProgram: Program = unary(buildNormalQuantile);

/** The same, right only for |p - 1/2| up to `centralHalfWidth`. */
export const centralQuantileProgram: Program = unary(buildCentralQuantile);
export { centralHalfWidth } from './normal-quantile.ts';
