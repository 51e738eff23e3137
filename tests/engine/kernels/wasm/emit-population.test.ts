import { describe, expect, it } from 'vitest';
import { ProgramBuilder } from '../../../../engine/kernels/builder.ts';
import type { Id, Instruction, Program } from '../../../../engine/kernels/ir.ts';
import { emitPopulation, type Precision } from '../../../../engine/kernels/wasm/index.ts';
import { Population, type PopulationOptions, run } from './population.ts';

const precisions: readonly Precision[] = ['float64', 'float32'];
const sizes = [1, 2, 3, 4, 5, 6, 7, 8, 9, 127, 128, 129, 130];

function program(build: (b: ProgramBuilder) => void): Program {
  const b = new ProgramBuilder();
  build(b);
  return b.program();
}

function store(b: ProgramBuilder, name: string, a: Id): void {
  b.push({ op: 'store', to: 'state', name, a });
}

/** Fires where x > 0.5, resets to 0, and is then refractory for two steps. */
const firing = program((b) => {
  const x = b.load('state', 'x');
  const refractory = b.push({ op: 'refractory' });
  const mask = b.logic('and', b.compare('lt', b.constant(0.5), x), b.not(refractory));
  store(b, 'x', b.select(mask, b.constant(0), b.add(x, b.constant(0.25))));
  b.push({ op: 'spike', mask, refractory: b.load('parameter', 'steps') });
});

const copying = program((b) => store(b, 'x', b.add(b.load('state', 'x'), b.load('port', 'in'))));

