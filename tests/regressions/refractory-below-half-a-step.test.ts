/** A refractory time that rounds to 0 steps was once taken for none, without a word. */
import { expect, it } from 'vitest';
import { network, values } from '../../engine/index.ts';
import { lif } from '../../models/index.ts';
import { simulationOf } from '../simulated.ts';

const withRefractory = (refractory: Parameters<typeof lif.of>[1] & object) => network({ cell: lif.of(2, refractory) }, []);

it('a refractory time below half a step is refused with its population, its parameter, dt, and what to do', () => {
  expect(() => simulationOf(withRefractory({ refractory: '0.04 ms' }))).toThrow(
    expect.objectContaining({
      code: 'description',
      message: 'the refractory time of 0.04 ms (refractory of model lif) rounds to 0 steps of dt, 0.1 ms',
      where: 'population cell',
      hint: 'Give 0 ms for none, at least 0.05 ms for one step, or use a shorter dt.',
    }),
  );
});

it('it is found in the one cell that has it, and when it is set in a run', () => {
  expect(() => simulationOf(withRefractory({ refractory: values('ms', [1, 0.04]) }))).toThrow(
    expect.objectContaining({ where: 'population cell, cell 1' }),
  );
  const simulation = simulationOf(withRefractory({ refractory: '1 ms' }));
  simulation.set('cell', 'refractory', 0.04);
  expect(() => simulation.step()).toThrow('rounds to 0 steps');
});

it('no refractory time, and half a step, are accepted', () => {
  for (const refractory of ['0 ms', '0.05 ms'] as const) expect(() => simulationOf(withRefractory({ refractory }))).not.toThrow();
});
