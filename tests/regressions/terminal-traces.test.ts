import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { TraceRecorder } from '../../engine/index.ts';
import { file, folder, neurarium, resultOf } from '../cli/command.ts';
import { HEADER, MemoryFile, recordSteps, SUMMARY } from '../engine/trace/small-run.ts';

const place = folder();

/** A trace with sound checksums and strange contents. */
async function strangeTrace(name: string, header: object, summary: object): Promise<string> {
  const memory = new MemoryFile();
  const recorder = await TraceRecorder.open(memory, { ...HEADER, values: [], ...header });
  await recordSteps(recorder, { ...HEADER, values: [] }, 40);
  await recorder.close({ ...SUMMARY, ...summary });
  return file(place, name, memory.bytes);
}

describe('recording', () => {
  it('needs no package.json of a library, which some do not export', async () => {
    const path = `${place}/hello.mcap`;
    await resultOf(['run', 'hello', '--duration', '10 ms', '--record', path]);
    const { stdout } = await neurarium(['trace', 'info', path, '--json']);
    const { dependencies } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
    expect(JSON.parse(stdout).header.libraries).toEqual({ node: process.versions.node, ...dependencies });
  });

  it('to a folder that cannot be made ends, where mkdir of Node would try for ever', async () => {
    const { code, stderr } = await neurarium(['run', 'hello', '--duration', '10 ms', '--record', '/proc/x/y/z.mcap']);
    expect(code).toBe(3);
    expect(stderr).toContain('the folder /proc/x cannot be made');
  });
});

describe('a trace that says strange things of itself', () => {
  it('replays without them', async () => {
    const header = { panels: [null, { panel: 'curve', of: 'E', against: '__proto__' }, { panel: 'bars', of: 'accuracy' }] };
    const path = await strangeTrace('strange.mcap', header, { expect: [null, 3, { of: 'E' }], metrics: { accuracy: 1e300 } });
    const { code, stdout, stderr } = await neurarium(['replay', path]);
    expect(stderr).toMatch(/^notice: the replayed spikes have the hash [0-9a-f]{16}, those of the run had 0123456789abcdef/);
    expect(code).toBe(0);
    expect(stdout).toContain('40 steps of 0.1 ms');
  });

  it('is refused where it claims more cells than the machine can count', async () => {
    const populations = Array.from({ length: 40 }, (_, i) => ({ name: `p${i}`, model: 'lif', size: 2 ** 32 - 1, spikes: true }));

    const memory = new MemoryFile();
    await expect(TraceRecorder.open(memory, { ...HEADER, values: [], populations })).resolves.toBeDefined();
    const path = file(place, 'huge.mcap', memory.bytes);
    const { code, stderr } = await neurarium(['replay', path]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/the trace claims [\d,]+ cells; replaying them takes about [\d.]+ TiB of memory/);
    expect(stderr).toContain(`in trace ${path}`);
  });
});
