/** Backfed input cells: the world sets them, then the network feeds them. */
import { describe, expect, it } from 'vitest';
import { allToAll, asyncCyclic, asyncRandom, network, type Schedule } from '../../../engine/index.ts';
import { backfedStochasticUnit, backfedUnit, hopfieldUnit, signUnit } from '../../../models/index.ts';
import { numbers, simulationOf, stimulateAt, valuesAfterSteps } from '../../simulated.ts';
import { response } from './respond.ts';

const size = 24;
const next = numbers(4);
const patterns = [0, 1].map(() => Array.from({ length: size }, () => (next() < 0.5 ? -1 : 1)));
/** Hebb's weights without the diagonal, source by source. */
const weight = Array.from({ length: size * (size - 1) }, (_, k) => {
  const source = Math.floor(k / (size - 1));
  const rest = k % (size - 1);
  const target = rest < source ? rest : rest + 1;
  return patterns.reduce((sum, pattern) => sum + pattern[source]! * pattern[target]!, 0);
});
const wiring = allToAll({ selfConnections: false });

function memory(model: typeof backfedUnit, schedule: Schedule) {
  return network({ units: model.of(size, {}, { schedule }) }, [{ from: 'units', to: 'units', port: 'input', wiring, weight }]);
}

describe('a backfed cell', () => {
  it('is set once by the world, and then recalls what the network remembers', () => {
    const simulation = simulationOf(memory(backfedUnit, asyncRandom()), { dt: 1 });
    const disturbed = patterns[0]!.map((value, cell) => (cell < 4 ? -value : value));
    stimulateAt(simulation, 0, 'units', 'world', { cells: 'all', value: Float64Array.from(disturbed) });
    stimulateAt(simulation, 0, 'units', 'clamp', { cells: 'all', value: 1 });
    const rows = valuesAfterSteps(simulation, 'units', 's');
    simulation.step(5);
    expect(rows[0]).toEqual(disturbed);
    expect(rows[4]).toEqual(patterns[0]);
  });

  it('holds what the world says as long as it is clamped, and completes the rest', () => {
    const simulation = simulationOf(memory(backfedUnit, asyncCyclic()), { dt: 1 });
    // The first half is told; the cells begin at -1.
    const half = Uint32Array.from({ length: size / 2 }, (_, cell) => cell);
    const told = Float64Array.from(patterns[1]!.slice(0, size / 2));
    stimulateAt(simulation, 0, 'units', 'world', { cells: half, value: told, steps: 10 });
    stimulateAt(simulation, 0, 'units', 'clamp', { cells: half, value: 1, steps: 10 });
    const rows = valuesAfterSteps(simulation, 'units', 's');
    simulation.step(10);
    for (const row of rows) expect(row.slice(0, size / 2)).toEqual([...told]);
    expect(rows[9]).toEqual(patterns[1]);
  });

  it('keeps what it was where its input is 0', () => {
    expect(response(backfedUnit.of(4, { s: [1, -1, -1, 1] }), [0, 0, 0.5, -0.5])).toEqual([1, -1, 1, -1]);
  });

  it('moves as a Hopfield unit does where nothing clamps it, and as a sign', () => {
    const start = patterns[0]!.map((value, cell) => (cell % 5 === 0 ? -value : value));
    const courses = [
      { units: backfedUnit.of(size, { s: start }, { schedule: asyncCyclic() }), variable: 's' },
      { units: hopfieldUnit.of(size, { s: start }, { schedule: asyncCyclic() }), variable: 's' },
      { units: signUnit.of(size, { y: start }, { schedule: asyncCyclic() }), variable: 'y' },
    ].map(({ units, variable }) => {
      const described = network({ units } as { units: ReturnType<typeof backfedUnit.of> }, [
        { from: 'units', to: 'units', port: 'input', wiring, weight },
      ]);
      const simulation = simulationOf(described, { dt: 1 });
      const rows = valuesAfterSteps(simulation, 'units', variable);
      simulation.step(4);
      return rows;
    });
    expect(courses[1]).toEqual(courses[0]);
    expect(courses[2]).toEqual(courses[0]);
  });
});

describe('a stochastic backfed cell', () => {
  // Two cells that excite each other: p(a, b) is proportional to exp(w a b + bias (a + b)).
  const [w, bias] = [1.2, -0.5];
  const units = (bag: object = {}) => backfedStochasticUnit.of(2, { bias, ...bag }, { schedule: asyncRandom() });
  const boltzmann = (cells = units()) =>
    network({ units: cells }, [{ from: 'units', to: 'units', port: 'input', wiring, weight: w }]);

  it('visits the states of a Boltzmann machine as often as their energies say', () => {
    const simulation = simulationOf(boltzmann(), { dt: 1, seed: 3 });
    const counts = [0, 0, 0, 0];
    simulation.step(50);
    simulation
      .population('units')
      .values$('y')
      .subscribe(({ values }) => counts[values[0]! + 2 * values[1]!]!++);
    const steps = 20_000;
    simulation.step(steps);
    const weights = [1, Math.exp(bias), Math.exp(bias), Math.exp(w + 2 * bias)];
    const all = weights.reduce((a, b) => a + b);
    counts.forEach((count, state) => {
      const p = weights[state]! / all;
      // Neighbouring sweeps are alike: as if a quarter of them counted.
      expect(Math.abs(count / steps - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / (steps / 4)));
    });
  });

  it('says its probability where it does not draw', () => {
    const simulation = simulationOf(network({ units: units({ sampled: 0, temperature: 2 }) }, []), { dt: 1 });
    const rows = valuesAfterSteps(simulation, 'units', 'y');
    simulation.step();
    rows[0]!.forEach((value) => expect(value).toBeCloseTo(1 / (1 + Math.exp(-bias / 2)), 14));
  });
});
