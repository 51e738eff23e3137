import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { type Activity, describeScenario, Experiment, RemoteActivity, type RemoteHost, rate } from '../../../engine/index.ts';
import cuba from '../../../scenarios/cuba.ts';
import { host } from '../../simulated.ts';
import { choices, connected, hostCuba } from './connected.ts';

/** What an operator makes of an activity: it knows no more of it than its interface. */
function rates(activity: Activity): number[] {
  const found: number[] = [];
  activity
    .population('E')
    .spikes$.pipe(rate('5 ms'))
    .subscribe((frame) => found.push(frame.rate));
  return found;
}

function hosted(): { readonly remote: RemoteHost; readonly opened: Promise<RemoteActivity> } {
  const { client, server } = connected();
  const opened = RemoteActivity.open(client);
  return { remote: hostCuba(server), opened };
}

async function ended(remote: RemoteHost): Promise<void> {
  const limit = Date.now() + 20_000;
  while (remote.experiment.simulation.nextStep < 1000 && Date.now() < limit) await wait(5);
  await wait(20);
}

describe('a remote activity', () => {
  it('is to operators what the simulation itself is', async () => {
    const experiment = new Experiment(describeScenario(cuba, choices), { seed: 1, datasets: {}, host });
    const live = rates(experiment.simulation);
    experiment.simulation.step(1000);

    const { remote, opened } = hosted();
    const activity = await opened;
    const told = rates(activity);
    remote.run();
    await ended(remote);
    expect(activity.dropped).toBe(0);
    expect(told).toEqual(live);
    expect(told.length).toBeGreaterThan(15);
  });

  it('asks for values while someone wants them, and for no others', async () => {
    const { remote, opened } = hosted();
    const activity = await opened;
    const seen: number[] = [];
    const subscription = activity
      .population('E')
      .values$('v')
      .subscribe(({ values }) => seen.push(values.length));
    remote.run();
    await ended(remote);
    expect(seen.length).toBeGreaterThan(0);
    expect(new Set(seen)).toEqual(new Set([320]));
    subscription.unsubscribe();
    expect(() => activity.population('E').values$('w')).toThrow("population 'E' has no variable 'w'");
    expect(() => activity.population('X')).toThrow("there is no population 'X'");
  });
});
