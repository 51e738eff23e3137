import { describe, expect, it } from 'vitest';
import { NeurariumError } from '../../../engine/errors.ts';
import { ProgramBuilder } from '../../../engine/kernels/builder.ts';
import { type CellEnvironment, compileProgram, evaluateFunction } from '../../../engine/kernels/interpreter.ts';
import type { BinaryOp, CompareOp, Id, UnaryOp } from '../../../engine/kernels/ir.ts';
import { exp } from '../../../engine/kernels/own-math.ts';

type Precision = 'float64' | 'float32';

/** A cell whose values stand in a record, and which writes down what is done to it. */
class Cell implements CellEnvironment {
  readonly stored: Record<string, number> = {};
  readonly spikes: number[] = [];
  step = 7;
  dt = 0.1;
  isRefractory = false;
  readonly values: Readonly<Record<string, number>>;

  constructor(values: Readonly<Record<string, number>> = {}) {
    this.values = values;
  }

  load(from: string, name: string): number {
    return this.stored[name] ?? this.values[`${from} ${name}`]!;
  }

  store(_: 'state' | 'coefficient', name: string, value: number): void {
    this.stored[name] = value;
  }

  uniform(draw: number): number {
    return 0.5 + draw / 10;
  }

  normal(draw: number): number {
    return 1 - draw;
  }

  poisson(draw: number, mean: string): number {
    return draw + mean.length;
  }

  refractory(): boolean {
    return this.isRefractory;
  }

  spike(refractorySteps: number): void {
    this.spikes.push(refractorySteps);
  }
}

/** The value of one expression over `state x` and `state y`. */
function evaluated(build: (b: ProgramBuilder, x: Id, y: Id) => Id, x: number, y = 0, precision: Precision = 'float64'): number {
  const b = new ProgramBuilder();
  const result = build(b, b.load('state', 'x'), b.load('state', 'y'));
  b.push({ op: 'store', to: 'state', name: 'result', a: result });
  const cell = new Cell({ 'state x': x, 'state y': y });
  compileProgram(b.program(), precision)(cell);
  return cell.stored['result']!;
}

const unary = (op: UnaryOp | 'pow2' | 'exponent' | 'mantissa', x: number) => evaluated((b, a) => b.unary(op, a), x);
const binary = (op: BinaryOp, x: number, y: number) => evaluated((b, a, c) => b.binary(op, a, c), x, y);
const compare = (op: CompareOp, x: number, y: number) =>
  evaluated((b, a, c) => b.select(b.compare(op, a, c), b.constant(1), b.constant(0)), x, y) === 1;

