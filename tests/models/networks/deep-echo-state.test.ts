/** Deep echo state networks: what each layer hears; and noise in a reservoir. */
import { describe, expect, it } from 'vitest';
import { uniform } from '../../../engine/index.ts';
import { deepEchoState, deepEchoStateReadout, echoState, leakyTanhUnit } from '../../../models/index.ts';
import { simulationOf, stimulateAt, valuesAfterSteps } from '../../simulated.ts';

/** All values of the layers in the first step after a single input, when no cell has heard its own layer. */
function firstStep(arrangement: 'row' | 'parallel') {
  const net = deepEchoState({
    inputs: 1,
    outputs: 1,
    layers: 3,
    cells: 4,
    arrangement,
    recurrence: [],
    input: uniform(0.5, 0.5),
    between: uniform(0.25, 0.25),
  });
  const simulation = simulationOf(net);
  const rows = ['x1', 'x2', 'x3'].map((layer) => valuesAfterSteps(simulation, layer, 'y'));
  stimulateAt(simulation, 0, 'u', 'input', { cells: 'all', value: 0.8 });
  simulation.step();
  return rows.map((row) => row[0]!);
}

describe('a deep echo state network', () => {
  it('in a row, has layers that hear the one before them in the same step', () => {
    let heard = 0.5 * 0.8;
    for (const row of firstStep('row')) {
      for (const value of row) expect(value).toBeCloseTo(Math.tanh(heard), 14);
      // Four cells, each by a quarter.
      heard = Math.tanh(heard);
    }
  });

  it('in parallel, has layers that all hear the input', () => {
    for (const row of firstStep('parallel')) for (const value of row) expect(value).toBeCloseTo(Math.tanh(0.4), 14);
  });

  it('that is closed, says to its inputs what it said a step before', () => {
    const simulation = simulationOf(deepEchoState({ inputs: 2, outputs: 2, layers: 2, cells: 3, closed: true }));
    const [said, heard] = ['y', 'u'].map((name) => valuesAfterSteps(simulation, name, 'y')) as [number[][], number[][]];
    stimulateAt(simulation, 0, 'u', 'free', { cells: 'all', value: 1 });
    simulation.set('y', 'bias', 0.3);
    simulation.step();
    stimulateAt(simulation, 1, 'u', 'free', { cells: 'all', value: 1 });
    simulation.step();
    // Before anything was said it hears nothing; connections to the outputs are 0 until they learn, so they say their bias.
    expect(said).toEqual([
      [0.3, 0.3],
      [0.3, 0.3],
    ]);
    expect(heard).toEqual([
      [0, 0],
      [0.3, 0.3],
    ]);
  });

  it('names what a readout trains', () => {
    expect(deepEchoStateReadout(2)).toEqual(['x1->y:input#0', 'x2->y:input#0', 'y.bias']);
    expect(deepEchoStateReadout(1, { closed: true })).toEqual(['u->y:input#0', 'x1->y:input#0', 'y.bias']);
  });
});

describe('noise in a reservoir', () => {
  it('is a normal number for each cell and step, of the deviation asked for', () => {
    const noise = 0.01;
    const simulation = simulationOf(echoState({ inputs: 1, cells: 400, outputs: 1, noise, recurrence: [] }));
    const rows = valuesAfterSteps(simulation, 'x', 'y');
    simulation.step(50);
    // Without input and recurrence the states are the noise: 20,000 numbers.
    const all = rows.flat().map((value) => value / noise);
    const mean = all.reduce((sum, value) => sum + value, 0) / all.length;
    const square = all.reduce((sum, value) => sum + value * value, 0) / all.length;
    // Four standard errors.
    expect(Math.abs(mean)).toBeLessThan(4 / Math.sqrt(all.length));
    expect(Math.abs(square - 1)).toBeLessThan(4 * Math.sqrt(2 / all.length));
    expect(new Set(all).size).toBeGreaterThan(19_900);
  });

  it('leaves a reservoir without it to cells that draw nothing', () => {
    expect(echoState({ inputs: 1, cells: 4, outputs: 1 }).populations.find(({ name }) => name === 'x')!.model.name).toBe(
      leakyTanhUnit.of(1).model.name,
    );
  });
});
