/** Splits the line of a variable into drift and diffusion, dx/dt = drift + diffusion xi. Knows syntax only: no integrator, no unit. */
import { errorAt } from './place.ts';
import type { ArithmeticNode, Expression, Line, NumberNode, WhereNode } from './syntax.ts';
import { namesIn } from './syntax.ts';

interface Split {
  /** null: structurally zero. */
  readonly drift: Expression | null;
  readonly diffusion: Expression | null;
}

export interface NoisyLine {
  readonly drift: Expression;
  /** The factor of xi; null for a line without noise. */
  readonly diffusion: Expression | null;
}

export function mentionsNoise(expression: Expression): boolean {
  return namesIn(expression).some(({ name }) => name === 'xi');
}

function constant(value: number, { at }: Expression): NumberNode {
  return { kind: 'number', value, unit: '', at };
}

function negated(a: Expression | null): Expression | null {
  return a === null ? null : { kind: 'negate', a, at: a.at };
}

function times(node: ArithmeticNode, a: Expression | null, b: Expression | null): Expression | null {
  if (a === null || b === null) return null;
  if (a.kind === 'number' && a.value === 1) return node.op === '*' ? b : { ...node, a, b };
  return b.kind === 'number' && b.value === 1 ? a : { ...node, a, b };
}

function plus(node: ArithmeticNode, a: Expression | null, b: Expression | null): Expression | null {
  if (b === null) return a;
  if (a === null) return node.op === '-' ? negated(b) : b;
  return { ...node, a, b };
}

function nonlinear(at: Expression) {
  return errorAt(at.at, {
    message: "noise must enter a line as a sum with products of 'xi': it is not linear in 'xi' here",
    hint: 'Write dx/dt = drift + diffusion * xi.',
  });
}

function splitArithmetic(node: ArithmeticNode): Split {
  const { op, a, b } = node;
  if (op === '+' || op === '-') {
    const [left, right] = [split(a), split(b)];
    return { drift: plus(node, left.drift, right.drift), diffusion: plus(node, left.diffusion, right.diffusion) };
  }
  if (mentionsNoise(b)) {
    if (op === '/' || mentionsNoise(a)) throw nonlinear(node);
    const right = split(b);
    return { drift: times(node, a, right.drift), diffusion: times(node, a, right.diffusion) };
  }
  const left = split(a);
  return { drift: times(node, left.drift, b), diffusion: times(node, left.diffusion, b) };
}

function splitChoice(node: WhereNode): Split {
  if (mentionsNoise(node.condition)) throw nonlinear(node);
  const [a, b] = [split(node.a), split(node.b)];
  const either = (left: Expression | null, right: Expression | null): Expression | null => {
    if (left === null && right === null) return null;
    return { ...node, a: left ?? constant(0, node.a), b: right ?? constant(0, node.b) };
  };
  return { drift: either(a.drift, b.drift), diffusion: either(a.diffusion, b.diffusion) };
}

function split(expression: Expression): Split {
  if (!mentionsNoise(expression)) return { drift: expression, diffusion: null };
  switch (expression.kind) {
    case 'name':
      return { drift: null, diffusion: constant(1, expression) };
    case 'negate': {
      const { drift, diffusion } = split(expression.a);
      return { drift: negated(drift), diffusion: negated(diffusion) };
    }
    case 'arithmetic':
      return splitArithmetic(expression);
    case 'where':
      return splitChoice(expression);
    default:
      throw nonlinear(expression);
  }
}

/** A line without noise keeps its expression as it is. @throws NeurariumError 'equation' for what is not linear in xi */
export function splitNoise({ expression }: Line): NoisyLine {
  const { drift, diffusion } = split(expression);
  return { drift: drift ?? constant(0, expression), diffusion };
}
