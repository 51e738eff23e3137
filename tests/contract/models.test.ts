/** What every model of the index must do, whatever it is. Knows no model by name: a new one is tested by being exported. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Population } from '../../engine/define-neuron.ts';
import { formatQuantity, lowerModel, type Network, network, type Simulation } from '../../engine/index.ts';
import type { Model } from '../../engine/model.ts';
import * as exported from '../../models/index.ts';
import { type Choices, numbers, simulationOf, stimulateAt } from '../simulated.ts';

interface AnyModel {
  readonly model: Model;
  of(n: number, bag?: Readonly<Record<string, unknown>>): Population;
}

const models = Object.entries(exported).filter(
  (entry): entry is [string, (typeof entry)[1]] => typeof entry[1] === 'object' && 'model' in entry[1],
) as unknown as [string, AnyModel][];

/** Rules and synapses have a contract of their own. */
const sources = ['cells', 'neurons'].flatMap((kind) => {
  const folder = fileURLToPath(new URL(`../../models/${kind}/`, import.meta.url));
  const files = readdirSync(folder).filter((path) => path !== 'index.ts');
  return files.map((path) => readFileSync(`${folder}${path}`, 'utf8'));
});

/** The comment that opens the file of a model. */
function headerOf(name: string): string {
  const found = sources.filter((source) => source.includes(`export const ${name} = `));
  if (found.length !== 1) throw new Error(`${found.length} files export ${name}, expected one`);
  return /^\/\*\*(.*?)\*\//s.exec(found[0]!)?.[1]?.replaceAll(/\s*\n \*/g, ' ') ?? '';
}

/** Of a size that moves a cell without blowing it up: currents for each pF of the membrane; conductances are never negative. */
const scales: Readonly<Record<string, readonly [number, number]>> = { mV: [-5, 8], pA: [-0.3, 1], nS: [0, 10] };

function drawStimulus({ parameters }: Model, unit: string, next: () => number): number {
  const [low, high] = scales[unit] ?? [0, 1.5];
  const scale = unit === 'pA' ? (parameters['capacitance']?.value ?? 250) : 1;
  return scale * (low + (high - low) * next());
}

function alone(model: AnyModel, cells: number, bag: Readonly<Record<string, unknown>> = {}): Network {
  return network({ cells: model.of(cells, bag) }, []);
}

/** Parameters that differ from cell to cell by up to a tenth. */
function spread({ model }: AnyModel, cells: number): Readonly<Record<string, unknown>> {
  const next = numbers(3);
  return Object.fromEntries(
    Object.entries(model.parameters).map(([name, { value, unit }]) => [
      name,
      { kind: 'values', unit, values: Float64Array.from({ length: cells }, () => value * (0.9 + 0.2 * next())) },
    ]),
  );
}

/** Random input into every port, in two steps of three. `input` maps (step, port, cell) so that tests can move it between cells. */
function stimulate(simulation: Simulation, { model }: AnyModel, steps: number, seed = 5, order = (cell: number) => cell): void {
  const { size } = simulation.population('cells');
  const next = numbers(seed);
  for (let step = 0; step < steps; step++) {
    for (const [port, { unit }] of Object.entries(model.ports)) {
      const drawn = Float64Array.from({ length: size }, () => drawStimulus(model, unit, next));
      if (next() > 2 / 3) continue;
      const value = drawn.map((_, cell) => drawn[order(cell)]!);
      stimulateAt(simulation, step, 'cells', port, { cells: 'all', value });
    }
  }
}

/** Some hundred steps with random input, then spike_hash and state_hash. */
function hashes(model: AnyModel, described: Network, choices: Choices = {}, steps = 200): readonly [string, string] {
  const simulation = simulationOf(described, choices);
  stimulate(simulation, model, steps);
  simulation.step(steps);
  return [simulation.spikeHash, simulation.stateHash];
}

/** All state variables of all cells, and the cells' spike steps. */
function record(simulation: Simulation, { model }: AnyModel, steps: number): { state: number[][]; trains: number[][] } {
  const { size, spikes$ } = simulation.population('cells');
  const trains = Array.from({ length: size }, (): number[] => []);
  const state: number[][] = Array.from({ length: size }, () => []);
  spikes$.subscribe(({ step, count, cells }) => {
    for (let i = 0; i < count; i++) trains[cells[i]!]!.push(step);
  });
  for (const name of Object.keys(model.state)) {
    simulation
      .population('cells')
      .values$(name)
      .subscribe(({ values }) => values.forEach((value, cell) => state[cell]!.push(value)));
  }
  simulation.step(steps);
  return { state, trains };
}

