import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import {
  type Batch,
  type ClientMessage,
  describeScenario,
  Experiment,
  type HostMessage,
  type PaceHost,
  RemoteHost,
  type RemotePort,
} from '../../../engine/index.ts';
import cuba from '../../../scenarios/cuba.ts';
import { host as plain } from '../../simulated.ts';

const host: PaceHost = { ...plain, now: () => performance.now(), yield: () => wait(0), wait: (ms) => wait(ms) };
const writer = { version: '0.0.0', libraries: {} };
const choices = { controls: { size: 400 }, duration: '200 ms' } as const;

/** A client that keeps what it is told; `answers` says whether it asks for more batches. */
function watched(answers: boolean) {
  const told: HostMessage[] = [];
  let toHost: (message: ClientMessage) => void = () => undefined;
  const port: RemotePort<HostMessage, ClientMessage> = {
    backlog: 0,
    send: (message) => {
      told.push(message);
      if (answers && message.kind === 'batch') queueMicrotask(() => toHost({ kind: 'ready' }));
    },
    listen: (next) => {
      toHost = next;
    },
    close: () => undefined,
  };
  const remote = new RemoteHost({ scenario: cuba, choices, seed: 1, speed: 'fastest', datasets: {}, host, port, writer });
  const until = async (kind: HostMessage['kind']): Promise<void> => {
    while (!told.some((message) => message.kind === kind)) await wait(5);
  };
  const batches = (): Batch[] => told.flatMap((message) => (message.kind === 'batch' ? [message.batch] : []));
  return { told, send: (message: ClientMessage) => toHost(message), remote, until, batches };
}

async function unwatched(): Promise<{ hash: string; spikes: number }> {
  const experiment = new Experiment(describeScenario(cuba, choices), { seed: 1, datasets: {}, host: plain });
  let spikes = 0;
  for (const name of experiment.simulation.populationNames) {
    experiment.simulation.population(name).spikes$.subscribe(({ count }) => {
      spikes += count;
    });
  }
  await new Promise<void>((complete, error) => void experiment.run$().subscribe({ complete, error }));
  return { hash: experiment.result().spikeHash, spikes };
}

describe('a hosted run', () => {
  it('shows every spike and the demanded values of every step, and has the numbers of an unwatched run', async () => {
    const { told, send, until, batches } = watched(true);
    send({
      kind: 'demand',
      number: 1,
      values: [
        { population: 0, variable: 'v', cells: [0, 3] },
        { population: 1, variable: 'gE', cells: 'all' },
      ],
    });
    send({ kind: 'run' });
    await until('result');
    const { hash, spikes } = await unwatched();
    expect(told.find((message) => message.kind === 'result')).toMatchObject({ result: { spikeHash: hash } });
    expect(batches().reduce((sum, batch) => sum + batch.spikes.reduce((part, { cells }) => part + cells.length, 0), 0)).toBe(
      spikes,
    );
    let step = 0;
    for (const batch of batches()) {
      expect(batch.step).toBe(step);
      step += batch.steps;
      if (batch.demands === 1 && batch.steps > 0) {
        expect(batch.values[0]!.values).toHaveLength(2 * batch.steps);
        expect(batch.values[1]!.values).toHaveLength(80);
      }
    }
    expect(step).toBe(2000);
  });

  it('goes on without a client that takes nothing, and has the same numbers', async () => {
    const { told, send, until, batches } = watched(false);
    send({ kind: 'run' });
    await until('result');
    expect(batches()).toHaveLength(1);
    expect(told.find((message) => message.kind === 'result')).toMatchObject({ result: { spikeHash: (await unwatched()).hash } });
  });

  it('does single steps, and waits', async () => {
    const { send, remote } = watched(true);
    send({ kind: 'step', steps: 3 });
    await wait(60);
    expect(remote.experiment.simulation.nextStep).toBe(3);
    send({ kind: 'step', steps: 1 });
    await wait(60);
    expect(remote.experiment.simulation.nextStep).toBe(4);
  });

  it('tells a mistake, and goes on', () => {
    const { told, send } = watched(true);
    send({ kind: 'stimulate', stimuli: [{ population: 7, port: 'excitatory', cells: [0], value: 1, steps: 1 }] });
    send({ kind: 'ask', id: 4, question: { of: 'values', population: 0, variable: 'w' } });
    expect(told.filter(({ kind }) => kind === 'error' || kind === 'no-answer')).toHaveLength(2);
  });
});