describe.each(precisions)('an emitted population in %s', (precision) => {
  it.each(sizes)('records the spikes of %i cells in ascending order, and none of the padding', (size) => {
    const options: PopulationOptions = {
      precision,
      size,
      lanes: 2,
      parameters: { steps: 2 },
      state: { x: [1] },
      refractoryUntil: [-1],
    };
    const everyCell = Array.from({ length: size }, (_, i) => i);
    expect(run('compile', options, firing)[0]!.spikes).toEqual([everyCell, everyCell]);
    const sparse = { ...options, state: { x: [1, 0, 0, 1, 0] } };
    expect(run('compile', sparse, firing)[0]!.spikes).toEqual(run('interpret', sparse, firing)[0]!.spikes);
  });

  it('keeps a cell silent for the steps of its refractoriness, counted from the next', () => {
    const options: PopulationOptions = {
      precision,
      size: 3,
      parameters: { steps: [2, 0, 5] },
      state: { x: [1, 1, 1] },
      refractoryUntil: [-1],
    };
    const always = program((b) => {
      const mask = b.logic('and', b.compare('lt', b.constant(0), b.load('state', 'x')), b.not(b.push({ op: 'refractory' })));
      b.push({ op: 'spike', mask, refractory: b.load('parameter', 'steps') });
    });
    const results = run('compile', options, always, 7, 10);
    expect(results.map(({ spikes }) => spikes[0])).toEqual([[0, 1, 2], [1], [1], [0, 1], [1], [1], [0, 1, 2]]);
    expect(results[0]!.memory['refractoryUntil']).toEqual([12, 10, 15]);
  });

  it('takes arrivals from the slot of the step, adds them in order, and clears what it took', () => {
    const options: PopulationOptions = {
      precision,
      size: 5,
      lanes: 2,
      state: { x: [0] },
      slots: [3, 2],
      ports: {
        in: [
          { kind: 'counts', ring: 0, weight: -1.5, values: [0, 1, 2, 3] },
          { kind: 'sums', ring: 1, values: [10, 20, 30] },
        ],
      },
    };
    const population = new Population(options);
    const before = population.snapshot();
    population.compile(copying)(1, 7, false);
    const after = population.snapshot();
    // Lane 1, step 7: slot 1 of three and slot 1 of two.
    expect(after['state x']!.slice(0, 5)).toEqual([0, 0, 0, 0, 0]);
    expect(after['state x']!.slice(5)).toEqual(
      [0, 1, 2, 3, 4].map((cell) => before['input in 0']![15 + cell]! * -1.5 + before['input in 1']![15 + cell]!),
    );
    expect(after['input in 0']).toEqual(before['input in 0']!.map((count, i) => (i >= 15 && i < 20 ? 0 : count)));
    expect(after['input in 1']).toEqual(before['input in 1']!.map((sum, i) => (i >= 15 && i < 20 ? 0 : sum)));
  });

  it('clears the inputs of a port that the program does not read', () => {
    const options: PopulationOptions = {
      precision,
      size: 5,
      state: { x: [1] },
      slots: [1],
      ports: {
        in: [],
        idle: [
          { kind: 'counts', ring: 0, weight: 1, values: [7] },
          { kind: 'sums', ring: 0, values: [8] },
          { kind: 'stimulus', values: [9] },
        ],
      },
    };
    const [{ memory }] = run('compile', options, copying) as [ReturnType<typeof run>[number]];
    expect([memory['input idle 0'], memory['input idle 1'], memory['input idle 2']].flat()).toEqual(new Array(15).fill(0));
    expect(memory['state x']).toEqual([1, 1, 1, 1, 1]);
  });

  it('reads and clears stimuli only when it is told that there are some', () => {
    const options: PopulationOptions = {
      precision,
      size: 3,
      state: { x: [0] },
      ports: { in: [{ kind: 'stimulus', values: [1, 2, 3] }] },
    };
    const population = new Population(options);
    const kernel = population.compile(copying);
    kernel(0, 0, false);
    expect(population.snapshot()).toEqual({ 'state x': [0, 0, 0], 'input in 0': [1, 2, 3] });
    kernel(0, 1, true);
    expect(population.snapshot()).toEqual({ 'state x': [1, 2, 3], 'input in 0': [0, 0, 0] });
  });

  it('exports the step with stimuli only where a port has some', () => {
    const exportsOf = (options: PopulationOptions) =>
      WebAssembly.Module.exports(new WebAssembly.Module(emitPopulation(copying, new Population(options).binding))).map(
        ({ name }) => name,
      );
    expect(exportsOf({ precision, size: 3, state: { x: [0] }, ports: { in: [] } })).toEqual(['step']);
    expect(exportsOf({ precision, size: 3, state: { x: [0] }, ports: { in: [{ kind: 'stimulus', values: [0] }] } })).toEqual([
      'step',
      'stepStimulated',
    ]);
  });

  it('does nothing for a population without cells', () => {
    const options: PopulationOptions = { precision, size: 0, parameters: { steps: 2 }, state: { x: [1] }, refractoryUntil: [-1] };
    expect(run('compile', options, firing)[0]!.spikes).toEqual([[]]);
  });

  it('keeps what a step reads apart from what it writes', () => {
    const swap = program((b) => {
      const [x, y] = [b.load('state', 'x'), b.load('state', 'y')];
      store(b, 'x', y);
      store(b, 'y', x);
    });
    const [{ memory }] = run('compile', { precision, size: 3, state: { x: [1, 2, 3], y: [4, 5, 6] } }, swap) as [
      ReturnType<typeof run>[number],
    ];
    expect(memory).toEqual({ 'state x': [4, 5, 6], 'state y': [1, 2, 3] });
  });

  it('reads what only a reset needs before anything is written', () => {
    const source = program((b) => {
      const [x, y] = [b.load('state', 'x'), b.load('state', 'y')];
      const mask = b.compare('lt', b.constant(0), x);
      store(b, 'y', b.constant(9));
      store(b, 'x', b.select(mask, b.add(y, b.load('port', 'in')), b.constant(-1)));
      b.push({ op: 'spike', mask, refractory: null });
    });
    const options: PopulationOptions = {
      precision,
      size: 5,
      state: { x: [1, -1], y: [2, 3] },
      slots: [1],
      ports: { in: [{ kind: 'sums', ring: 0, values: [0.5] }] },
    };
    expect(run('compile', options, source)).toEqual(run('interpret', options, source));
  });
});

