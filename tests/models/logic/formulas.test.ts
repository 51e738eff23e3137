import { describe, expect, it } from 'vitest';
import { atomsOf, evaluate, type Formula, normalForm, parseFormulas } from '../../../models/index.ts';
import { numbers } from '../../simulated.ts';

const only = (text: string): Formula => parseFormulas(text)[0]!.formula;

/** As JavaScript would have it: the row's bits are A, B, C. */
function table(text: string): string {
  const formula = only(text);
  return Array.from({ length: 8 }, (_, row) =>
    evaluate(formula, ({ name }) => ((row >> 'ABC'.indexOf(name)) & 1) === 1) ? 1 : 0,
  ).join('');
}

describe('parseFormulas', () => {
  it.each([
    ['A & B | C', (a: boolean, b: boolean, c: boolean) => (a && b) || c],
    ['A & (B | C)', (a: boolean, b: boolean, c: boolean) => a && (b || c)],
    ['!A | B ^ C', (a: boolean, b: boolean, c: boolean) => (!a || b) !== c],
    ['A -> B -> C', (a: boolean, b: boolean, c: boolean) => !a || !b || c],
    ['A <-> B <-> C', (a: boolean, b: boolean, c: boolean) => (a === b) === c],
    ['not A and B xor ~C or true', (a: boolean, b: boolean) => (!a && b) !== true],
    ['A && !!B || false', (a: boolean, b: boolean) => a && b],
  ])('reads %s', (text, meaning) => {
    const bits = Array.from({ length: 8 }, (_, row) => (meaning((row & 1) > 0, (row & 2) > 0, (row & 4) > 0) ? 1 : 0));
    expect(table(text)).toBe(bits.join(''));
  });

  it('reads times, and names of earlier lines with them', () => {
    const [, late] = parseFormulas('both = A & B(t-1)\nlate = both(t - 2) & A(t)');
    expect(late!.name).toBe('late');
    expect(atomsOf(late!.formula).map(({ name, delay }) => `${name}${delay}`)).toEqual(['A2', 'B3', 'A0']);
  });

  it('calls lines without a name y, y2, y3', () => {
    expect(parseFormulas('A; B; z = C; D').map(({ name }) => name)).toEqual(['y', 'y2', 'z', 'y4']);
  });

  it.each([
    ['A &', 'expected', 'line 1, column 4'],
    ['A B', "an operator or the end of the line, found 'B'", 'line 1, column 3'],
    ['x = A\ny = (A | B', 'expected', 'line 2, column 11'],
    ['A(t-x)', 'expected a number of steps', 'line 1, column 5'],
    ['A(x)', "expected 't'", 'line 1, column 3'],
    ['x = A; x = B', "'x' is defined twice", 'line 1, column 8'],
    ['x = A & x(t-1)', "'x' refers to itself, or to a later line", 'line 1, column 9'],
    ['', 'no formula', 'line 1, column 1'],
  ])('refuses %j', (text, message, where) => {
    expect(() => parseFormulas(text)).toThrow(
      expect.objectContaining({ code: 'equation', message: expect.stringContaining(message), where: `formula, ${where}` }),
    );
  });
});

describe('normalForm', () => {
  it('says the same as the formula, of 100 drawn tables of up to five atoms', () => {
    const draw = numbers(3);
    for (let trial = 0; trial < 100; trial++) {
      const names = 'ABCDE'.slice(0, 1 + Math.floor(5 * draw())).split('');
      const right = Array.from({ length: 2 ** names.length }, () => draw() < 0.5);
      const terms = right.flatMap((holds, row): Formula[] => {
        const parts = names.map((name, i): Formula => {
          const atom = { kind: 'atom', name, delay: 0 } as const;
          return ((row >> i) & 1) === 1 ? atom : { kind: 'not', a: atom };
        });
        return holds ? [{ kind: 'and', parts }] : [];
      });
      const normal = normalForm({ kind: 'or', parts: terms });
      right.forEach((holds, row) => expect(evaluate(normal, ({ name }) => ((row >> names.indexOf(name)) & 1) === 1)).toBe(holds));
    }
  });

  it('has few terms', () => {
    const count = (text: string): number => (normalForm(only(text)) as Formula & { kind: 'or' }).parts.length;
    expect(count('A & B | A & !B')).toBe(1);
    expect(count('A & B | B & C | A & C')).toBe(3);
    expect(count('A ^ B ^ C')).toBe(4);
    expect(count('A | !A')).toBe(1);
    expect(count('A & !A')).toBe(0);
  });

  it('refuses tables that would be long', () => {
    const names = Array.from({ length: 13 }, (_, i) => `x${i}`);
    expect(() => normalForm(only(names.join(' & ')))).toThrow('13 atoms, expected at most 12');
  });
});
