import { McapRecordBuilder } from '@mcap/core';
import { encode } from '@msgpack/msgpack';
import { describe, expect, it } from 'vitest';
import { loadCodec, packChunk } from '../../../engine/trace/chunk-codec.ts';
import { crc32 } from '../../../engine/trace/crc32.ts';
import { openTrace, type TraceHeader } from '../../../engine/trace/index.ts';
import { encodeMessage } from '../../../engine/trace/message-codec.ts';
import { HEADER, MemoryFile, replayBytes, smallTrace } from './small-run.ts';

/** An MCAP file made by hand: the given messages, one chunk each. */
async function forged(
  messages: readonly (readonly [topic: string, value: unknown])[],
  profile = 'neurarium',
): Promise<Uint8Array> {
  await loadCodec();
  const file = new McapRecordBuilder();
  file.writeMagic();
  file.writeHeader({ profile, library: 'forger 1' });
  messages.forEach(([topic, value], id) => {
    const chunk = new McapRecordBuilder();
    chunk.writeChannel({ id, schemaId: 0, topic, messageEncoding: 'msgpack', metadata: new Map() });
    const data = value instanceof Uint8Array ? value : encodeMessage(value).slice();
    chunk.writeMessage({ channelId: id, sequence: 0, logTime: 0n, publishTime: 0n, data });
    const { compression, bytes } = packChunk(chunk.buffer);
    const uncompressedSize = BigInt(chunk.length);
    const times = { messageStartTime: 0n, messageEndTime: 0n };
    file.writeChunk({ ...times, uncompressedSize, uncompressedCrc: crc32(chunk.buffer), compression, records: bytes });
  });
  file.writeDataEnd({ dataSectionCrc: 0 });
  file.writeFooter({ summaryStart: 0n, summaryOffsetStart: 0n, summaryCrc: 0 });
  file.writeMagic();
  return file.buffer;
}

const PLAIN: TraceHeader = { ...HEADER, values: [] };
const begin = ['header', { format: 1, ...PLAIN }] as const;
const u16 = (...numbers: number[]) => new Uint8Array(Uint16Array.from(numbers).buffer);
const textBytes = (text: string) => new TextEncoder().encode(text);

/** Offsets of the chunk records, found by walking the records. */
function chunkOffsets(bytes: Uint8Array): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const offsets: number[] = [];
  for (let at = 8; view.getUint8(at) !== 0x0f; at += 9 + Number(view.getBigUint64(at + 1, true)))
    if (view.getUint8(at) === 6) offsets.push(at);
  return offsets;
}

describe('a trace cut anywhere', () => {
  it('replays an exact prefix, a whole chunk at a time, or says that nothing is there', async () => {
    const whole = await smallTrace();
    const all = await replayBytes(whole);
    const lengths = new Set<number>();
    for (let length = 0; length < whole.length; length += 3) {
      const cut = whole.slice(0, length);
      const opened = await openTrace(new MemoryFile(cut)).catch((error) => error);
      if (opened instanceof Error) {
        expect(opened).toMatchObject({ name: 'NeurariumError', code: 'trace' });
        expect(length).toBeLessThan(chunkOffsets(whole)[1]!);
        continue;
      }
      const { frames, trace } = await replayBytes(cut);
      expect(frames).toEqual(all.frames.slice(0, frames.length));
      expect(trace.notices[0]).toMatch(/not closed/);
      lengths.add(frames.length);
    }
    expect(lengths.size).toBe(5); // nothing, and after each of the 4 chunks of 10 steps
    expect(Math.max(...lengths)).toBe(all.frames.length);
  });
});

describe('a damaged chunk', () => {
  const damage = async (index: number) => {
    const bytes = await smallTrace();
    const at = chunkOffsets(bytes).at(index)!;
    return bytes.fill(0x55, at + 80, at + 90);
  };

  it('ends the replay before it, with a notice that names place and step', async () => {
    const all = await replayBytes(await smallTrace());
    const { frames, trace, last } = await replayBytes(await damage(2));
    expect(frames).toEqual(all.frames.slice(0, frames.length));
    expect(last.step).toBe(10);
    expect(trace.notices).toEqual([expect.stringMatching(/^the chunk at byte \d+ is damaged: .*; intact up to step 10$/)]);
    expect(trace.summary?.steps).toBe(40);
  });

  it('can be read past on request', async () => {
    const trace = await openTrace(new MemoryFile(await damage(2)));
    const steps: number[] = [];
    for await (const batch of trace.batches({ pastDamage: true })) if (batch.steps > 0) steps.push(batch.step);
    expect(steps).toEqual([0, 20, 30]);
  });

  it('that holds the header makes the trace unreadable, and it says so', async () => {
    await expect(openTrace(new MemoryFile(await damage(0)))).rejects.toMatchObject({
      code: 'trace',
      message: expect.stringContaining('damaged'),
    });
  });

  it('that holds the summary leaves the frames', async () => {
    const { frames, trace } = await replayBytes(await damage(-1));
    expect(frames).toEqual((await replayBytes(await smallTrace())).frames);
    expect(trace.summary).toBeUndefined();
    expect(trace.notices[0]).toMatch(/no readable summary/);
  });
});

