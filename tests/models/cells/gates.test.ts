/** What gates hold, by biases of 50 and -50: a logistic of 50 is 1, and exp(-50) is lost beside 1. */
import { describe, expect, it } from 'vitest';
import { network, oneToOne, type Population, steps } from '../../../engine/index.ts';
import {
  choGruCell,
  gruCell,
  gruResetGate,
  lstmCell,
  lstmWithoutForgetting,
  memorySlot,
  peepholeLstmCell,
} from '../../../models/index.ts';
import { numbers, simulationOf, stimulateAt, valuesAfterSteps } from '../../simulated.ts';

const [open, shut] = [50, -50];
const kept = 0.123456789;
/** Steps. */
const long = 100_000;

/** What a variable is after `long` steps, in which every other port takes a thousandth or more. */
function held(cells: Population, variable: string, gates: readonly string[] = []): number[] {
  const simulation = simulationOf(network({ cells }, []), { dt: 1 });
  for (const port of Object.keys(cells.model.ports)) {
    if (!gates.includes(port)) stimulateAt(simulation, 0, 'cells', port, { cells: 'all', value: 1e-3, steps: long });
  }
  simulation.step(long - 1);
  const rows = valuesAfterSteps(simulation, 'cells', variable);
  simulation.step();
  return rows[0]!;
}

describe('a memory is kept to the bit for 1e5 steps', () => {
  it.each([
    ['by an LSTM with an open forget gate and a shut input gate', lstmCell.of(3, { c: kept, biasF: open, biasI: shut })],
    ['by one with peepholes', peepholeLstmCell.of(3, { c: kept, biasF: open, biasI: shut, peepholeF: 0.5, peepholeI: -0.5 })],
    ['by one without forget gate, with a shut input gate', lstmWithoutForgetting.of(3, { c: kept, biasI: shut })],
  ])('%s', (_, cells) => {
    // The input gate lets exp(-50) of the candidate in: less than half a unit in the last place of c.
    expect(held(cells, 'c')).toEqual([kept, kept, kept]);
  });

  it.each([
    ['by a GRU with an open update gate', gruCell.of(3, { h: kept, biasZ: open })],
    ["by one in Cho's form", choGruCell.of(3, { h: kept, biasZ: open })],
  ])('%s', (_, cells) => {
    expect(held(cells, 'h')).toEqual([kept, kept, kept]);
  });

  it('by a slot at which no head looks', () => {
    expect(held(memorySlot.of(3, { m: kept }), 'm', ['weighting'])).toEqual([kept, kept, kept]);
  });
});

it('an LSTM forgets when its forget gate shuts', () => {
  const cells = lstmCell.of(1, { c: kept, biasF: shut, biasI: shut });
  const simulation = simulationOf(network({ cells }, []));
  const rows = valuesAfterSteps(simulation, 'cells', 'c');
  simulation.step(1);
  expect(Math.abs(rows[0]![0]!)).toBeLessThan(1e-20);
});

it('peepholes of 0 are none', () => {
  const course = (cells: Population) => {
    const simulation = simulationOf(network({ cells }, []));
    const next = numbers(3);
    for (let step = 0; step < 20; step++)
      for (const port of Object.keys(cells.model.ports))
        stimulateAt(simulation, step, 'cells', port, { cells: 'all', value: 4 * next() - 2 });
    const rows = valuesAfterSteps(simulation, 'cells', 'h');
    simulation.step(20);
    return rows;
  };
  expect(course(peepholeLstmCell.of(2))).toEqual(course(lstmCell.of(2)));
});

it('peepholes show the old memory to the input and forget gates, and the new one to the output gate', () => {
  const logistic = (x: number) => 1 / (1 + Math.exp(-x));
  const bag = { c: 0.7, biasF: 0.2, biasG: -0.6, peepholeI: 0.5, peepholeF: -1.5, peepholeO: 2 };
  const simulation = simulationOf(network({ cells: peepholeLstmCell.of(1, bag) }, []));
  const [c, h] = ['c', 'h'].map((name) => valuesAfterSteps(simulation, 'cells', name));
  simulation.step();
  const memory = logistic(0.2 - 1.5 * 0.7) * 0.7 + logistic(0.5 * 0.7) * Math.tanh(-0.6);
  expect(c![0]![0]).toBeCloseTo(memory, 14);
  expect(h![0]![0]).toBeCloseTo(logistic(2 * memory) * Math.tanh(memory), 14);
});

it('the first LSTM follows the functions of its paper', () => {
  const logistic = (x: number) => 1 / (1 + Math.exp(-x));
  const [i, o, g] = [0.3, -0.4, 1.7];
  const simulation = simulationOf(network({ cells: lstmWithoutForgetting.of(1, { c: 0.2 }) }, []));
  stimulateAt(simulation, 0, 'cells', 'inputGate', { cells: 'all', value: i });
  stimulateAt(simulation, 0, 'cells', 'outputGate', { cells: 'all', value: o });
  stimulateAt(simulation, 0, 'cells', 'candidate', { cells: 'all', value: g });
  const [c, h] = ['c', 'h'].map((name) => valuesAfterSteps(simulation, 'cells', name));
  simulation.step();
  const memory = 0.2 + logistic(i) * (4 * logistic(g) - 2);
  expect(c![0]![0]).toBeCloseTo(memory, 14);
  expect(h![0]![0]).toBeCloseTo(logistic(o) * (2 * logistic(memory) - 1), 14);
});

it('a slot is erased and written in proportion to how much the head looks at it', () => {
  const simulation = simulationOf(network({ cells: memorySlot.of(3, { m: [1, 1, 1] }) }, []));
  const rows = valuesAfterSteps(simulation, 'cells', 'm');
  stimulateAt(simulation, 0, 'cells', 'weighting', { cells: 'all', value: Float64Array.of(0, 0.25, 1) });
  stimulateAt(simulation, 0, 'cells', 'erase', { cells: 'all', value: 0.5 });
  stimulateAt(simulation, 0, 'cells', 'add', { cells: 'all', value: 3 });
  simulation.step();
  expect(rows[0]).toEqual([1, 0.875 + 0.75, 0.5 + 3]);
});

it('a reset gate lets through what the cell said a step before', () => {
  const described = network({ h: choGruCell.of(2, { h: [0.5, -0.25] }), reset: gruResetGate.of(2, { bias: open }) }, [
    { from: 'h', to: 'reset', port: 'memory', wiring: oneToOne(), weight: 1, delay: steps(1) },
  ]);
  const simulation = simulationOf(described);
  const [said, through] = [valuesAfterSteps(simulation, 'h', 'h'), valuesAfterSteps(simulation, 'reset', 'y')];
  simulation.step(3);
  expect(through).toEqual([[0.5, -0.25], ...said.slice(0, 2)]);
});
