/** A run that was stopped while paused, or had just ended, once kept the simulation 'already running', in one case for ever. */
import { expect, it } from 'vitest';
import { network, type Simulation } from '../../engine/index.ts';
import { spikeList } from '../../models/index.ts';
import { simulationOf } from '../simulated.ts';

const made = () => simulationOf(network({ n: spikeList.of(1) }, []));

/** How a run of three steps, subscribed at once, ends. */
function runNow(simulation: Simulation): Promise<string> {
  return new Promise((resolve) => {
    simulation.run$(3).subscribe({ complete: () => resolve('complete'), error: (error) => resolve(String(error)) });
  });
}

it('a run may follow one that was stopped while it was paused and yielding', async () => {
  const simulation = made();
  const stopped = simulation.run$(1000).subscribe();
  simulation.pause();
  stopped.unsubscribe();
  await Promise.resolve();
  simulation.resume();
  expect(await runNow(simulation)).toBe('complete');
});

it('a run may follow in the same breath as another is stopped', async () => {
  const simulation = made();
  simulation.run$(1000).subscribe().unsubscribe();
  expect(await runNow(simulation)).toBe('complete');
});

it('a run may follow inside the completion of another', async () => {
  const simulation = made();
  const second = await new Promise<string>((resolve) => {
    simulation.run$(3).subscribe({ complete: () => resolve(runNow(simulation)) });
  });
  expect(second).toBe('complete');
  expect(simulation.nextStep).toBe(6);
});