describe('seeking', () => {
  it('begins with the batch that holds the step, for every step', async () => {
    const trace = await openTrace(new MemoryFile(await smallTrace()));
    for (let from = 0; from < 40; from++) {
      const first = await trace.batches({ from }).next();
      expect(first.value?.step).toBe(Math.floor(from / 10) * 10);
      expect(first.value?.values).toHaveLength(1);
    }
  });

  it('does not read chunks that end long before', async () => {
    const file = new MemoryFile(await smallTrace(PLAIN, 3000, 100));
    const trace = await openTrace(file);
    const [header, early] = chunkOffsets(file.bytes);
    const reads: bigint[] = [];
    const read = file.read.bind(file);
    file.read = (offset, size) => {
      reads.push(offset);
      return read(offset, size);
    };
    expect((await trace.batches({ from: 2950 }).next()).value?.step).toBe(2900);
    expect(reads.length).toBeGreaterThan(0);
    expect(reads).not.toContain(BigInt(early!));
    expect(reads).not.toContain(BigInt(header!));
  });
});

describe('a file that is no trace', () => {
  const foreign: [string, Uint8Array | Promise<Uint8Array>, RegExp][] = [
    ['nothing', new Uint8Array(0), /empty/],
    ['text', textBytes('{"spikes": []}\n'), /text beginning with '{"spikes": \[\]}'/],
    ['gzip', Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0), /gzip/],
    ['noise', Uint8Array.of(1, 2, 0xfe, 0xff), /beginning with 01 02 fe ff/],
    ['the first bytes of one', Uint8Array.of(0x89, 0x4d, 0x43), /ends after 3 bytes/],
    ['an MCAP file of others', forged([], 'ros2'), /no trace: profile 'ros2', written by 'forger 1'/],
    ['an MCAP file of ours without messages', forged([]), /no header/],
    ['a newer format', forged([['header', { format: 2, anything: 1 }]]), /format 2.*reads formats 1 to 1/],
    ['no header first', forged([['spikes', {}]]), /does not begin with its header/],
  ];
  it.each(foreign)('%s is refused by name', async (_, bytes, message) => {
    await expect(openTrace(new MemoryFile(await bytes))).rejects.toMatchObject({
      code: 'trace',
      message: expect.stringMatching(message),
    });
  });
});

describe('a hostile header', () => {
  const cases: [string, object, RegExp][] = [
    ['a size of zero', { populations: [{ ...HEADER.populations[0], size: 0 }] }, /'size' is 0/],
    ['an absurd size', { populations: [{ ...HEADER.populations[0], size: 1e300 }] }, /'size' is 1e\+300/],
    ['an absurd number of steps', { steps: 1e300 }, /'steps' is 1e\+300/],
    ['an absurd dt', { dt_ms: 1e300 }, /'dt_ms' is 1e\+300/],
    ['too many lanes', { lanes: 1e9 }, /'lanes'/],
    ['no controls', { controls: [1] }, /'controls' is a list of 1/],
    ['controls of a wrong kind', { controls: { size: [1] } }, /controls: 'size' is a list of 1/],
    [
      'an endless name',
      { populations: [{ ...HEADER.populations[0], name: 'x'.repeat(300) }] },
      /'name'.*expected 1 to 256 characters/,
    ],
    ['values of no population', { values: [{ population: 9, variable: 'v', precision: 'float64' }] }, /'population' is 9/],
    ['an unknown precision', { precision: 'float16' }, /'precision' is 'float16'/],
  ];
  it.each(cases)('with %s is refused', async (_, change, message) => {
    const bytes = await forged([['header', { format: 1, ...PLAIN, ...change }]]);
    await expect(openTrace(new MemoryFile(bytes))).rejects.toThrow(message);
  });

  it.each([
    ['nested a million deep', new Uint8Array(1_000_000).fill(0x91), /nested deeper/],
    ['an array that claims 4 billion items', Uint8Array.of(0xdd, 0xff, 0xff, 0xff, 0xff), /4294967295 items claimed/],
    ['text that claims 4 billion bytes', Uint8Array.of(0xdb, 0xff, 0xff, 0xff, 0xff), /4294967295 bytes claimed/],
    ['millions of items', encode(new Array(2_100_000).fill(0)), /more than 2000000 items/],
    ['bytes after its end', Uint8Array.of(0xc0, 0xc0), /1 bytes too many/],
    ['a prototype', encode({ ['__proto__']: 1, a: 1 }), /__proto__ is not allowed/],
  ])('%s is refused', async (_, data, message) => {
    await expect(openTrace(new MemoryFile(await forged([['header', data]])))).rejects.toThrow(message);
  });
});