it('the index holds models, and each file of models exports one of them', () => {
  expect(models.length).toBeGreaterThan(0);
  expect(models.length).toBe(sources.length);
});

describe.each(models)('%s', (exportName, cell) => {
  const { model } = cell;
  const lowered = lowerModel(model);
  const isDifferential = /d\w+\s*\/\s*dt/.test(model.equations);

  it('has the name of its export, cites a source, and documents parameters, state and ports', () => {
    expect(model.name).toBe(exportName);
    expect(model.source.length).toBeGreaterThan(10);
    for (const [name, { doc, unit }] of Object.entries({ ...model.parameters, ...model.state, ...model.ports })) {
      expect(doc ?? '', name).not.toBe('');
      expect(unit, name).not.toBe('');
    }
  });

  it('opens its file with its equations, or with what it does', () => {
    const header = headerOf(exportName);
    expect(header.length).toBeGreaterThan(60);
    const derivatives = [...model.equations.matchAll(/d(\w+)\s*\/\s*dt/g)].map(([, name]) => `d${name}/dt`);
    for (const derivative of derivatives) {
      // Pairs such as iE and iI may share one line where they are alike.
      const like = new RegExp(derivative.replace(/[EI]\/dt$/, '[EI]/dt'));
      expect(header).toMatch(like);
    }
  });

  it('does the same for the same seed', () => {
    expect(hashes(cell, alone(cell, 20))).toEqual(hashes(cell, alone(cell, 20)));
  });

  it.runIf(lowered.draws > 0)('draws other numbers for another seed', () => {
    // Some draw only while they are trained.
    const described = alone(cell, 20, 'training' in model.parameters ? { training: 1 } : {});
    expect(hashes(cell, described, { seed: 2 })).not.toEqual(hashes(cell, described, { seed: 1 }));
  });

  it('does something when stimulated, or by itself', () => {
    const simulation = simulationOf(alone(cell, 20));
    const seen = () => `${simulation.spikeHash} ${simulation.stateHash}`;
    const still = seen();
    stimulate(simulation, cell, 200);
    // What remembers nothing may be still again after a step without input.
    const moved = Array.from({ length: 200 }, () => {
      simulation.step();
      return seen() !== still;
    });
    expect(moved).toContain(true);
  });

  it.each(['float64', 'float32'] as const)('is the same to the bit interpreted and compiled, in %s', (precision) => {
    for (const bag of [{}, spread(cell, 19)]) {
      const described = alone(cell, 19, bag);
      const compiled = hashes(cell, described, { precision });
      expect(hashes(cell, described, { precision, backend: 'interpreter' })).toEqual(compiled);
    }
  });

  // Along an axis cells do depend on each other; what they must do then, tests of their own say.
  it.runIf(model.axes === undefined)('has cells that do not depend on how many there are beside them', () => {
    const few = simulationOf(alone(cell, 2));
    const many = simulationOf(alone(cell, 131));
    for (const simulation of [few, many]) {
      for (const [port, { unit }] of Object.entries(model.ports)) {
        const next = numbers(9);
        for (let step = 0; step < 100; step++) {
          stimulateAt(simulation, step, 'cells', port, { cells: 'all', value: drawStimulus(model, unit, next) });
        }
      }
    }
    const [a, b] = [record(few, cell, 100), record(many, cell, 100)];
    expect(b.state.slice(0, 2)).toEqual(a.state);
    expect(b.trains.slice(0, 2)).toEqual(a.trains);
    if (lowered.draws > 0) return;
    // Equal input: all behave as one.
    for (const state of b.state) expect(state).toEqual(a.state[0]);
    for (const train of b.trains) expect(train).toEqual(a.trains[0]);
  });

  it.runIf(lowered.draws === 0 && model.axes === undefined)(
    'has cells that can be exchanged with their parameters and input',
    () => {
      const cells = 9;
      const reversed = (i: number) => cells - 1 - i;
      const bag = spread(cell, cells) as Record<string, { kind: 'values'; unit: string; values: Float64Array }>;
      const mirrored = Object.fromEntries(
        Object.entries(bag).map(([name, given]) => [name, { ...given, values: given.values.slice().reverse() }]),
      );
      const plain = simulationOf(alone(cell, cells, bag));
      const exchanged = simulationOf(alone(cell, cells, mirrored));
      stimulate(plain, cell, 200);
      stimulate(exchanged, cell, 200, 5, reversed);
      const [a, b] = [record(plain, cell, 200), record(exchanged, cell, 200)];
      expect(b.state.toReversed()).toEqual(a.state);
      expect(b.trains.toReversed()).toEqual(a.trains);
    },
  );

  it('forgets by a reset what was done to it', () => {
    const [touched, untouched] = [simulationOf(alone(cell, 20)), simulationOf(alone(cell, 20))];
    stimulate(touched, cell, 50);
    for (const simulation of [touched, untouched]) simulation.step(50);
    // Where there is memory, the input must have left a mark, or nothing is tested.
    if (isDifferential) expect(touched.stateHash).not.toBe(untouched.stateHash);
    for (const simulation of [touched, untouched]) simulation.reset();
    const [a, b] = [record(touched, cell, 50), record(untouched, cell, 50)];
    expect(a).toEqual(b);
    expect(touched.stateHash).toBe(untouched.stateHash);
  });

  // Each dt draws other noise; tests/engine/equations/noise.test.ts measures the orders of convergence.
  it.runIf(isDifferential && lowered.draws === 0)('comes nearer to one solution with each halving of dt', () => {
    // Without spikes, which move by whole steps; all ports at work.
    const quiet: AnyModel = {
      model: { ...model, spike: { ...model.spike!, when: '1 < 0' } },
      of: (n, bag) => ({ ...cell.of(n, bag), model: quiet.model }),
    };
    // All state variables at each ms, up to 8 ms.
    const course = (dt: number): number[] => {
      const simulation = simulationOf(alone(quiet, 1), { dt });
      for (const [port, { unit, on }] of Object.entries(model.ports)) {
        // Small: a spike's steep rise would turn errors of time into errors as large as itself.
        const value = 0.2 * drawStimulus(model, unit, numbers(2));
        stimulateAt(simulation, 0, 'cells', port, { cells: 'all', value, steps: on === undefined ? Infinity : 1 });
      }
      const variables = Object.keys(model.state).length;
      const { state } = record(simulation, quiet, Math.round(8 / dt));
      return state[0]!.filter((_, k) => (Math.floor(k / variables) + 1) % Math.round(1 / dt) === 0);
    };
    const finest = course(1 / 1024);
    const range = Math.max(...finest) - Math.min(...finest);
    expect(range).toBeGreaterThan(0.01);
    const errors = [1 / 8, 1 / 16, 1 / 32, 1 / 64].map((dt) =>
      course(dt).reduce((worst, value, i) => Math.max(worst, Math.abs(value - finest[i]!)), 0),
    );
    // What is exact, or of a high order, soon has nothing left but rounding.
    const rounding = 1e-12 * Math.max(...finest.map(Math.abs));
    if (lowered.integrator === 'exact') expect(Math.max(...errors)).toBeLessThan(rounding);
    errors.slice(1).forEach((error, k) => expect(error).toBeLessThan(Math.max(0.65 * errors[k]!, rounding)));
  });

  const bounds = Object.entries(model.parameters).flatMap(([name, { min, above, max, unit }]) => [
    ...(min === undefined ? [] : [{ name, unit, limit: min }]),
    // Exact integration takes any time constant; other methods have a longest step.
    ...(above === undefined || lowered.integrator !== 'exact' ? [] : [{ name, unit, limit: above + 1e-3 }]),
    ...(max === undefined ? [] : [{ name, unit, limit: max }]),
  ]);

  it.runIf(bounds.length > 0)('stays finite with a parameter at the end of its range', () => {
    for (const { name, unit, limit } of bounds) {
      const described = alone(cell, 20, { [name]: { kind: 'values', unit, values: new Float64Array(20).fill(limit) } });
      expect(() => hashes(cell, described, {}, 100), `${name} = ${limit} ${unit}`).not.toThrow();
    }
  });

  it('refuses a parameter that is not above its limit', () => {
    for (const [name, { above, unit }] of Object.entries(model.parameters)) {
      if (above === undefined) continue;
      const given = { kind: 'values', unit, values: Float64Array.of(above) };
      expect(() => cell.of(1, { [name]: given }), name).toThrow(
        `parameter ${name} is ${formatQuantity(above, unit)}, expected more than`,
      );
    }
  });

  it('says where a quotient could fail: what it divides by alone is above 0', () => {
    const divisors = [...model.equations.matchAll(/\/\s*([A-Za-z_]\w*)/g)].map(([, name]) => name!);
    for (const name of divisors) {
      const parameter = model.parameters[name];
      if (parameter !== undefined) expect(parameter.above, name).toBe(0);
    }
  });
});
