/** Undirected connections: one weight for each pair, and the same network as with the weight written down twice. */
import { describe, expect, it } from 'vitest';
import {
  allToAll,
  asyncCyclic,
  asyncRandom,
  compile,
  expression,
  network,
  normal,
  type Schedule,
  steps,
  uniform,
} from '../../engine/index.ts';
import { backfedUnit, hopfieldUnit, identityUnit, inputUnit, tanhUnit } from '../../models/index.ts';
import { type Choices, numbers, simulationOf, stimulateAt, valuesAfterSteps } from '../simulated.ts';

const cells = 41;
const wiring = allToAll({ selfConnections: false });
const next = numbers(12);
/** Whole, so that sums are the same in any order. */
const pairs = Array.from({ length: (cells * (cells - 1)) / 2 }, () => Math.floor(21 * next()) - 10);
const start = Array.from({ length: cells }, () => (next() < 0.5 ? -1 : 1));
const between = (i: number, j: number) => pairs[(Math.max(i, j) * (Math.max(i, j) - 1)) / 2 + Math.min(i, j)]!;
const twice = Array.from({ length: cells }, (_, i) => i).flatMap((i) =>
  Array.from({ length: cells }, (_, j) => j).flatMap((j) => (i === j ? [] : between(i, j))),
);

function among(symmetric: boolean, schedule?: Schedule) {
  const options = schedule === undefined ? {} : { schedule };
  const connection = { from: 'units', to: 'units', port: 'input', wiring, delay: steps(schedule === undefined ? 1 : 0) } as const;
  return network({ units: hopfieldUnit.of(cells, { s: start }, options) }, [
    { ...connection, weight: symmetric ? pairs : twice, ...(symmetric && { symmetric }) },
  ]);
}

function states(described: ReturnType<typeof among>, choices: Choices = {}): number[][] {
  const simulation = simulationOf(described, { dt: 1, ...choices });
  const rows = valuesAfterSteps(simulation, 'units', 's');
  simulation.step(6);
  return rows;
}

describe('an undirected connection', () => {
  it.each([
    ['all at once', undefined],
    ['in a random order', asyncRandom()],
    ['in a fixed order', asyncCyclic()],
  ] as const)('moves cells as its weights written down twice do, %s', (_, schedule) => {
    const expected = states(among(false, schedule));
    expect(new Set(expected.flat())).toEqual(new Set([1, -1]));
    for (const precision of ['float64', 'float32'] as const)
      for (const backend of ['wasm', 'interpreter'] as const)
        expect(states(among(true, schedule), { precision, backend })).toEqual(expected);
  });

  it.each(['float64', 'float32'] as const)('has the same bits in both back ends with drawn weights, in %s', (precision) => {
    for (const schedule of [undefined, asyncRandom()]) {
      const options = schedule === undefined ? {} : { schedule };
      const described = network({ units: tanhUnit.of(70, { y: uniform(-1, 1) }, options) }, [
        {
          from: 'units',
          to: 'units',
          port: 'input',
          wiring,
          weight: normal(0, 0.2),
          symmetric: true,
          delay: steps(schedule === undefined ? 2 : 0),
        },
      ]);
      const hash = (backend: 'wasm' | 'interpreter') => {
        const simulation = simulationOf(described, { dt: 1, precision, backend, lanes: 2 });
        simulation.step(20);
        const checkpoint = simulation.checkpoint();
        simulation.step(5);
        const end = simulation.stateHash;
        const other = simulationOf(described, { dt: 1, precision, backend, lanes: 2 });
        other.restore(checkpoint);
        other.step(5);
        expect(other.stateHash).toBe(end);
        return end;
      };
      expect(hash('interpreter')).toBe(hash('wasm'));
    }
  });

  it('stores one number for each pair, which both directions tell', () => {
    const plan = compile(among(true), { dt: 1, seed: 1, precision: 'float64', lanes: 1 });
    const [projection] = plan.projections;
    expect(projection).toMatchObject({ synapses: pairs.length, weights: { bytes: pairs.length * 8 } });
    expect(plan.synapses).toBe(pairs.length);
    const seen = new Map<string, number>();
    projection!.wire((i, j, weight) => seen.set(`${i} ${j}`, weight));
    expect(seen.size).toBe(cells * (cells - 1));
    for (const [pair, weight] of seen) {
      const [i, j] = pair.split(' ').map(Number) as [number, number];
      expect(weight).toBe(between(i, j));
    }
  });

  it('leaves out pairs by a condition, asked once of each', () => {
    const described = network({ units: identityUnit.of(6) }, [
      {
        from: 'units',
        to: 'units',
        port: 'input',
        wiring: allToAll({ selfConnections: false, where: expression('i - j == 1') }),
        weight: 2,
        symmetric: true,
        delay: steps(1),
      },
    ]);
    const simulation = simulationOf(described, { dt: 1 });
    const rows = valuesAfterSteps(simulation, 'units', 'y');
    stimulateAt(simulation, 0, 'units', 'input', { cells: [2], value: 50 });
    simulation.step(2);
    expect(simulation.plan.projections[0]).toMatchObject({ synapses: 5 });
    expect(rows[1]).toEqual([0, 100, 0, 100, 0, 0]);
  });

  it('is from a population to itself, of values, between all pairs, with weights of its own', () => {
    const populations = { units: backfedUnit.of(3), x: inputUnit.of(3) };
    const connect = (more: object) => () =>
      network(populations, [
        { from: 'units', to: 'units', port: 'input', wiring, weight: 0, delay: steps(1), symmetric: true, ...more } as never,
      ]);
    expect(connect({ from: 'x' })).toThrow('symmetric from x to units, expected values from a population to itself');
    expect(connect({ wiring: allToAll() })).toThrow('expected all pairs of different cells');
    expect(connect({ map: 'distance' })).toThrow("symmetric with map 'distance'");
    expect(connect({ weight: [1, 2] })).toThrow('3');
  });
});
