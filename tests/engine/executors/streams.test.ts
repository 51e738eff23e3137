/** The reference executor against the batched one: random networks of any models of the index whose cells it can step one by one. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  allToAll,
  asyncRandom,
  type CellModel,
  defineCell,
  fixedInDegree,
  lowerModel,
  type Network,
  network,
  normal,
  pairs,
  probability,
  type Simulation,
  uniform,
} from '../../../engine/index.ts';
import { stagesOf } from '../../../engine/kernels/index.ts';
import * as models from '../../../models/index.ts';
import { simulationOf, spikeSteps, stimulateAt, valuesAfterSteps } from '../../simulated.ts';

const indexed: readonly CellModel[] = Object.values(models).flatMap((exported) => ('model' in exported ? exported : []));
/** A step with reductions needs all cells before any can go on, which this executor refuses. */
const reduces = ({ model }: CellModel) => stagesOf(lowerModel(model).step) !== null;
const all = indexed.filter((cell) => !reduces(cell));
const spiking = all.filter(({ model }) => model.spike !== undefined);

/** A weight that moves a cell without blowing it up, by the port's unit. */
const scales: Readonly<Record<string, number>> = { mV: 2, pA: 120, nS: 4 };
const quantity = (x: number, unit: string) => (unit === '1' ? x : `${x} ${unit}`) as '1 mV';

interface Choice {
  readonly populations: readonly { readonly model: number; readonly size: number }[];
  readonly projections: readonly {
    readonly from: number;
    readonly to: number;
    readonly port: number;
    readonly wiring: number;
    readonly weight: number;
    readonly delay: number;
    readonly value: boolean;
  }[];
  readonly seed: number;
}

function choices(model: fc.Arbitrary<number>, largest: number): fc.Arbitrary<Choice> {
  const population = fc.record({ model, size: fc.integer({ min: 1, max: largest }) });
  const projection = fc.record({
    from: fc.nat(3),
    to: fc.nat(3),
    port: fc.nat(3),
    wiring: fc.nat(3),
    weight: fc.nat(2),
    delay: fc.nat(3),
    value: fc.boolean(),
  });
  return fc.record({
    populations: fc.array(population, { minLength: 1, maxLength: 3 }),
    projections: fc.array(projection, { minLength: 2, maxLength: 7 }),
    seed: fc.integer({ min: 0, max: 0xffffffff }),
  });
}

function wiringOf(index: number, sources: number, targets: number) {
  if (index === 0) return allToAll();
  if (index === 1) return probability(0.3);
  // With replacement, so that a pair of cells may have several synapses.
  if (index === 2) return fixedInDegree(4, { replacement: true });
  const k = sources + targets;
  return pairs(
    Array.from({ length: k }, (_, i) => (i * 7) % sources),
    Array.from({ length: k }, (_, i) => (i * 5) % targets),
  );
}

/** The chosen populations, and a Poisson one that keeps them awake. Values without delay go forward only, so that there is no circle. */
function networkOf({ populations, projections }: Choice): Network {
  const chosen = populations.map(({ model, size }) => ({ cell: all[model]!, size }));
  const made = [...chosen, { cell: models.poisson as CellModel, size: 12 }];
  const written = projections.flatMap((choice) => {
    const from = choice.from % made.length;
    const to = choice.to % chosen.length;
    const [source, target] = [made[from]!.cell.model, made[to]!.cell.model];
    const ports = Object.entries(target.ports);
    if (ports.length === 0) return [];
    const [port, { unit, on }] = ports[choice.port % ports.length]!;
    const output = source.outputs[0];
    const asValue = on === undefined && output !== undefined && (choice.value || source.spike === undefined);
    if (!asValue && source.spike === undefined) return [];
    const size = (scales[unit] ?? 0.4) * (asValue ? 0.01 : 1);
    const weight = choice.weight === 0 ? quantity(size, unit) : normal(quantity(size, unit), quantity(size / 3, unit));
    const delay = asValue
      ? (['0.1 ms', '0.7 ms', '1.3 ms', from < to ? '0 ms' : '0.2 ms'] as const)[choice.delay]
      : (['0 ms', '0.4 ms', uniform('0 ms', '2 ms'), normal('1 ms', '0.5 ms', { min: '0 ms' })] as const)[choice.delay];
    const wiring = wiringOf(choice.wiring, made[from]!.size, made[to]!.size);
    return [{ from: asValue ? `p${from}.${output}` : `p${from}`, to: `p${to}`, port, wiring, weight, delay }];
  });
  const rate = { rate: '300 Hz' };
  const described = made.map(({ cell, size }, i) => [`p${i}`, cell.of(size, (i === chosen.length ? rate : {}) as never)]);
  return network(Object.fromEntries(described), written as never);
}

/** Spikes and all states of a run: what both executors must agree about. */
function run(choice: Choice, backend: 'wasm' | 'streams', steps: number) {
  const simulation = simulationOf(networkOf(choice), { backend, seed: choice.seed });
  const spikes = simulation.populationNames.map((name) => spikeSteps(simulation, name));
  const states = simulation.plan.populations.flatMap(({ name, state }) =>
    Object.keys(state).map((variable) => valuesAfterSteps(simulation, name, variable)),
  );
  drive(simulation);
  simulation.step(steps);
  return { spikes, states, hash: simulation.spikeHash, events: simulation.synapticEvents };
}

