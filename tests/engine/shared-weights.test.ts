/** Weights that several projections share, and recurrent networks unrolled in time by them. */
import { describe, expect, it } from 'vitest';
import { allToAll, defineCell, network, oneToOne, probability, steps, uniform, unrolled, weightsOf } from '../../engine/index.ts';
import { inputUnit, lstmCell, tanhUnit } from '../../models/index.ts';
import { numbers, simulationOf, stimulateAt } from '../simulated.ts';
import { checkGradients, input, inputs, output, outputs, trainerOf, weight } from './learning/gradient-net.ts';

const full = allToAll();

describe('shared weights', () => {
  const shared = (wiring = full) =>
    network({ x: input.of(inputs), a: tanhUnit.of(outputs), b: tanhUnit.of(outputs), y: output.of(outputs) }, [
      { from: 'x', to: 'a', port: 'input', wiring, weight },
      { from: 'x', to: 'b', port: 'input', wiring, weight: weightsOf('x->a:input#0'), delay: steps(1) },
      { from: 'a', to: 'y', port: 'input', wiring: oneToOne(), weight: 1 },
      { from: 'b', to: 'y', port: 'input', wiring: oneToOne(), weight: 0.5 },
    ]);

  it.each([
    ['dense', full],
    ['sparse', probability(0.6)],
  ] as const)('are the same numbers, and have the gradients of all that they do: %s', (_, wiring) => {
    const net = trainerOf({}, shared(wiring));
    expect(net.trained.names).not.toContain('x->b:input#0');
    checkGradients(net);
  });

  it('lead the other way where they are transposed, and have the gradients of both ways', () => {
    const net = trainerOf(
      {},
      network({ x: input.of(inputs), a: tanhUnit.of(outputs), b: tanhUnit.of(inputs), y: output.of(outputs) }, [
        { from: 'x', to: 'a', port: 'input', wiring: full, weight },
        { from: 'a', to: 'b', port: 'input', wiring: full, weight: weightsOf('x->a:input#0', { transposed: true }) },
        // Twice transposed.
        {
          from: 'b',
          to: 'y',
          port: 'input',
          wiring: full,
          weight: weightsOf('a->b:input#0', { transposed: true }),
          delay: steps(1),
        },
      ]),
    );
    expect(net.trained.names.filter((name) => name.includes('->'))).toEqual(['x->a:input#0']);
    checkGradients(net);
  });

  it('are refused where they do not fit', () => {
    const made = (projection: object) => () =>
      network({ x: input.of(inputs), a: tanhUnit.of(outputs), b: tanhUnit.of(2) }, [
        { from: 'x', to: 'a', port: 'input', wiring: full, weight: 1 },
        { from: 'x', to: 'a', port: 'input', wiring: full, weight: weightsOf('x->a:input#0'), ...projection } as never,
      ]);
    expect(made({})).not.toThrow();
    expect(made({ weight: weightsOf('x->a:inptu#0') })).toThrow(/which is no projection before this one/);
    expect(made({ wiring: probability(0.5) })).toThrow(/the wiring is not that of x->a:input#0/);
    expect(made({ to: 'b' })).toThrow(/from 4 to 2 cells, but x->a:input#0, whose weights it takes, goes from 4 to 3 cells/);
    const turned = weightsOf('x->a:input#0', { transposed: true });
    expect(made({ weight: turned })).toThrow(/from 4 to 3 cells, but x->a:input#0, .*, goes from 3 to 4 cells when transposed/);
    const loose = () =>
      network({ x: input.of(2), a: tanhUnit.of(2) }, [
        { from: 'x', to: 'a', port: 'input', wiring: oneToOne(), weight: 1 },
        { from: 'a', to: 'x', port: 'input', wiring: oneToOne(), weight: turned, delay: steps(1) },
      ]);
    expect(loose).toThrow(/weights of x->a:input#0 transposed, by another wiring than allToAll/);
  });
});

describe('a network unrolled in time', () => {
  const recurrent = network({ x: inputUnit.of(2), h: tanhUnit.of(5), y: tanhUnit.of(3) }, [
    { from: 'x', to: 'h', port: 'input', wiring: full, weight: uniform(-1, 1) },
    { from: 'h', to: 'h', port: 'feedback', wiring: full, weight: uniform(-1, 1), delay: steps(1) },
    { from: 'y', to: 'h', port: 'feedback', wiring: full, weight: uniform(-1, 1), delay: steps(2) },
    { from: 'h', to: 'y', port: 'input', wiring: full, weight: uniform(-1, 1) },
    { from: 'y', to: 'y', port: 'feedback', wiring: full, weight: uniform(-1, 1), delay: steps(1) },
  ]);

  it('is feed-forward, and says in one step what the recurrent one says in many, bit for bit', () => {
    const length = 6;
    const deep = unrolled(recurrent, length);
    expect(deep.projections.every(({ delay }) => delay === 0)).toBe(true);
    const next = numbers(7);
    const given = Array.from({ length }, () => Float64Array.from({ length: 2 }, () => 2 * next() - 1));
    const stream = simulationOf(recurrent);
    const seen: number[][] = [];
    stream
      .population('y')
      .values$('y')
      .subscribe(({ values }) => seen.push(Array.from(values.subarray(0, 3))));
    given.forEach((value, t) => stimulateAt(stream, t, 'x', 'input', { cells: 'all', value }));
    stream.step(length);
    const graph = simulationOf(deep);
    const found: number[][] = [];
    for (let t = 0; t < length; t++) {
      graph
        .population(`y_${t}`)
        .values$('y')
        .subscribe(({ values }) => found.push(Array.from(values.subarray(0, 3))));
      stimulateAt(graph, 0, `x_${t}`, 'input', { cells: 'all', value: given[t]! });
    }
    graph.step(1);
    expect(found).toEqual(seen);
    expect(new Set(seen.flat()).size).toBe(3 * length);
  });

  it('is refused for cells that remember of themselves, and for delays in ms', () => {
    const made = (model: Parameters<typeof unrolled>[0]) => () => unrolled(model, 3);
    expect(made(network({ h: lstmCell.of(2) }, []))).toThrow(/remember of themselves/);
    const late = network({ h: tanhUnit.of(2) }, [
      { from: 'h', to: 'h', port: 'feedback', wiring: full, weight: 1, delay: '1 ms' },
    ]);
    expect(made(late)).toThrow(/its delay is in ms/);
    const begun = defineCell({
      name: 'begun',
      source: 'a test',
      state: { y: { unit: '1', initial: 1, doc: 'y' } },
      equations: "y' = 2",
    });
    expect(made(network({ h: begun.of(1) }, []))).toThrow(/variable y does not begin at 0/);
  });
});
