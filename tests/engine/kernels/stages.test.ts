/** Steps that are cut at reductions: interpreted and compiled alike, whatever the program, and with the sums in their order. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defineCell, defineNeuron, network } from '../../../engine/index.ts';
import { fixedKernels, reduceKinds } from '../../../engine/kernels/fixed.ts';
import { referenceKernels } from '../../../engine/kernels/fixed-reference.ts';
import { stagesOf } from '../../../engine/kernels/stages.ts';
import { numbers, simulationOf, stimulateAt, valuesAfterSteps } from '../../simulated.ts';

const operations: readonly ((a: string, b: string) => string)[] = [
  ...['sum', 'mean', 'max', 'min', 'argmax', 'argmin'].flatMap((name) => [
    (a: string) => `${name}(${a}, row)`,
    (a: string) => `${name}(${a}, column)`,
  ]),
  (a) => `at(${a}, floor(2 * uniform()), row)`,
  (a, b) => `at(${a}, argmax(${b}, column), column)`,
  (a, b) => `${a} + ${b}`,
  (a, b) => `${a} * ${b} - index(row)`,
  (a, b) => `where(${a} < ${b}, ${a}, index(column))`,
  (a, b) => `${a} / (1 + abs(${b}))`,
  (a) => `tanh(${a})`,
  (a, b) => `min(${a}, ${b} - uniform())`,
];

const line = fc.record({ operation: fc.nat(operations.length - 1), a: fc.nat(1000), b: fc.nat(1000) });
const text = fc.array(line, { minLength: 1, maxLength: 14 }).map((lines) => {
  const known = ['x', 'y', 'input', 'gain', 't / 1 ms'];
  const written = lines.map(({ operation, a, b }, k) => {
    const pick = (seed: number) => `(${known[Math.max(0, known.length - 1 - (seed % Math.min(known.length, 6)))]})`;
    const definition = `d${k} = ${operations[operation]!(pick(a), pick(b))}`;
    known.push(`d${k}`);
    return definition;
  });
  const last = known.at(-1);
  // Both axes occur, and nothing that is not finite is stored.
  return [...written, `x' = tanh(where(abs(${last}) < 1e9, ${last}, mean(y, row)))`, "y' = x' + 0.1 * max(input, column)"];
});

const options = fc.record({
  row: fc.constantFrom(1, 2, 3, 5, 127, 128, 129, 300),
  column: fc.constantFrom(1, 2, 3),
  columnFirst: fc.boolean(),
  precision: fc.constantFrom('float64' as const, 'float32' as const),
  seed: fc.nat(1000),
});

describe('a step with reductions', () => {
  it('is the same to the bit interpreted and compiled, whatever it computes', () => {
    fc.assert(
      fc.property(text, options, (lines, { row, column, columnFirst, precision, seed }) => {
        const model = defineNeuron({
          name: 'random',
          source: 'of a test',
          axes: ['row', 'column'],
          parameters: { gain: { default: 0.7, doc: 'a number' } },
          state: { x: { unit: '1', initial: 0, doc: 'x' }, y: { unit: '1', initial: 0.5, doc: 'y' } },
          ports: { input: { unit: '1' } },
          equations: lines.join('\n'),
          spike: { when: 'x > mean(x, row) and index(column) == argmax(y, column)', reset: 'y = y - 1', refractory: '0.2 ms' },
        });
        const cells = model.of(columnFirst ? { column, row } : { row, column });
        const results = (['wasm', 'interpreter'] as const).map((backend) => {
          const simulation = simulationOf(network({ cells }, []), { backend, precision, lanes: 2, seed });
          const next = numbers(seed);
          for (let step = 0; step < 4; step += 2) {
            const value = Float64Array.from({ length: row * column }, () => 6 * next() - 3);
            stimulateAt(simulation, step, 'cells', 'input', { cells: 'all', value });
          }
          simulation.step(4);
          return [simulation.spikeHash, simulation.stateHash];
        });
        expect(results[0]).toEqual(results[1]);
      }),
      { numRuns: 60 },
    );
  });

  it('gathers nothing but NaN, which stops the run, where there is no such index', () => {
    for (const index of ['5', '-1', '0.5', '0 / input']) {
      const cell = defineCell({
        name: 'gatherer',
        source: 'of a test',
        state: { x: { unit: '1', initial: 1, doc: 'x' } },
        ports: { input: { unit: '1' } },
        equations: `x' = at(x, ${index})`,
      });
      expect(() => simulationOf(network({ a: cell.of(5) }, [])).step(), index).toThrow('state became NaN');
    }
  });

  it('reads state of before the step in all its stages, and its ports once', () => {
    const cell = defineCell({
      name: 'stages',
      source: 'of a test',
      state: { x: { unit: '1', initial: 1, doc: 'x' }, y: { unit: '1', initial: 10, doc: 'y' } },
      ports: { input: { unit: '1' } },
      equations: `
        x' = x + sum(x * input) + max(sum(y) + input)
        y' = y + input + at(x, 2 - index())
      `,
    });
    const simulation = simulationOf(network({ a: cell.of(3, { x: [1, 2, 3] }) }, []));
    const [x, y] = [valuesAfterSteps(simulation, 'a', 'x'), valuesAfterSteps(simulation, 'a', 'y')];
    stimulateAt(simulation, 0, 'a', 'input', { cells: 'all', value: Float64Array.of(1, 0, 2) });
    simulation.step(2);
    expect(x[0]).toEqual([1 + 7 + 32, 2 + 7 + 32, 3 + 7 + 32]);
    expect(y[0]).toEqual([10 + 1 + 3, 10 + 0 + 2, 10 + 2 + 1]);
    expect(x[1]).toEqual([40 + 39, 41 + 39, 42 + 39]);
  });
});

it('a step without reductions has no stages', () => {
  expect(
    stagesOf({
      instructions: [
        { op: 'load', from: 'state', name: 'x' },
        { op: 'store', to: 'state', name: 'x', a: 0 },
      ],
    }),
  ).toBe(null);
});

describe.each(['float64', 'float32'] as const)('the fixed kernels along an axis, in %s', (precision) => {
  const array = precision === 'float64' ? Float64Array : Float32Array;
  const memories = [new WebAssembly.Memory({ initial: 2 }), new WebAssembly.Memory({ initial: 2 })];
  const kernels = [fixedKernels(memories[0]!), referenceKernels(memories[1]!)];
  const hard = [0, -0, 1, 1, -1, 0.1, 1e30, -1e30, 3.3, 7];

  it.each(reduceKinds)('%s agrees with its reference, ties, zeros, infinities and NaN included', (kind) => {
    const next = numbers(3);
    for (const [outer, length, inner] of [
      [1, 300, 1],
      [3, 129, 2],
      [2, 128, 3],
      [40, 1, 2],
    ] as const) {
      const size = outer * length * inner;
      for (const rare of [[], [Infinity, -Infinity], [Number.NaN]]) {
        const values = Array.from({ length: size }, () => {
          const pool = next() < 0.01 && rare.length > 0 ? rare : hard;
          return pool[Math.floor(next() * pool.length)]!;
        });
        const results = memories.map((memory, k) => {
          new array(memory.buffer, 1024, size).set(values);
          const out = 1024 + 8 * 1024;
          const reduce = precision === 'float64' ? kernels[k]!.reduce64 : kernels[k]!.reduce32;
          reduce(reduceKinds.indexOf(kind), 1024, out, outer, length, inner);
          return [...new array(memory.buffer, out, size)];
        });
        expect(results[0]).toEqual(results[1]);
      }
    }
  });
});