/** Held and single stimuli of every port, and a reset on the way. */
function drive(simulation: Simulation): void {
  for (const { name, size, model } of simulation.plan.populations) {
    for (const [port, { unit }] of Object.entries(model.ports)) {
      const value = scales[unit] ?? 0.4;
      stimulateAt(simulation, 5, name, port, { cells: 'all', value, steps: 60 });
      stimulateAt(simulation, 30, name, port, { cells: [size - 1], value: 2 * value });
    }
  }
  simulation.schedule({ kind: 'reset', step: 120 });
}

/** toEqual tells -0 from 0, which the executors need not: where nothing arrives, one adds 0 and another nothing. */
const plain = (rows: readonly (readonly (readonly number[])[])[]) =>
  rows.map((row) => row.map((values) => values.map((x) => x + 0)));

function expectSame(choice: Choice, steps: number): number {
  const batched = run(choice, 'wasm', steps);
  const reference = run(choice, 'streams', steps);
  expect(reference.spikes).toEqual(batched.spikes);
  expect(plain(reference.states)).toEqual(plain(batched.states));
  expect([reference.hash, reference.events]).toEqual([batched.hash, batched.events]);
  return batched.events;
}

describe('the reference executor', () => {
  it('refuses learning rules by name', () => {
    const learning = network({ A: models.poisson.of(2), B: models.lifDelta.of(2) }, [
      {
        from: 'A',
        to: 'B',
        port: 'synapse',
        wiring: allToAll(),
        weight: '1 mV',
        rule: models.pairStdp.of({ weightMax: '2 mV' }),
      },
    ]);
    expect(() => simulationOf(learning, { backend: 'streams' })).toThrow(/static weights/);
  });

  it.each(indexed.filter(reduces).map((cell) => [cell.model.name, cell] as const))(
    'refuses reductions along an axis by name with %s',
    (_, cell) => {
      const { axes = [] } = cell.model;
      const cells = axes.length < 2 ? 3 : Object.fromEntries(axes.map((axis) => [axis, 2]));
      expect(() => simulationOf(network({ p: cell.of(cells as never) }, []), { backend: 'streams' })).toThrow(
        expect.objectContaining({ code: 'usage', message: expect.stringContaining('work along an axis'), where: 'population p' }),
      );
    },
  );

  it('refuses schedules by name, and takes the same cells without one', () => {
    const inTurn = network({ p: models.hopfieldUnit.of(3, {}, { schedule: asyncRandom() }) }, []);
    expect(() => simulationOf(inTurn, { backend: 'streams' })).toThrow(
      expect.objectContaining({ code: 'usage', message: expect.stringContaining('move in turn'), where: 'population p' }),
    );
    expect(() => simulationOf(network({ p: models.hopfieldUnit.of(3) }, []), { backend: 'streams' })).not.toThrow();
  });

  it('knows the place of each cell along an axis', () => {
    const counted = defineCell({
      name: 'counted',
      source: 'of a test',
      state: { x: { unit: '1', initial: 0, doc: 'ten times the column, and the row' } },
      axes: ['row', 'column'],
      equations: `x' = 10 * index(column) + index(row)`,
    });
    for (const backend of ['streams', 'wasm'] as const) {
      const simulation = simulationOf(network({ p: counted.of({ row: 2, column: 3 }) }, []), { backend });
      const found = valuesAfterSteps(simulation, 'p', 'x');
      simulation.step(1);
      expect(found).toEqual([[0, 10, 20, 1, 11, 21]]);
    }
  });

  it('refuses float32, several lanes and checkpoints by name', () => {
    const quiet = network({ p: models.regular.of(1) }, []);
    expect(() => simulationOf(quiet, { backend: 'streams', precision: 'float32' })).toThrow(
      /float64 and 1 lane, not float32 and 1/,
    );
    expect(() => simulationOf(quiet, { backend: 'streams', lanes: 2 })).toThrow(/not float64 and 2/);
    expect(() => simulationOf(quiet, { backend: 'streams' }).checkpoint()).toThrow(/checkpoint\(\) with the back end 'streams'/);
  });

  it('names the population, variable and cell that became infinite, and goes on after a reset', () => {
    const simulation = simulationOf(network({ p: models.lif.of(3) }, []), { backend: 'streams' });
    stimulateAt(simulation, 2, 'p', 'excitatory', { cells: [1], value: 1e308, steps: 5 });
    expect(() => simulation.step(10)).toThrow(
      expect.objectContaining({ code: 'not-finite', where: expect.stringMatching(/^population p, variable \w+, cell 1$/) }),
    );
    simulation.reset();
    expect(() => simulation.step(1)).not.toThrow();
  });

  it.each(all.map((cell, index) => [cell.model.name, index] as const))(
    'gives the spikes and states of the batched one with %s',
    (_, index) => {
      fc.assert(
        fc.property(choices(fc.constant(index), 9), (choice) => void expectSame(choice, 160)),
        { seed: 30, numRuns: 4 },
      );
    },
  );

  it('does so in networks of several models', () => {
    let active = 0;
    fc.assert(
      fc.property(choices(fc.nat(all.length - 1), 20), (choice) => {
        if (expectSame(choice, 160) > 100) active++;
      }),
      { seed: 31, numRuns: 25 },
    );
    // Silent networks would agree about nothing. Which models are drawn changes with the index, so no exact number.
    expect(active).toBeGreaterThanOrEqual(8);
  });

  it('does so with 200 neurons', () => {
    fc.assert(
      fc.property(
        choices(fc.constantFrom(...spiking.map((cell) => all.indexOf(cell))), 62),
        (choice) => void expectSame(choice, 150),
      ),
      { seed: 33, numRuns: 3 },
    );
  });
});
