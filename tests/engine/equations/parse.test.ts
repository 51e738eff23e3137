import { describe, expect, it } from 'vitest';
import { parseExpression, parseLines, parseStatements } from '../../../engine/equations/parse.ts';
import type { Expression } from '../../../engine/equations/syntax.ts';
import { NeurariumError } from '../../../engine/errors.ts';

/** The tree with all parentheses written. */
function full(e: Expression): string {
  switch (e.kind) {
    case 'number':
      return `${e.value}`;
    case 'name':
      return `${e.name}${e.primed ? "'" : ''}`;
    case 'negate':
      return `(-${full(e.a)})`;
    case 'not':
      return `(not ${full(e.a)})`;
    case 'arithmetic':
    case 'comparison':
    case 'logic':
      return `(${full(e.a)} ${e.op} ${full(e.b)})`;
    case 'power':
      return `(${full(e.base)} ^ ${full(e.exponent)})`;
    case 'where':
      return `where(${[e.condition, e.a, e.b].map(full).join(', ')})`;
    case 'call':
      return `${e.function}(${e.args.map(full).join(', ')})`;
    case 'draw':
      return `${e.distribution}(${e.args.map(full).join(', ')})`;
    case 'reduce':
      return `${e.reduction}(${full(e.a)} along ${e.axis})`;
    case 'gather':
      return `at(${full(e.a)}, ${full(e.index)} along ${e.axis})`;
    case 'index':
      return `index(along ${e.axis})`;
    default:
      return e satisfies never;
  }
}

const read = (text: string): string => full(parseExpression(text));
const equations = (text: string) => parseLines({ title: 'equations', text });

function errorOf(action: () => unknown): NeurariumError {
  try {
    action();
  } catch (error) {
    if (error instanceof NeurariumError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('an expression', () => {
  it.each([
    ['a - b - c', '((a - b) - c)'],
    ['a - b * c / d', '(a - ((b * c) / d))'],
    ['-v^2', '(-(v ^ 2))'],
    ['-v * w', '((-v) * w)'],
    ['a - -b', '(a - (-b))'],
    ['2^3^2', '(2 ^ (3 ^ 2))'],
    ['v ** -1 * w', '((v ^ (-1)) * w)'],
    ['(a + b) * c', '((a + b) * c)'],
    ['a + 1 < b * 2', '((a + 1) < (b * 2))'],
    ['not a < b and c == d or e != f', '(((not (a < b)) and (c == d)) or (e != f))'],
    ['where(v >= 0, exp(-v), max(v, w))', 'where((v >= 0), exp((-v)), max(v, w))'],
    ['uniform() < bernoulli(0.5)', '(uniform() < bernoulli(0.5))'],
    ['notable + order + android', '((notable + order) + android)'],
    ['1e-3 + .5 + 2. + 1E+2', '(((0.001 + 0.5) + 2) + 100)'],
  ])('%s is read as %s', (text, tree) => {
    expect(read(text)).toBe(tree);
  });

  it('turns a number with a unit into internal units', () => {
    expect(parseExpression('140 mV')).toMatchObject({ kind: 'number', value: 140, unit: 'mV' });
    expect(parseExpression('0.5s')).toMatchObject({ kind: 'number', value: 500, unit: 's' });
  });

  it('refuses a power right after a unit, which could be read in two ways', () => {
    expect(errorOf(() => parseExpression('2 mV^2')).message).toContain("'2 mV' followed by a power");
    expect(read('(2 mV)^2')).toBe('(2 ^ 2)');
  });
});

describe('equation lines', () => {
  it('are separated by line ends or semicolons, with comments and blank lines between', () => {
    const lines = equations(`
      # a comment with ( in it
      dv/dt = -v / tau   (unless refractory)   # another
      x' = x + y'; y' = 2

      rate = exp(v)
    `);
    expect(lines.map(({ kind, target, held }) => [kind, target.name, held])).toEqual([
      ['derivative', 'v', true],
      ['update', 'x', false],
      ['update', 'y', false],
      ['definition', 'rate', false],
    ]);
  });

  it('may go on after an operator and inside parentheses', () => {
    const [line] = equations('dv/dt = a +\n  b * max(c,\n d) - (e\n + f)\n');
    expect(full(line!.expression)).toBe('((a + (b * max(c, d))) - (e + f))');
  });

  it('tell a variable named d or dv from a derivative', () => {
    expect(equations('d = 1; dv = 2').map(({ kind, target }) => [kind, target.name])).toEqual([
      ['definition', 'd'],
      ['definition', 'dv'],
    ]);
  });
});

describe('statements', () => {
  it('know all assignments', () => {
    const statements = parseStatements({ title: 'reset', text: 'v = a; u += b\n w -= 1; x *= 2; y /= 3' });
    expect(statements.map(({ target, op }) => `${target.name} ${op}`)).toEqual(['v =', 'u +=', 'w -=', 'x *=', 'y /=']);
  });
});

describe('a syntax error', () => {
  it('shows line, column, the line and a caret', () => {
    const error = errorOf(() => equations('\n  dv/dt = -v / tau\n  dgE/dt = (gE + ) / tauE\n'));
    expect(error.code).toBe('equation');
    expect(error.where).toBe('equations, line 3, column 18');
    expect(error.message.split('\n')).toEqual([
      "syntax error: expected an expression, found ')'",
      '  dgE/dt = (gE + ) / tauE',
      '                 ^',
    ]);
  });

  it.each([
    ['dv/dt = a b', "expected an operator or the end of the line, found 'b'"],
    ['dv/dt = (a + b', "expected an operator or ')', found the end"],
    ['dv/dt = a +', 'expected an expression, found the end'],
    ['dv/dt += a', "expected '=', found '+'"],
    ['x = a < b < c', "expected an operator or the end of the line, found '<'"],
    ['x = min(a b)', "expected an operator, ',' or ')', found 'b'"],
    ['x = $', "expected an expression, found '$'"],
  ])('in %s says: %s', (text, words) => {
    expect(errorOf(() => equations(text)).message).toContain(words);
  });

  it('says that what follows a number is no unit', () => {
    expect(errorOf(() => equations('x = 3 foo')).hint).toContain("'foo' is no unit symbol");
  });

  it('comes from hostile nesting too, not a crash', () => {
    expect(errorOf(() => parseExpression('('.repeat(100000))).message).toContain('parentheses');
    expect(errorOf(() => parseExpression(`${'-'.repeat(100000)}x`)).message).toContain('nested too deeply');
  });
});

describe('a function', () => {
  it('that is unknown gets a suggestion', () => {
    const error = errorOf(() => parseExpression('epx(1)'));
    expect(error.message).toContain("'epx' is no known function");
    expect(error.hint).toBe("Did you mean 'exp'?");
  });

  it('checks how many arguments it is given', () => {
    expect(errorOf(() => parseExpression('exp(1, 2)')).message).toContain('exp was given 2, but takes 1 argument');
    expect(errorOf(() => parseExpression('where(a, b)')).message).toContain('where was given 2, but takes 3 arguments');
  });
});
