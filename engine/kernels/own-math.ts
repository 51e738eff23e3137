/**
 * The engine's own functions for host code, float64: the same bits in every JavaScript engine, unlike those of Math, and the same
 * as in the kernels. Accurate to 2 units in the last place (`pow`: 4). Knows no model.
 */
import { compiledFunction } from './evaluate-function.ts';

export const exp = (x: number): number => compiledFunction('exp')(x);
/** Natural logarithm. */
export const log = (x: number): number => compiledFunction('log')(x);
/** e^x - 1. */
export const expm1 = (x: number): number => compiledFunction('expm1')(x);
/** log(1 + x). */
export const log1p = (x: number): number => compiledFunction('log1p')(x);
/** For |x| <= 1e5, in radians; NaN beyond. */
export const sin = (x: number): number => compiledFunction('sin')(x);
/** For |x| <= 1e5, in radians; NaN beyond. */
export const cos = (x: number): number => compiledFunction('cos')(x);
export const tanh = (x: number): number => compiledFunction('tanh')(x);
export const atan = (x: number): number => compiledFunction('atan')(x);
export const erf = (x: number): number => compiledFunction('erf')(x);
/** x^y, special values as in IEEE 754-2019: 1^y and x^0 are 1 even where the other is NaN. */
export const pow = (x: number, y: number): number => compiledFunction('pow')(x, y);
