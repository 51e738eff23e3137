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
  MemoryTrace,
  openTrace,
  readableBytes,
  recordInto,
  TraceHost,
  type TraceReadable,
  TraceRecorder,
  traceHeaderOf,
  traceSummaryOf,
  unpackHostMessage,
} from '../../engine/index.ts';
import cuba from '../../scenarios/cuba.ts';
import { choices, connected, hostCuba, paceHost, writer } from '../engine/remote/connected.ts';

it('values that the page before demanded are not sent to the next', async () => {
  const { client, server } = connected();
  const told: HostMessage[] = [];
  client.listen(
    (message) => told.push(message),
    () => undefined,
  );
  const remote = hostCuba(server);
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
  const batch: Batch = {
    step: 0,
    steps: 1,
    spikes: [],
    demands: 0,
    values: [],
    events: [],
    metrics: {},
    measured: [],
    dropped: 0,
  };
  port.send({ kind: 'state', state: { phase: 'running', speed: 1, step: 0, planned: null, realtime: 0, synapticEvents: 0 } });
  port.send({ kind: 'batch', batch });
  expect(sent).toEqual(['batch']);
});

it('a trace that is greeted again at any moment comes whole', async () => {
  const experiment = new Experiment(describeScenario(cuba, choices), { seed: 1, datasets: {}, host: paceHost });
  const memory = new MemoryTrace();
  const recorder = await TraceRecorder.open(memory, traceHeaderOf(experiment, writer));
  recordInto(recorder, experiment);
  experiment.simulation.step(1000);
  await recorder.close(traceSummaryOf(experiment.result(), { compileSeconds: 0, wallSeconds: 0 }));
  const source = readableBytes(memory.bytes());
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
  const read: TraceReadable['read'] = async (offset, size) => {
    await wait(2);
    return source.read(offset, size);
  };
  const host = new TraceHost({ trace: await openTrace({ ...source, read }), port: server });
  for (let k = 0; k < 6; k++) {
    await wait(k);
    host.greet();
  }
  await expect.poll(() => told.filter(({ kind }) => kind === 'result').length, { timeout: 5000 }).toBe(1);
  await wait(20);
  const steps = told.flatMap((message) => (message.kind === 'batch' ? [message.batch.steps] : []));
  expect(steps.reduce((sum, one) => sum + one, 0)).toBe(1000);
  expect(told.filter(({ kind }) => kind === 'result')).toHaveLength(1);
});

it('a trace sends the next page nothing that the one before demanded', async () => {
  const experiment = new Experiment(describeScenario(cuba, choices), { seed: 1, datasets: {}, host: paceHost });
  const memory = new MemoryTrace();
  const header = traceHeaderOf(experiment, writer);
  const values = [{ population: 0, variable: 'v', precision: 'float64' }] as const;
  const recorder = await TraceRecorder.open(memory, { ...header, values });
  recordInto(recorder, experiment);
  experiment.simulation
    .population('E')
    .values$('v')
    .subscribe((frame) => recorder.values(0, frame));
  experiment.simulation.step(100);
  await recorder.close(traceSummaryOf(experiment.result(), { compileSeconds: 0, wallSeconds: 0 }));
  const { client, server } = connected();
  const told: HostMessage[] = [];
  client.listen(
    (message) => told.push(message),
    () => undefined,
  );
  const host = new TraceHost({ trace: await openTrace(readableBytes(memory.bytes())), port: server });
  const demand = { kind: 'demand', number: 1, values: [{ population: 0, variable: 'v', cells: [0, 1] }] } as const;
  client.send(demand);
  client.send({ kind: 'ready' });
  const batch = (): Batch => told.flatMap((message) => (message.kind === 'batch' ? [message.batch] : []))[0]!;
  await expect.poll(batch).toMatchObject({ demands: 1, values: [{ demand: 0 }] });
  expect(batch().values[0]!.values).toHaveLength(2 * batch().steps);
  told.length = 0;
  host.greet();
  client.send({ kind: 'ready' });
  await expect.poll(batch).toMatchObject({ demands: 0, values: [] });
  host.dispose();
});
