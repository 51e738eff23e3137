import { describe, expect, it } from 'vitest';
import { formulaNet, judgedNet } from '../../../models/index.ts';
import { simulationOf, spikeSteps, stimulateAt } from '../../simulated.ts';

describe('judgedNet', () => {
  it('fires a unit where the net missed what is true, another where it said what is not, and none before it is asked', () => {
    const net = formulaNet('A & B');
    const simulation = simulationOf(judgedNet(net), { dt: 1 });
    const wrong = spikeSteps(simulation, 'wrong');
    const give = (step: number, population: string, cells: number[]) =>
      stimulateAt(simulation, step, population, 'events', { cells, value: 1 });
    // Both inputs in steps 0, 2, 4 and 5: the net says so one step later.
    for (const step of [0, 2, 4, 5]) give(step, 'inputs', [0, 1]);
    // It is asked from step 3 on; told right in step 3, wrong in step 5, right in 6, and wrong in 8.
    for (let step = 3; step < 12; step++) give(step, 'truth', [1]);
    for (const step of [3, 6, 8]) give(step, 'truth', [0]);
    simulation.step(12);
    expect(wrong).toEqual([[9], [6]]);
  });

  it('keeps a table of inputs when they are asked, outputs and truth, in one step', () => {
    const net = formulaNet('A ^ B');
    const simulation = simulationOf(judgedNet(net), { dt: 1 });
    const table = spikeSteps(simulation, 'table');
    stimulateAt(simulation, 3, 'inputs', 'events', { cells: [0], value: 1 });
    stimulateAt(simulation, 3 + net.lag, 'truth', 'events', { cells: [0, 1], value: 1 });
    simulation.step(10);
    expect(table).toEqual([[4 + net.lag], [], [4 + net.lag], [4 + net.lag]]);
  });
});
