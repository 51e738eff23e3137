/** A page that comes after another got values that the other had demanded, lost its turn, or never got a trace to its end. */
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { WebSocket } from 'ws';
import { ServedPort } from '../../cli/watch/served-port.ts';
import {
  type Batch,
  describeScenario,
  Experiment,
  type HostMessage,
  openTrace,
  RemoteHost,
  recordInto,
  TraceHost,
  TraceRecorder,
  traceHeaderOf,
  traceSummaryOf,
  unpackHostMessage,
} from '../../engine/index.ts';
import cuba from '../../scenarios/cuba.ts';
import { connected, paceHost, writer } from '../engine/remote/connected.ts';

const choices = { controls: { size: 100 }, duration: '20 ms' } as const;

it('values that the page before demanded are not sent to the next', async () => {
  const { client, server } = connected();
  const told: HostMessage[] = [];
  client.listen(
    (message) => told.push(message),
    () => undefined,
  );
  const remote = new RemoteHost({
    scenario: cuba,
    choices,
    seed: 1,
    speed: 'fastest',
    datasets: {},
    host: paceHost,
    port: server,
    writer,
  });
  client.send({ kind: 'demand', number: 1, values: [{ population: 0, variable: 'v', cells: [0] }] });
  await wait(5);
  remote.greet();
  client.send({ kind: 'step', steps: 10 });
  await wait(50);
  const batches = told.flatMap((message): Batch[] => (message.kind === 'batch' ? [message.batch] : []));
  expect(batches).not.toEqual([]);
  for (const { demands, values } of batches) expect({ demands, values }).toEqual({ demands: 0, values: [] });
  remote.dispose();
});

it('a batch is sent whatever waits before it: the page cannot ask for what it never saw', () => {
  const sent: string[] = [];
  const port = new ServedPort();
  const socket = {
    bufferedAmount: 64 * 1024 * 1024,
    send: (bytes: Uint8Array) => sent.push(unpackHostMessage(bytes).kind),
    on: () => undefined,
  };
  port.attach(socket as unknown as WebSocket);
  const batch: Batch = { step: 0, steps: 1, spikes: [], demands: 0, values: [], events: [], metrics: {}, dropped: 0 };
  port.send({ kind: 'state', state: { phase: 'running', speed: 1, step: 0, realtime: 0, synapticEvents: 0 } });
  port.send({ kind: 'batch', batch });
  expect(sent).toEqual(['batch']);
});

it('a trace that is greeted again at any moment comes whole', async () => {
  const experiment = new Experiment(describeScenario(cuba, choices), { seed: 1, datasets: {}, host: paceHost });
  const parts: Uint8Array[] = [];
  const writable = { write: async (bytes: Uint8Array) => void parts.push(bytes.slice()) };
  const recorder = await TraceRecorder.open(writable, traceHeaderOf(experiment, writer));
  recordInto(recorder, experiment);
  experiment.simulation.step(200);
  await recorder.close(traceSummaryOf(experiment.result(), { compileSeconds: 0, wallSeconds: 0 }));
  const bytes = Uint8Array.from(Buffer.concat(parts));
  const { client, server } = connected();
  const told: HostMessage[] = [];
  client.listen(
    (message) => {
      if (message.kind === 'about') told.length = 0;
      told.push(message);
      if (message.kind === 'about' || message.kind === 'batch') client.send({ kind: 'ready' });
    },
    () => undefined,
  );
  // Slow enough that a second page comes while the first one's part is read.
  const read = async (offset: bigint, size: bigint) => {
    await wait(2);
    return bytes.slice(Number(offset), Number(offset + size));
  };
  const host = new TraceHost({ trace: await openTrace({ size: async () => BigInt(bytes.length), read }), port: server });
  for (let k = 0; k < 6; k++) {
    await wait(k);
    host.greet();
  }
  await expect.poll(() => told.filter(({ kind }) => kind === 'result').length, { timeout: 5000 }).toBe(1);
  await wait(20);
  const steps = told.flatMap((message) => (message.kind === 'batch' ? [message.batch.steps] : []));
  expect(steps.reduce((sum, one) => sum + one, 0)).toBe(200);
  expect(told.filter(({ kind }) => kind === 'result')).toHaveLength(1);
});
