import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTraceFile, openTraceFile, writeAll } from '../../cli/trace-file.ts';
import { openTrace, TraceRecorder } from '../../engine/index.ts';
import { HEADER, recordSteps, replayAll, SUMMARY, smallTrace } from '../engine/trace/small-run.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'neurarium-trace-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('a trace file', () => {
  it('holds what the recorder wrote and replays', async () => {
    const path = join(folder, 'small.mcap');
    const file = await createTraceFile(path);
    const recorder = await TraceRecorder.open(file, HEADER);
    await recordSteps(recorder, HEADER, 40, 10);
    recorder.metrics(40, { accuracy: 0.5 });
    await recorder.close(SUMMARY);
    await file.close();
    expect(new Uint8Array(readFileSync(path))).toEqual(await smallTrace());
    const source = await openTraceFile(path);
    const { last } = await replayAll(await openTrace(source));
    expect(last).toMatchObject({ step: 40, done: true });
    await source.close();
  });

  it('gets the folders it lies in', async () => {
    const path = join(folder, 'not', 'yet', 'there.mcap');
    const file = await createTraceFile(path);
    await file.close();
    expect(existsSync(path)).toBe(true);
  });

  it('that is discarded is gone, but nothing that is no plain file', async () => {
    const path = join(folder, 'half.mcap');
    const file = await createTraceFile(path);
    expect(file.isFile).toBe(true);
    await file.discard();
    expect(existsSync(path)).toBe(false);
    const device = await createTraceFile('/dev/null');
    expect(device.isFile).toBe(false);
    await device.discard();
    expect(existsSync('/dev/null')).toBe(true);
  });

  it('writes the rest where the system took less than given', async () => {
    const taken: number[] = [];
    const write = async (bytes: Uint8Array, offset: number, length: number) => {
      const some = Math.min(3, length);
      taken.push(...bytes.subarray(offset, offset + some));
      return { bytesWritten: some, buffer: bytes };
    };
    await writeAll({ write } as unknown as Parameters<typeof writeAll>[0], Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8));
    expect(taken).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    const stuck = { write: async () => ({ bytesWritten: 0 }) } as unknown as Parameters<typeof writeAll>[0];
    await expect(writeAll(stuck, Uint8Array.of(1, 2))).rejects.toThrow('only 0 of 2 bytes');
  });

  it.skipIf(!existsSync('/dev/full'))('on a full disk is an error with path and reason', async () => {
    const file = await createTraceFile('/dev/full');
    await expect(TraceRecorder.open(file, HEADER)).rejects.toMatchObject({
      code: 'write',
      message: 'cannot write the trace /dev/full: the disk is full (ENOSPC)',
    });
    await file.close();
  });

  it('that cannot be created or read says why', async () => {
    await expect(createTraceFile('/proc/no/x.mcap')).rejects.toMatchObject({
      code: 'write',
      message: expect.stringContaining('the folder /proc/no cannot be made'),
    });
    await expect(createTraceFile(folder)).rejects.toMatchObject({
      code: 'write',
      message: expect.stringContaining('it is a folder'),
    });
    await expect(openTraceFile(join(folder, 'none.mcap'))).rejects.toMatchObject({
      code: 'trace',
      message: expect.stringContaining('no such file'),
    });
    await expect(openTraceFile(folder)).rejects.toMatchObject({
      code: 'trace',
      message: expect.stringContaining('it is a folder'),
    });
    await expect(openTraceFile('/dev/null')).rejects.toMatchObject({
      code: 'trace',
      message: expect.stringContaining('no plain file'),
    });
  });
});
