/** Match cells: the network's own input, as late as its output is, beside that output. */
import { describe, expect, it } from 'vitest';
import { network, oneToOne, type Population, steps } from '../../../engine/index.ts';
import { identityUnit, inputUnit, logisticMatchUnit, maskedInputUnit, matchUnit } from '../../../models/index.ts';
import { numbers, simulationOf, stimulateAt, valuesAfterSteps } from '../../simulated.ts';

const [cells, length] = [5, 30];
const next = numbers(7);
const stream = Array.from({ length }, () => Array.from({ length: cells }, () => 2 * next() - 1));

/** Inputs, a way of `delay` steps through the network, and match cells, whose target is as late. */
function course(y: Population, delay: number, weight: number): { y: number[][]; error: number[][] } {
  const described = network({ x: inputUnit.of(cells), h: identityUnit.of(cells), y } as Record<string, Population>, [
    { from: 'x', to: 'h', port: 'input', wiring: oneToOne(), weight: 1, delay: steps(delay) },
    { from: 'h', to: 'y', port: 'input', wiring: oneToOne(), weight },
    { from: 'x', to: 'y', port: 'target', wiring: oneToOne(), weight: 1, delay: steps(delay) },
  ]);
  const simulation = simulationOf(described, { dt: 1 });
  stream.forEach((row, step) => {
    stimulateAt(simulation, step, 'x', 'input', { cells: 'all', value: Float64Array.from(row) });
  });
  const seen = { y: valuesAfterSteps(simulation, 'y', 'y'), error: valuesAfterSteps(simulation, 'y', 'error') };
  simulation.step(length);
  return seen;
}

describe.each([0, 1, 7])('a match cell %i steps away from its input', (delay) => {
  const late = (step: number) => (step < delay ? new Array<number>(cells).fill(0) : stream[step - delay]!);

  it('has no error at all where the way through the network changes nothing', () => {
    const { y, error } = course(matchUnit.of(cells), delay, 1);
    expect(y).toEqual(stream.map((_, step) => late(step)));
    for (const row of error) expect(row.map(Math.abs)).toEqual(new Array(cells).fill(0));
  });

  it('is told the input of so many steps before', () => {
    const { y, error } = course(matchUnit.of(cells, { bias: 0.5 }), delay, 0);
    expect(y.flat()).toEqual(new Array(cells * length).fill(0.5));
    expect(error).toEqual(stream.map((_, step) => late(step).map((value) => value - 0.5)));
  });

  it('says what is missing of a logistic output too', () => {
    const { y, error } = course(logisticMatchUnit.of(cells), delay, 3);
    y.forEach((row, step) =>
      row.forEach((value, cell) => {
        expect(value).toBeCloseTo(1 / (1 + Math.exp(-3 * late(step)[cell]!)), 14);
        expect(error[step]![cell]).toBe(late(step)[cell]! - value);
      }),
    );
  });
});

it('a match cell is told the clean input of noisy input cells', () => {
  const described = network({ x: maskedInputUnit.of(200, { masked: 0.5, training: 1 }), y: matchUnit.of(200) }, [
    { from: 'x.y', to: 'y', port: 'input', wiring: oneToOne(), weight: 1 },
    { from: 'x.clean', to: 'y', port: 'target', wiring: oneToOne(), weight: 1 },
  ]);
  const simulation = simulationOf(described);
  stimulateAt(simulation, 0, 'x', 'input', { cells: 'all', value: 0.7 });
  const [y, error] = ['y', 'error'].map((name) => valuesAfterSteps(simulation, 'y', name));
  simulation.step();
  expect(new Set(y![0])).toEqual(new Set([0, 0.7]));
  error![0]!.forEach((value, cell) => expect(value).toBe(0.7 - y![0]![cell]!));
});
