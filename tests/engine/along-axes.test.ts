/** Axes, schedules and positions of one population, and what the rest of the engine makes of them: descriptions, traces, pairs, draws. */
import { describe, expect, it } from 'vitest';
import {
  allToAll,
  asyncCyclic,
  blockwise,
  defineCell,
  defineNeuron,
  defineRule,
  describeScenario,
  expression,
  grid,
  network,
  oneToOne,
  type Precision,
  poissonInput,
  scenario,
  values,
} from '../../engine/index.ts';
import { openTrace, TraceRecorder } from '../../engine/trace/index.ts';
import { hopfieldUnit, rateUnit } from '../../models/index.ts';
import { type Choices, simulationOf, spikeSteps, valuesAfterSteps } from '../simulated.ts';
import { HEADER, MemoryFile, SUMMARY } from './trace/small-run.ts';

const number = (doc: string) => ({ unit: '1', initial: 0, doc }) as const;
const about = { source: 'of a test', parameters: { lambda: { default: 2.5, doc: 'of the Poisson numbers' } } } as const;
const drawn = {
  state: { count: number('Poisson'), noise: number('normal'), share: number('uniform') },
  equations: `
    count' = poisson(lambda)
    noise' = normal()
    share' = uniform()`,
} as const;
const drawing = defineCell({ ...about, name: 'drawing', ...drawn });
/** The same draws, and reductions between them. */
const reducing = defineCell({
  ...about,
  name: 'reducing',
  axes: ['row'],
  state: {
    ...drawn.state,
    total: number('of the counts'),
    first: number('cell with the least noise'),
    later: number('reads total'),
  },
  equations: `
    n = poisson(lambda)
    z = normal()
    u = uniform()
    count' = n
    noise' = z
    share' = u
    total' = sum(n, row)
    first' = argmin(z, row)
    later' = at(u, argmin(z, row), row) * sum(n, row) + poisson(lambda)`,
});

/** All variables of the cells after each of three steps, in each lane. */
function drawsOf(cells: Parameters<typeof network>[0][string], variables: readonly string[], choices: Choices): number[][][] {
  const simulation = simulationOf(network({ cells }, []), { lanes: 2, ...choices });
  const rows = variables.flatMap((name) => [0, 1].map((lane) => valuesAfterSteps(simulation, 'cells', name, lane)));
  simulation.step(3);
  return rows;
}

describe.each(['wasm', 'interpreter'] as const)('random draws (%s)', (backend) => {
  const names = ['count', 'noise', 'share'];

  it.each(['float64', 'float32'] as const)('are the same in a step that is cut at its reductions, in %s', (precision) => {
    const plain = drawsOf(drawing.of(10), names, { backend, precision });
    expect(new Set(plain.flat(2)).size).toBeGreaterThan(100);
    const cut = drawsOf(reducing.of({ row: 10 }), [...names, 'total', 'first', 'later'], { backend, precision });
    expect(cut.slice(0, 6)).toEqual(plain);
    const least = (row: readonly number[]) => row.indexOf(Math.min(...row));
    for (const lane of [0, 1]) {
      const [count, noise, share, total, first, later] = [0, 2, 4, 6, 8, 10].map((k) => cut[k + lane]!);
      for (let step = 0; step < 3; step++) {
        const sum = count![step]!.reduce((a, b) => a + b);
        const cell = least(noise![step]!);
        expect(total![step]).toEqual(new Array(10).fill(sum));
        expect(first![step]).toEqual(new Array(10).fill(cell));
        // Less than a whole number is what all cells share; the Poisson number that each adds is its own.
        const whole = later![step]!.map((value) => value - share![step]![cell]! * sum);
        for (const value of whole)
          expect(Math.abs(value - Math.round(value))).toBeLessThan(precision === 'float64' ? 1e-12 : 1e-4);
        expect(new Set(whole.map(Math.round)).size).toBeGreaterThan(1);
      }
    }
  });

  it.each(['float64', 'float32'] as const)('are the same for cells that move in turn, in %s', (precision) => {
    const plain = drawsOf(drawing.of(11), names, { backend, precision });
    for (const schedule of [asyncCyclic(), blockwise([0, 1, 0, 1, 0, 1, 2, 2, 2, 0, 1])]) {
      expect(drawsOf(drawing.of(11, {}, { schedule }), names, { backend, precision })).toEqual(plain);
    }
  });

  it('follow a mean that is set, in stages as without', () => {
    const simulation = simulationOf(network({ a: reducing.of({ row: 200 }), b: drawing.of(200) }, []), { backend });
    const rows = ['a', 'b'].map((name) => valuesAfterSteps(simulation, name, 'count'));
    for (const name of ['a', 'b']) simulation.set(name, 'lambda', 40);
    simulation.step();
    for (const [row] of rows) {
      const mean = row!.reduce((a, b) => a + b) / 200;
      // Five standard errors.
      expect(Math.abs(mean - 40)).toBeLessThan(5 * Math.sqrt(40 / 200));
    }
  });
});

const spiking = defineNeuron({
  name: 'largest',
  source: 'of a test',
  state: { v: number('charge') },
  ports: { add: { unit: '1', on: 'v += weight' } },
  equations: "v' = v",
  spike: { when: 'v > 3 and v == max(v)', reset: 'v = 0' },
});