describe.each(precisions)('the flag for values that are not finite, in %s', (precision) => {
  const flag = (x: readonly number[], y: readonly number[], size: number) => {
    const source = program((b) => {
      store(b, 'x', b.mul(b.load('state', 'x'), b.constant(1)));
      store(b, 'y', b.mul(b.load('state', 'y'), b.constant(1)));
    });
    return run('compile', { precision, size, state: { x, y } }, source)[0]!.notFinite;
  };
  const at = (cell: number, value: number) => Array.from({ length: 128 }, (_, i) => (i === cell ? value : 1));

  it.each([Number.NaN, Infinity, -Infinity])('is set by %d in any cell', (value) => {
    for (const size of [1, 2, 3, 5, 9]) {
      for (let cell = 0; cell < size; cell++) expect(flag(at(cell, value), [1], size)).toBe(1);
    }
  });

  it('is set by infinities of opposite sign', () => {
    expect(flag([Infinity], [-Infinity], 1)).toBe(1);
    expect(flag([Infinity, -Infinity], [1], 4)).toBe(1);
  });

  it('stays clear for finite values, and for whatever the padding holds', () => {
    expect(flag([1e30, -1e-40, 0, -0], [5e-324], 9)).toBe(0);
    expect(flag([3e38], [3e38], 9)).toBe(0);
    for (const size of [1, 2, 3, 5, 9]) {
      for (let cell = size; cell < size + 4; cell++) expect(flag(at(cell, Number.NaN), [1], size)).toBe(0);
    }
  });

  it('is set by the only variable too, which is watched over all vectors at once where there is no padding', () => {
    const source = program((b) => {
      store(b, 'x', b.mul(b.load('state', 'x'), b.constant(1)));
    });
    const only = (x: readonly number[], size: number) => run('compile', { precision, size, state: { x } }, source)[0]!.notFinite;
    for (const size of [4, 5, 8, 128]) {
      for (const value of [Number.NaN, Infinity, -Infinity]) {
        for (let cell = 0; cell < size; cell++) expect(only(at(cell, value), size)).toBe(1);
      }
      expect(only([3e38, -3e38, 0, -0], size)).toBe(0);
      if (size < 128) expect(only(at(size, Number.NaN), size)).toBe(0);
    }
  });

  it('looks at the value after the reset', () => {
    const source = (reset: number) =>
      program((b) => {
        const x = b.load('state', 'x');
        const mask = b.compare('lt', b.constant(0), x);
        store(b, 'x', b.select(mask, b.constant(reset), x));
        b.push({ op: 'spike', mask, refractory: null });
      });
    const options: PopulationOptions = { precision, size: 3, state: { x: [-1, Infinity, -1] } };
    expect(run('compile', options, source(0))[0]!.notFinite).toBe(0);
    expect(run('compile', options, source(Number.NaN))[0]!.notFinite).toBe(1);
  });
});

describe('uniform draws', () => {
  it('differ by cell, lane, step and draw, as the interpreter has them', () => {
    const both = program((b) => {
      store(b, 'x', b.push({ op: 'uniform', draw: 0 }));
      store(b, 'y', b.push({ op: 'uniform', draw: 5 }));
    });
    for (const precision of precisions) {
      const options: PopulationOptions = { precision, size: 9, lanes: 2, state: { x: [0], y: [0] } };
      const results = run('compile', options, both, 3, 1000);
      expect(results).toEqual(run('interpret', options, both, 3, 1000));
      const drawn = results.flatMap(({ memory }) => [...memory['state x']!, ...memory['state y']!]);
      expect(new Set(drawn).size).toBe(drawn.length);
    }
  });
});

describe('the emitter refuses', () => {
  const binding = new Population({ precision: 'float64', size: 3, state: { voltage: [0] }, parameters: { tau: 1 } }).binding;
  const refused =
    (...instructions: Instruction[]) =>
    () =>
      emitPopulation({ instructions }, binding);
  const zero: Instruction = { op: 'const', value: 0 };

  it('operations that kernels do not have', () => {
    const storing: Instruction = { op: 'store', to: 'state', name: 'voltage', a: 1 };
    expect(refused(zero, { op: 'reduce', kind: 'sum', axis: 'time', a: 0 }, storing)).toThrow("the operation 'reduce'");
    expect(refused(zero, { op: 'expm', matrix: [0], size: 1, row: 0, column: 0 }, storing)).toThrow("the operation 'expm'");
    expect(refused(zero, { op: 'store', to: 'coefficient', name: 'c', a: 0 })).toThrow('store to coefficient');
  });

  it('names that are not bound, and suggests one that is', () => {
    const unbound = refused({ op: 'load', from: 'parameter', name: 'tua' }, { op: 'store', to: 'state', name: 'voltage', a: 0 });
    expect(unbound).toThrow("the program uses the parameter 'tua', which is not bound to memory");
    expect(unbound).toThrow(expect.objectContaining({ code: 'equation', hint: "Did you mean 'tau'?" }));
    expect(refused(zero, { op: 'store', to: 'state', name: 'voltag', a: 0 })).toThrow("the state variable 'voltag'");
  });

  it('a second spike, whose cells would not come in ascending order', () => {
    const spike: Instruction = { op: 'spike', mask: 1, refractory: null };
    expect(refused(zero, { op: 'eq', a: 0, b: 0 }, spike, spike)).toThrow("2 'spike' operations; expected at most 1");
  });

  it('a spike that makes refractory where nothing is bound for it', () => {
    expect(refused(zero, { op: 'eq', a: 0, b: 0 }, { op: 'spike', mask: 1, refractory: 0 })).toThrow("'refractoryUntil' is null");
  });
});
