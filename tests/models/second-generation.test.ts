/** Units of the second generation of networks: their values against formulas, their edges, and what gates hold. */
import { describe, expect, it } from 'vitest';
import { type CellModel, network } from '../../engine/index.ts';
import { gruCell, identityUnit, inputUnit, logisticUnit, lstmCell, reluUnit, softmaxUnit, tanhUnit } from '../../models/index.ts';
import { simulationOf, stimulateAt } from '../simulated.ts';

/** What cells of a model say after one step, each with an input of its own. */
function response(model: CellModel, variable: string, inputs: readonly number[]): number[] {
  const simulation = simulationOf(network({ cells: model.of(inputs.length) }, []));
  stimulateAt(simulation, 0, 'cells', 'input', { cells: 'all', value: Float64Array.from(inputs) });
  return ofStep(simulation, variable, 1)[0]!;
}

/** Values of all cells after each of the next steps. */
function ofStep(simulation: ReturnType<typeof simulationOf>, variable: string, steps: number): number[][] {
  const { size } = simulation.population('cells');
  const seen: number[][] = [];
  const watched = simulation
    .population('cells')
    .values$(variable)
    .subscribe(({ values }) => seen.push(Array.from(values.subarray(0, size))));
  simulation.step(steps);
  watched.unsubscribe();
  return seen;
}

const grid = Array.from({ length: 1000 }, (_, k) => -20 + (40 * (k + 0.5)) / 1000);
const logistic = (z: number) => (z < 0 ? Math.exp(z) / (1 + Math.exp(z)) : 1 / (1 + Math.exp(-z)));

describe('activations', () => {
  it.each([
    ['input', inputUnit, (z: number) => z],
    ['identity', identityUnit, (z: number) => z],
    ['relu', reluUnit, (z: number) => Math.max(0, z)],
    ['logistic', logisticUnit, logistic],
    ['tanh', tanhUnit, Math.tanh],
  ] as [string, CellModel, (z: number) => number][])('%s follows its formula', (_, model, formula) => {
    response(model, 'y', grid).forEach((value, k) => {
      const expected = formula(grid[k]!);
      // The engine's own functions and Math's are each good to 2 units in the last place; the sums after them add some.
      expect(Math.abs(value - expected)).toBeLessThanOrEqual(1e-15 * Math.max(1e-3, Math.abs(expected)));
    });
  });

  it('logistic neither overflows nor leaves 0 to 1', () => {
    expect(response(logisticUnit, 'y', [-1e4, -750, 0, 750, 1e4])).toEqual([0, expect.closeTo(0, 300), 0.5, 1, 1]);
  });
});

describe('gates', () => {
  /** Open by +50 and shut by -50, where exp(-50) is lost beside 1. */
  const [open, shut] = [50, -50];
  const long = 1000;

  it('a forget gate that is open and an input gate that is shut keep the memory to the bit', () => {
    const bag = { c: 0.123456789, biasF: open, biasI: shut };
    const simulation = simulationOf(network({ cells: lstmCell.of(3, bag) }, []));
    stimulateAt(simulation, 0, 'cells', 'candidate', { cells: 'all', value: 1e-3, steps: long });
    const kept = ofStep(simulation, 'c', long);
    // The input gate lets exp(-50) of the candidate in: less than half a unit in the last place of c.
    expect(new Set(kept.flat())).toEqual(new Set([0.123456789]));
  });

  it('an update gate that is open keeps the output to the bit', () => {
    const simulation = simulationOf(network({ cells: gruCell.of(3, { h: 0.123456789, biasZ: open }) }, []));
    stimulateAt(simulation, 0, 'cells', 'candidate', { cells: 'all', value: 1, steps: long });
    expect(new Set(ofStep(simulation, 'h', long).flat())).toEqual(new Set([0.123456789]));
  });
});

it('the logits of a softmax may be shifted together', () => {
  const shares = response(softmaxUnit, 'share', [1, 2, 3]);
  response(softmaxUnit, 'share', [1001, 1002, 1003]).forEach((share, k) => expect(share).toBeCloseTo(shares[k]!, 12));
});