describe('arithmetic', () => {
  it('is that of IEEE 754', () => {
    expect([binary('add', 0.1, 0.2), binary('sub', 0.3, 0.1), binary('mul', 0.1, 3), binary('div', 1, 3)]).toEqual([
      0.1 + 0.2,
      0.3 - 0.1,
      0.1 * 3,
      1 / 3,
    ]);
    expect([unary('neg', 0), unary('abs', -0), unary('sqrt', 2), unary('floor', -0.5), unary('floor', 2.9)]).toEqual([
      -0,
      0,
      Math.sqrt(2),
      -1,
      2,
    ]);
  });

  it('nearest rounds halves to even and keeps the sign of zero', () => {
    const pairs = [
      [0.5, 0],
      [1.5, 2],
      [2.5, 2],
      [-0.5, -0],
      [-1.5, -2],
      [-2.5, -2],
      [0.49999999999999994, 0],
      [-0.2, -0],
      [0, 0],
      [-0, -0],
      [2 ** 52 - 0.5, 2 ** 52],
      [2 ** 51 + 0.5, 2 ** 51],
      [2 ** 52 + 1, 2 ** 52 + 1],
      [-(2 ** 53), -(2 ** 53)],
      [1e300, 1e300],
      [Infinity, Infinity],
      [-Infinity, -Infinity],
      [Number.NaN, Number.NaN],
    ] as const;
    for (const [x, expected] of pairs) expect(unary('nearest', x), `nearest ${x}`).toBe(expected);
  });

  it('min and max compare: a NaN in either gives the second', () => {
    expect([binary('min', 1, 2), binary('min', 2, 1), binary('max', 1, 2), binary('max', 2, 1)]).toEqual([1, 1, 2, 2]);
    for (const op of ['min', 'max'] as const) {
      expect(binary(op, Number.NaN, 3)).toBe(3);
      expect(binary(op, 3, Number.NaN)).toBe(Number.NaN);
      expect(binary(op, 0, -0)).toBe(-0);
      expect(binary(op, -0, 0)).toBe(0);
    }
  });

  it('comparisons with NaN are false', () => {
    expect([compare('lt', 1, 2), compare('lt', 2, 2), compare('le', 2, 2), compare('eq', 0, -0)]).toEqual([
      true,
      false,
      true,
      true,
    ]);
    for (const op of ['lt', 'le', 'eq'] as const) expect(compare(op, Number.NaN, Number.NaN)).toBe(false);
  });

  it('select passes its value on untouched, and masks combine', () => {
    expect(evaluated((b, x, y) => b.select(b.compare('lt', x, y), x, y), -0, 1)).toBe(-0);
    const table = [];
    for (const x of [0, 1]) {
      for (const y of [0, 1]) {
        table.push(
          evaluated(
            (b, p, q) => {
              const [first, second] = [b.compare('lt', b.constant(0), p), b.compare('lt', b.constant(0), q)];
              const bit = (mask: Id, weight: number) => b.select(mask, b.constant(weight), b.constant(0));
              return b.add(
                b.add(bit(b.logic('and', first, second), 1), bit(b.logic('or', first, second), 2)),
                bit(b.not(first), 4),
              );
            },
            x,
            y,
          ),
        );
      }
    }
    expect(table).toEqual([4, 6, 2, 3]);
  });

  it('pow2, exponent and mantissa take a number apart and put it together', () => {
    for (const k of [-1022, -1021, -1, 0, 1, 52, 1023]) expect(unary('pow2', k)).toBe(2 ** k);
    for (const x of [1, 1.5, 0.1, 3, 2 ** -1022, Number.MAX_VALUE, 1e-300]) {
      expect(unary('mantissa', x)).toBeGreaterThanOrEqual(1);
      expect(unary('mantissa', x)).toBeLessThan(2);
      expect(unary('mantissa', x) * unary('pow2', unary('exponent', x))).toBe(x);
    }
  });
});

describe('float32', () => {
  it('rounds loads, constants and every result', () => {
    const f = Math.fround;
    expect(evaluated((_, x) => x, 0.1, 0, 'float32')).toBe(f(0.1));
    expect(evaluated((b) => b.constant(0.1), 0, 0, 'float32')).toBe(f(0.1));
    expect(evaluated((b, x, y) => b.add(b.mul(x, y), x), 0.1, 0.7, 'float32')).toBe(f(f(f(0.1) * f(0.7)) + f(0.1)));
    expect(evaluated((b) => b.push({ op: 'dt' }), 0, 0, 'float32')).toBe(f(0.1));
  });

  it('evaluates functions in float64 on rounded arguments, and rounds once', () => {
    const given = evaluated((b, x) => b.call('exp', x), 0.7, 0, 'float32');
    expect(given).toBe(Math.fround(exp(Math.fround(0.7))));
    expect(evaluated((b, x, y) => b.call('pow', x, y), 0.7, 1.3, 'float32')).toBe(
      Math.fround(evaluateFunction('pow', Math.fround(0.7), Math.fround(1.3))),
    );
  });
});

