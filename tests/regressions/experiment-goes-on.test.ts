/**
 * An experiment that was stopped and run again once ran its whole duration anew, and a protocol counted its tests twice; an
 * expectation whose window the run was too short to enter was failed.
 */
import { expect, it } from 'vitest';
import { describeScenario, Experiment, network, scenario } from '../../engine/index.ts';
import { regular } from '../../models/index.ts';
import { host } from '../simulated.ts';

const ticking = scenario({
  id: 'ticking',
  title: 'a test',
  source: 'a test',
  dt: '1 ms',
  duration: '100 ms',
  network: () => network({ n: regular.of(1) }, []),
  expect: [{ of: 'n', measure: 'rate', atLeast: 1, window: ['100 ms', '200 ms'], why: 'Hz' }],
});

it('a second subscription does what is left, and nothing where nothing is left', async () => {
  const experiment = new Experiment(describeScenario(ticking), { seed: 1, host, datasets: {} });
  const run = (stopAt: number) =>
    new Promise<void>((resolve, reject) => {
      const subscription = experiment.run$().subscribe({ error: reject, complete: resolve });
      experiment.simulation.population('n').spikes$.subscribe(({ step }) => {
        if (step !== stopAt) return;
        subscription.unsubscribe();
        resolve();
      });
    });
  await run(30);
  for (let i = 0; i < 2; i++) {
    await run(-1);
    expect(experiment.result()).toMatchObject({ steps: 100, interrupted: false });
  }
});

it('a window that begins after the run is not judged', async () => {
  const experiment = new Experiment(describeScenario(ticking), { seed: 1, host, datasets: {} });
  await new Promise<void>((resolve, reject) => {
    experiment.run$().subscribe({ error: reject, complete: resolve });
  });
  expect(experiment.result().expect).toMatchObject([{ pass: null }]);
});