it('Poisson drives reach cells that work along an axis, the same in both back ends and precisions', () => {
  const described = network({ a: spiking.of(20) }, [
    { from: poissonInput({ rate: '100 Hz', sources: 20 }), to: 'a', port: 'add', weight: 0.5 },
    { from: 'a', to: 'a', port: 'add', wiring: oneToOne(), weight: 1, delay: '0.3 ms' },
  ]);
  const run = (backend: 'wasm' | 'interpreter', precision: Precision) => {
    const simulation = simulationOf(described, { backend, precision });
    const trains = spikeSteps(simulation, 'a');
    simulation.step(300);
    return trains;
  };
  const found = run('wasm', 'float64');
  expect(found.flat().length).toBeGreaterThan(50);
  // All weights are sums of halves, which float32 knows too.
  for (const precision of ['float64', 'float32'] as const) {
    for (const backend of ['wasm', 'interpreter'] as const) expect(run(backend, precision)).toEqual(found);
  }
});

const position = grid([2, 3], '10 um');
const cells = { row: 2, column: 3 } as const;

describe('axes, a schedule and positions together', () => {
  const weight = expression('1 / (1 + distance / (10 um))');
  const described = network({ cells: hopfieldUnit.of(cells, { position, threshold: 0.5 }, { schedule: blockwise('column') }) }, [
    { from: 'cells', to: 'cells', port: 'input', wiring: allToAll(), weight },
  ]);

  it('are all part of the description, and of that of a scenario', () => {
    const made = scenario({
      id: 'grid',
      title: 'A grid',
      source: 'a test',
      dt: '1 ms',
      duration: '9 ms',
      network: () => described,
    });
    for (const { populations } of [described, describeScenario(made).network]) {
      expect(populations[0]).toMatchObject({
        size: 6,
        axes: [
          { name: 'row', size: 2 },
          { name: 'column', size: 3 },
        ],
        schedule: { kind: 'block', blocks: 'column' },
        position: { coordinates: expect.anything() },
      });
      expect(Object.keys(populations[0]!)).not.toContain('~shape');
    }
  });

  it('come back from a trace', async () => {
    const schedules = network({ a: rateUnit.of(3, {}, { schedule: asyncCyclic([2, 0, 1]) }) }, []);
    for (const { populations } of [described, schedules]) {
      const file = new MemoryFile();
      const recorder = await TraceRecorder.open(file, { ...HEADER, network: { populations } });
      await recorder.close(SUMMARY);
      expect((await openTrace(file)).header.network).toEqual({ populations });
    }
  });

  it('give cells in turn the weights of the expression', () => {
    const coordinates = Array.from({ length: 6 }, (_, cell) => [Math.floor(cell / 3), cell % 3] as const);
    const listed = coordinates.flatMap(([row, column]) =>
      coordinates.map(([y, x]) => 1 / (1 + Math.sqrt((row - y) ** 2 + (column - x) ** 2))),
    );
    const linear = defineCell({
      name: 'linear',
      source: 'of a test',
      state: { x: number('half the input, and 1') },
      ports: { input: { unit: '1' } },
      equations: "x' = 0.1 * input + 1",
    });
    const rows = [weight, values('1', listed)].map((given) => {
      const a = linear.of(cells, { position }, { schedule: blockwise('column') });
      const simulation = simulationOf(network({ a }, [{ from: 'a', to: 'a', port: 'input', wiring: allToAll(), weight: given }]));
      const found = valuesAfterSteps(simulation, 'a', 'x');
      simulation.step(5);
      return found;
    });
    rows[0]!.forEach((row, step) => row.forEach((x, cell) => expect(x).toBeCloseTo(rows[1]![step]![cell]!, 12)));
    // Columns see those before them.
    expect(rows[0]![0]![0]).toBe(1);
    expect(rows[0]![0]![1]).toBeGreaterThan(1);
  });
});

describe('functions along an axis are refused', () => {
  it.each(['sum(i)', 'max(i)', 'at(i, 0)', 'index()'])('in expressions of pairs: %s', (text) => {
    const wiring = allToAll();
    expect(() =>
      network({ a: rateUnit.of(3) }, [
        {
          from: 'a',
          to: 'a',
          port: Object.keys(rateUnit.model.ports)[0] as never,
          wiring,
          weight: expression(text),
          delay: '1 ms',
        },
      ]),
    ).toThrow(expect.objectContaining({ code: 'equation', message: expect.stringContaining('it has no axis') }));
  });

  it.each(['sum(pre.x)', 'max(weight) / weight', 'at(pre.x, 0)', 'index()'])('in learning rules: %s', (text) => {
    const pre = { state: { x: number('trace') }, spike: 'x += 1' } as const;
    const rule = { name: 'along', source: 'of a test', pre };
    const place = expect.objectContaining({ code: 'equation', message: expect.stringContaining('it has no axis') });
    expect(() => defineRule({ ...rule, onPre: `weight *= ${text}` })).toThrow(place);
    expect(() => defineRule({ ...rule, transmits: `weight * ${text}` })).toThrow(place);
    expect(() =>
      defineRule({ ...rule, pre: { ...pre, spike: `x += ${text.replace('pre.', '').replaceAll('weight', 'x')}` } }),
    ).toThrow(place);
  });
});