describe('a cell', () => {
  it('is asked for its parameters, ports, draws, step and dt', () => {
    const b = new ProgramBuilder();
    const parts = [
      b.load('parameter', 'p'),
      b.load('coefficient', 'c'),
      b.load('port', 'in'),
      b.push({ op: 'step' }),
      b.push({ op: 'uniform', draw: 2 }),
    ];
    b.push({ op: 'store', to: 'state', name: 'sum', a: parts.reduce((sum, part) => b.add(sum, part)) });
    const cell = new Cell({ 'parameter p': 1000, 'coefficient c': 200, 'port in': 30 });
    compileProgram(b.program(), 'float64')(cell);
    expect(cell.stored).toEqual({ sum: 1000 + 200 + 30 + 7 + 0.7 });
  });

  it('is stored to only after everything was loaded', () => {
    const b = new ProgramBuilder();
    b.push({ op: 'store', to: 'state', name: 'x', a: b.load('state', 'y') });
    b.push({ op: 'store', to: 'state', name: 'y', a: b.load('state', 'x') });
    const cell = new Cell({ 'state x': 1, 'state y': 2 });
    compileProgram(b.program(), 'float64')(cell);
    expect(cell.stored).toEqual({ x: 2, y: 1 });
  });

  it('spikes where the mask is true, for the given number of refractory steps', () => {
    const b = new ProgramBuilder();
    const over = b.compare('lt', b.constant(1), b.load('state', 'v'));
    const mask = b.logic('and', over, b.not(b.push({ op: 'refractory' })));
    b.push({ op: 'spike', mask, refractory: b.load('coefficient', 'steps') });
    const run = compileProgram(b.program(), 'float64');
    const cells = [1, 2, 2].map((v) => new Cell({ 'state v': v, 'coefficient steps': 20 }));
    cells[2]!.isRefractory = true;
    for (const cell of cells) run(cell);
    expect(cells.map(({ spikes }) => spikes)).toEqual([[], [20], []]);
  });

  it('is independent of the cell before it', () => {
    const b = new ProgramBuilder();
    b.push({ op: 'store', to: 'state', name: 'y', a: b.call('exp', b.load('state', 'x')) });
    const run = compileProgram(b.program(), 'float64');
    const results = [1, 2, 1].map((x) => {
      const cell = new Cell({ 'state x': x });
      run(cell);
      return cell.stored['y'];
    });
    expect(results).toEqual([exp(1), exp(2), exp(1)]);
  });
});

describe('expm', () => {
  it('gives every entry of one matrix, computed anew in each run', () => {
    const b = new ProgramBuilder();
    const rate = b.load('parameter', 'rate');
    const matrix = [b.unary('neg', rate), rate, b.constant(0), b.constant(0)];
    for (const [row, column, name] of [
      [0, 0, 'decay'],
      [0, 1, 'gain'],
      [1, 1, 'one'],
    ] as const) {
      b.push({ op: 'store', to: 'coefficient', name, a: b.push({ op: 'expm', matrix, size: 2, row, column }) });
    }
    const run = compileProgram(b.program(), 'float64');
    for (const given of [0.1, 2]) {
      const cell = new Cell({ 'parameter rate': given });
      run(cell);
      expect(cell.stored['decay']).toBe(exp(-given));
      expect(cell.stored['gain']).toBeCloseTo(1 - Math.exp(-given), 14);
      expect(cell.stored['one']).toBe(1);
    }
  });
});

describe('a program that the interpreter cannot run', () => {
  const compile = (precision: Precision, build: (b: ProgramBuilder) => void) => () => {
    const b = new ProgramBuilder();
    build(b);
    return compileProgram(b.program(), precision);
  };

  it.each([
    ['reduce', 'float64', (b: ProgramBuilder) => b.push({ op: 'reduce', kind: 'sum', axis: 'time', a: b.constant(1) })],
    ['argument', 'float64', (b: ProgramBuilder) => b.push({ op: 'argument', index: 0 })],
    ['pow2', 'float32', (b: ProgramBuilder) => b.unary('pow2', b.constant(1))],
    ['expm', 'float32', (b: ProgramBuilder) => b.push({ op: 'expm', matrix: [b.constant(0)], size: 1, row: 0, column: 0 })],
  ] as const)('with %s in %s is refused by name', (op, precision, build) => {
    expect(compile(precision, build)).toThrow(NeurariumError);
    expect(compile(precision, build)).toThrow(`'${op}'`);
  });
});
