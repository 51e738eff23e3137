/** Events that did not fit were once found out, or silently moved, only when their step came. */
import { expect, it } from 'vitest';
import { network } from '../../engine/index.ts';
import { lifDelta } from '../../models/index.ts';
import { simulationOf, valuesAfterSteps } from '../simulated.ts';

const made = () => simulationOf(network({ n: lifDelta.of(2) }, []));

it('an array for a shared parameter is refused at once, and does not break the simulation in the next step', () => {
  const simulation = made();
  expect(() => simulation.set('n', 'tau', [10, 20])).toThrow('2 values for a parameter that all cells share');
  simulation.step();
  expect(simulation.nextStep).toBe(1);
});

it('what answers an event is told of with the step in which it takes effect', () => {
  const simulation = made();
  const told: [string, number, number][] = [];
  simulation.events$.subscribe((event) => {
    told.push([event.kind, event.step, simulation.nextStep - 1]);
    if (event.kind === 'set') simulation.stimulate('n', 'synapse').next({ cells: 'all', value: 1 });
  });
  simulation.set('n', 'tau', 10);
  simulation.step(3);
  expect(told).toEqual([
    ['set', 0, 0],
    ['stimulus', 1, 1],
  ]);
});

it('an event of a step that has passed is refused, not applied late', () => {
  const simulation = made();
  simulation.step(5);
  expect(() => simulation.schedule({ kind: 'reset', step: 4 })).toThrow('expected a whole number of at least 5');
});

it('a stimulus of no steps does not act in one', () => {
  const simulation = made();
  const v = valuesAfterSteps(simulation, 'n', 'v');
  simulation.stimulate('n', 'synapse').next({ cells: 'all', value: 5, steps: 0 });
  simulation.step();
  expect(v).toEqual([[-65, -65]]);
});
