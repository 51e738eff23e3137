import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import {
  type ClientMessage,
  type ControlValue,
  describeScenario,
  type HostMessage,
  openTrace,
  RemoteHost,
  readableBytes,
  type SimulationEvent,
} from '../../../engine/index.ts';
import { liveChanges } from '../../../engine/remote/live-changes.ts';
import { datasets } from '../../../scenarios/index.ts';
import feedForward from '../../../scenarios/zoo/feed-forward.ts';
import { connected, paceHost, writer } from './connected.ts';

function changes(after: Readonly<Record<string, ControlValue>>): SimulationEvent[] | null {
  return liveChanges(describeScenario(feedForward), describeScenario(feedForward, { controls: after }), 7);
}

/** Waits until it holds; a test that waits for nothing fails by its own time limit. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await wait(5);
}

describe('a changed control of what learns', () => {
  it('is a changed rate, where nothing else differs', () => {
    expect(changes({})).toEqual([]);
    expect(changes({ rate: 0.2 })).toEqual([{ kind: 'rate', step: 7, rate: { kind: 'constant', rate: 0.2 } }]);
    expect(changes({ rate: 0.2, hidden: 3 })).toBeNull();
  });
});

describe('a hosted run that learns', () => {
  function hosted() {
    const { client, server } = connected();
    const told: HostMessage[] = [];
    client.listen(
      (message) => told.push(message),
      () => undefined,
    );
    const options = { scenario: feedForward, seed: 1, speed: 'fastest', datasets, host: paceHost, port: server, writer } as const;
    const remote = new RemoteHost(options);
    return { remote, told, send: (message: ClientMessage) => client.send(message) };
  }

  it('says that its time is in steps, what its cells are for, and that its weights change', async () => {
    const { told } = hosted();
    await until(() => told.some(({ kind }) => kind === 'about'));
    const message = told.find((one) => one.kind === 'about')!;
    const about = message.kind === 'about' ? message.about : null;
    expect(about).toMatchObject({ timed: false, dt: 1, steps: null });
    expect(about!.projections.map(({ plastic }) => plastic)).toEqual([true, true]);
    expect(about!.tags!.cells).toMatchObject({ x: { function: ['input'] }, y: { function: ['output'] } });
  });

  it('takes another rate while it goes on, and stands still at a rate of 0', async () => {
    const { remote, told, send } = hosted();
    send({ kind: 'step', steps: 20 });
    const { experiment } = remote;
    await until(() => experiment.simulation.nextStep === 20);
    const read = (): number[] => Array.from(experiment.trained!.read('x->h1:input#0'));
    send({ kind: 'control', name: 'rate', value: 0 });
    await until(() => told.some(({ kind }) => kind === 'controls'));
    const before = read();
    send({ kind: 'step', steps: 20 });
    await until(() => experiment.simulation.nextStep === 40);
    expect(remote.experiment).toBe(experiment);
    expect(read()).toEqual(before);
    expect(told.some(({ kind }) => kind === 'notice')).toBe(false);
  });

  it('begins anew with other hidden cells, and says so', async () => {
    const { remote, told, send } = hosted();
    send({ kind: 'step', steps: 20 });
    await until(() => remote.experiment.simulation.nextStep === 20);
    send({ kind: 'control', name: 'hidden', value: 3 });
    await until(() => told.some(({ kind }) => kind === 'notice'));
    expect(remote.experiment.simulation.nextStep).toBe(0);
    expect(remote.experiment.simulation.plan.populations[1]!.size).toBe(3);
    expect(told.find(({ kind }) => kind === 'notice')).toMatchObject({ text: expect.stringContaining('the run begins anew') });
  });

  it('can be saved with the rate that it was given on the way', async () => {
    const { remote, told, send } = hosted();
    send({ kind: 'step', steps: 20 });
    await until(() => remote.experiment.simulation.nextStep === 20);
    send({ kind: 'control', name: 'rate', value: 0.01 });
    send({ kind: 'step', steps: 20 });
    await until(() => remote.experiment.simulation.nextStep === 40);
    send({ kind: 'save', id: 3 });
    await until(() => told.some(({ kind }) => kind === 'trace' || kind === 'no-answer'));
    expect(told.filter(({ kind }) => kind === 'no-answer')).toEqual([]);
    const saved = told.find((message) => message.kind === 'trace')!;
    const trace = await openTrace(readableBytes(saved.kind === 'trace' ? saved.bytes : new Uint8Array()));
    // What it says in the end depends on every update before.
    expect(trace.summary!.state_hash).toBe(remote.experiment.result().stateHash);
  });
});