describe('a hostile batch', () => {
  const one = (change: object) => ({
    step: 0,
    steps: 10,
    populations: [{ population: 0, frames: u16(1, 2), cells: u16(3, 4), ...change }],
  });
  const cases: [string, unknown, RegExp][] = [
    ['a cell out of range', one({ cells: u16(3, 300) }), /cell 300 after 3 in a population of 300/],
    ['cells out of order', one({ cells: u16(4, 3) }), /cell 3 after 4/],
    ['more spikes than cells', one({ frames: u16(1, 3) }), /does not fit/],
    ['more cells than spikes', one({ frames: u16(1, 1) }), /hold 1 spikes, 2 are there/],
    ['a slot behind its end', one({ frames: u16(11, 2) }), /slot 10 does not fit/],
    ['the same slot twice', one({ frames: u16(1, 1, 0, 1) }), /does not fit/],
    ['half a frame', one({ frames: u16(1) }), /no pairs/],
    ['half a cell', one({ cells: Uint8Array.of(1, 2, 3) }), /no whole number/],
    ['amplitudes of other number', one({ amplitudes: new Uint8Array(8) }), /2 spikes with 1 amplitudes/],
    ['a population that is not recorded', one({ population: 2 }), /population readout is not among/],
    ['an unknown population', one({ population: 3 }), /'population' is 3/],
    ['too many steps', { step: 0, steps: 1e6, populations: [] }, /'steps' is 1000000/],
    ['a later step', { step: 5, steps: 1, populations: [] }, /expected step 0, got step 5/],
    ['no object', [1, 2], /spikes is a list of 2/],
  ];
  it.each(cases)('with %s ends the replay with a notice', async (_, batch, message) => {
    const { frames, trace } = await replayBytes(await forged([begin, ['spikes', batch]]));
    expect(frames).toEqual([]);
    expect(trace.notices.join('\n')).toMatch(message);
  });

  it('that claims nothing wrong is read', async () => {
    const { frames } = await replayBytes(await forged([begin, ['spikes', one({})]]));
    expect(frames.filter((line) => line.startsWith('E'))[0]).toBe('E 0.0: 3 4');
  });

  it('cannot make the reader collect events without end', async () => {
    const events = Array.from({ length: 131_100 }, () => ['events', { step: 0, kind: 'x' }] as const);
    const chunk = new McapRecordBuilder();
    chunk.writeChannel({ id: 1, schemaId: 0, topic: 'events', messageEncoding: 'msgpack', metadata: new Map() });
    const data = encodeMessage(events[0]![1]).slice();
    for (const _ of events) chunk.writeMessage({ channelId: 1, sequence: 0, logTime: 0n, publishTime: 0n, data });
    const head = await forged([begin]);
    const tail = new McapRecordBuilder();
    const packed = packChunk(chunk.buffer);
    const sizes = { uncompressedSize: BigInt(chunk.length), uncompressedCrc: 0 };
    tail.writeChunk({
      messageStartTime: 0n,
      messageEndTime: 0n,
      ...sizes,
      compression: packed.compression,
      records: packed.bytes,
    });
    const dataEnd = chunkOffsets(head)[0]!;
    const view = new DataView(head.buffer, head.byteOffset);
    const end = dataEnd + 9 + Number(view.getBigUint64(dataEnd + 1, true));
    const { trace } = await replayBytes(Uint8Array.from([...head.subarray(0, end), ...tail.buffer]));
    expect(trace.notices.join('\n')).toMatch(/too much waits/);
  });
});

describe('a chunk that claims to be huge', () => {
  it('is refused before memory is taken, whichever of its two sizes lies', async () => {
    const bomb = packChunk(new Uint8Array(1_000_000)).bytes;
    const chunkWith = (records: Uint8Array, size: bigint) => {
      const file = new McapRecordBuilder();
      file.writeMagic();
      file.writeHeader({ profile: 'neurarium', library: 'forger 1' });
      file.writeChunk({
        messageStartTime: 0n,
        messageEndTime: 0n,
        uncompressedSize: size,
        uncompressedCrc: 0,
        compression: 'zstd',
        records,
      });
      return file.buffer;
    };
    await expect(openTrace(new MemoryFile(chunkWith(bomb, 1_000_001n)))).rejects.toThrow(/claims 1000001 bytes/);
    // Frame header of a single segment whose content size takes 8 bytes.
    const liar = Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 0xe0, 0, 0, 0, 0, 16, 0, 0, 0, 1, 0, 0);
    await expect(openTrace(new MemoryFile(chunkWith(liar, 0x1000000000n)))).rejects.toThrow(
      /claims 68719476736 bytes.*at most 67108864/,
    );
    await expect(openTrace(new MemoryFile(chunkWith(textBytes('no zstd at all'), 14n)))).rejects.toThrow(/compressed data none/);
  });
});

describe('a source that fails', () => {
  it('is an error, not a notice', async () => {
    const file = new MemoryFile(await smallTrace());
    const trace = await openTrace(file);
    file.read = () => Promise.reject(new Error('unplugged'));
    await expect(trace.batches().next()).rejects.toThrow('unplugged');
  });
});
