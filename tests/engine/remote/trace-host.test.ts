import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import {
  describeScenario,
  Experiment,
  type HostMessage,
  MemoryTrace,
  openTrace,
  readableBytes,
  type TraceHeader,
  TraceHost,
  TraceRecorder,
  traceHeaderOf,
  traceSummaryOf,
} from '../../../engine/index.ts';
import cuba from '../../../scenarios/cuba.ts';
import { host } from '../../simulated.ts';
import { connected, writer } from './connected.ts';

/** A run of a few steps, with a header that somebody changed. */
async function recorded(change: (header: TraceHeader) => Partial<TraceHeader>): Promise<Uint8Array> {
  const description = describeScenario(cuba, { controls: { size: 100 } });
  const experiment = new Experiment(description, { seed: 1, datasets: {}, host });
  const memory = new MemoryTrace();
  const header = traceHeaderOf(experiment, writer);
  const recorder = await TraceRecorder.open(memory, { ...header, ...change(header) });
  const { simulation } = experiment;
  ['E', 'I'].forEach((name, index) => simulation.population(name).spikes$.subscribe((frame) => recorder.spikes(index, frame)));
  simulation.step(20);
  await recorder.close(traceSummaryOf(experiment.result(), { compileSeconds: 0, wallSeconds: 0 }));
  return memory.bytes();
}

async function shown(bytes: Uint8Array): Promise<HostMessage[]> {
  const { client, server } = connected();
  const told: HostMessage[] = [];
  client.listen(
    (message) => {
      told.push(message);
      if (message.kind === 'about' || message.kind === 'batch') client.send({ kind: 'ready' });
    },
    () => undefined,
  );
  new TraceHost({ trace: await openTrace(readableBytes(bytes)), port: server });
  for (let k = 0; k < 200 && !told.some(({ kind }) => kind === 'result'); k++) await wait(5);
  await wait(5);
  return told;
}

describe('a trace that somebody made', () => {
  it.each<[string, (header: TraceHeader) => Partial<TraceHeader>]>([
    ['without a network', () => ({ network: null })],
    ['with a network of another kind', () => ({ network: { populations: [{ name: 'E', model: 7 }], projections: 'none' } })],
    ['whose panels are nonsense', () => ({ network: 5, panels: [null, { panel: 'raster', of: 3 }, 'x'] })],
  ])('%s is shown by what it has, and that is said', async (_, change) => {
    const told = await shown(await recorded(change));
    const about = told.find(({ kind }) => kind === 'about');
    expect(about).toMatchObject({
      about: {
        mode: 'replay',
        populations: [
          { name: 'E', size: 80 },
          { name: 'I', size: 20 },
        ],
      },
    });
    expect(told.filter(({ kind }) => kind === 'error')).toEqual([]);
    expect(told.some((message) => message.kind === 'notice' && /does not describe E/.test(message.text))).toBe(true);
    expect(told.find(({ kind }) => kind === 'result')).toBeDefined();
  });

  it('that claims more cells than a page can show is refused', async () => {
    const many = (header: TraceHeader) => ({ populations: header.populations.map((one) => ({ ...one, size: 4e9 })) });
    await expect(shown(await recorded(many))).rejects.toThrow('the trace claims 8000000000 cells; a page shows up to 20000000');
  });
});
