import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { openTrace, RemoteHost, readableBytes, TraceHost } from '../../../engine/index.ts';
import hello from '../../../scenarios/hello.ts';
import { Session } from '../../../viewer/session/session.ts';
import { connected, hostCuba, paceHost, writer } from '../../engine/remote/connected.ts';

/** Draws frames until `done`. */
async function until(session: Session, done: () => boolean): Promise<void> {
  const limit = Date.now() + 20_000;
  while (!done()) {
    if (Date.now() > limit) throw new Error(`still ${session.state.value.phase} at step ${session.state.value.step}`);
    if (session.about.value !== null) session.frame(performance.now());
    await wait(2);
  }
}

function live(): Session {
  const { client, server } = connected();
  const session = new Session({ port: client, speed: () => 'fastest' });
  hostCuba(server);
  return session;
}

async function replayed(bytes: Uint8Array): Promise<Session> {
  const { client, server } = connected();
  const session = new Session({ port: client, speed: () => 'fastest' });
  new TraceHost({ trace: await openTrace(readableBytes(bytes)), port: server });
  return session;
}

describe('a session', () => {
  it('sees all of a live run, saves it with what was changed, and a replay of that shows the same', async () => {
    const session = live();
    await until(session, () => session.about.value !== null);
    session.demand([{ population: 0, variable: 'v', cells: [0, 1] }]);
    session.send({ kind: 'step', steps: 100 });
    await until(session, () => session.state.value.step === 100);
    session.send({ kind: 'stimulate', stimuli: [{ population: 0, port: 'excitatory', cells: [3, 4, 5], value: 30, steps: 5 }] });
    session.send({ kind: 'mute', projection: 0, muted: true });
    session.send({ kind: 'run' });
    await until(session, () => session.result.value !== null);
    const hash = session.result.value!.spikeHash;
    const { edge } = session.history;
    expect(edge).toBe(1000);
    expect(session.history.values({ population: 0, variable: 'v', cells: [0, 1] })!.at(edge)!.step).toBe(999);

    const trace = await session.saveTrace();
    const again = await replayed(trace);
    await until(again, () => again.result.value !== null);
    expect(again.result.value!.spikeHash).toBe(hash);
    session.about.value!.populations.forEach((_, population) => {
      expect(again.history.spikes(population).count).toBe(session.history.spikes(population).count);
    });
    expect(again.history.events.map(({ kind }) => kind)).toEqual(session.history.events.map(({ kind }) => kind));
  });

  it('asks a question once, and keeps the answer while nothing changes', async () => {
    const session = live();
    await until(session, () => session.about.value !== null);
    const question = { of: 'synapses', projection: 0, limit: 10 } as const;
    expect(session.ask(question)).toMatchObject({ answer: null, why: null });
    await until(session, () => session.ask(question).answer !== null);
    const { answers } = session;
    session.send({ kind: 'run' });
    await until(session, () => session.result.value !== null);
    session.ask(question);
    await wait(10);
    expect(session.answers).toBe(answers);
    const unknown = { of: 'weights', from: 0, to: 99, rows: 2, columns: 2 } as const;
    await until(session, () => session.ask(unknown).why !== null);
    expect(session.ask(unknown).why).toBe('there is no population number 99');
  });

  it('begins anew with another seed, keeps what was demanded and muted, and tells other spikes', async () => {
    const session = live();
    await until(session, () => session.about.value !== null);
    session.demand([{ population: 0, variable: 'v', cells: [0] }]);
    session.send({ kind: 'mute', projection: 1, muted: true });
    session.send({ kind: 'run' });
    await until(session, () => session.result.value !== null);
    const first = session.result.value!.spikeHash;
    session.reset(2);
    await until(session, () => session.result.value !== null && session.result.value.spikeHash !== first);
    expect(session.about.value!.seed).toBe(2);
    expect(session.history.values({ population: 0, variable: 'v', cells: [0] })!.at(999)!.step).toBe(999);
    expect(session.history.events.filter(({ kind }) => kind === 'mute')).toHaveLength(1);
  });

  it('tells at once that it runs or pauses', async () => {
    const session = live();
    await until(session, () => session.about.value !== null);
    session.setSpeed(0.001);
    session.runOrPause();
    // One message there and one back, no more.
    await wait(5);
    expect(session.state.value.phase).toBe('running');
    session.runOrPause();
    await wait(5);
    expect(session.state.value.phase).toBe('paused');
  });

  it('keeps a control that was changed while it ran when it begins anew', async () => {
    const { client, server } = connected();
    const session = new Session({ port: client, speed: () => 'fastest' });
    new RemoteHost({ scenario: hello, seed: 1, speed: 'fastest', datasets: {}, host: paceHost, port: server, writer });
    await until(session, () => session.about.value !== null);
    session.send({ kind: 'step', steps: 100 });
    await until(session, () => session.state.value.step === 100);
    session.setControl('current', '1000 pA');
    await until(session, () => session.about.value!.controls['current'] === '1000 pA');
    expect(session.history.edge).toBe(100);
    session.reset(3);
    await until(session, () => session.about.value!.seed === 3);
    expect(session.about.value!.controls['current']).toBe('1000 pA');
  });

  it('hands on the first and the last value of a control that is dragged, and another control after a refused value', async () => {
    const { client, server } = connected();
    const send = vi.spyOn(client, 'send');
    const session = new Session({ port: client, speed: () => 'fastest' });
    hostCuba(server);
    await until(session, () => session.about.value !== null);
    for (const size of [100, 110, 120, 130]) session.setControl('size', size);
    await until(session, () => session.about.value!.controls['size'] === 130);
    session.setControl('nothing', 1);
    session.setControl('size', 140);
    await until(session, () => session.about.value!.controls['size'] === 140);
    const values = send.mock.calls.flatMap(([message]) => (message.kind === 'control' ? [message.value] : []));
    expect(values).toEqual([100, 130, 1, 140]);
  });

  it('plays a recorded run, stands, seeks, and says that it cannot be changed', async () => {
    const source = live();
    await until(source, () => source.about.value !== null);
    source.send({ kind: 'run' });
    await until(source, () => source.result.value !== null);
    const session = await replayed(await source.saveTrace());
    await until(session, () => session.result.value !== null);
    expect(session.about.value!.mode).toBe('replay');
    session.setSpeed(0.01);
    session.seek(500);
    const at = session.frame(performance.now());
    expect(at).toBeGreaterThanOrEqual(500);
    expect(at).toBeLessThan(510);
    session.runOrPause();
    expect(session.frame(performance.now())).toBeNull();
    expect(session.state.value.phase).toBe('paused');
    const told: string[] = [];
    session.told.subscribe(({ text }) => told.push(text));
    session.setControl('size', 3);
    await wait(5);
    expect(told).toEqual(['a recorded run cannot be changed']);
  });
});
