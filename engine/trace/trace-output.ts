/**
 * Messages -> an MCAP file: chunks, checksums, index. Knows no neurons.
 * McapWriter of @mcap/core closes a chunk by size only and must be awaited call by call; a trace needs chunks closed by time, from
 * a synchronous hot path. So the library's builders make the records and this file orders them.
 */
import { McapChunkBuilder, McapRecordBuilder, type McapTypes, Opcode } from '@mcap/core';
import { NeurariumError } from '../errors.ts';
import { packChunk } from './chunk-codec.ts';
import { crc32 } from './crc32.ts';
import { LIMITS } from './format.ts';
import type { WriteQueue } from './write-queue.ts';

/** Large enough for compression and a short index, small enough that a reader's memory and a seek stay small. */
const CHUNK_BYTES = 512 * 1024;

export class TraceOutput {
  readonly #queue: WriteQueue;
  readonly #records = new McapRecordBuilder();
  readonly #chunk = new McapChunkBuilder({});
  readonly #channels: McapTypes.Channel[];
  readonly #counts: number[];
  readonly #inChunk = new Set<number>();
  readonly #chunkIndices: McapTypes.ChunkIndex[] = [];
  #startTime: bigint | undefined;
  #endTime = 0n;

  /** Message channels are the indices into `topics`. */
  constructor(queue: WriteQueue, profile: string, library: string, topics: readonly string[]) {
    this.#queue = queue;
    this.#channels = topics.map((topic, id) => ({ id, schemaId: 0, topic, messageEncoding: 'msgpack', metadata: new Map() }));
    this.#counts = topics.map(() => 0);
    this.#records.writeMagic();
    this.#records.writeHeader({ profile, library });
    this.#push();
  }

  /** Copies `data`. Each chunk repeats the channels it uses, so that it can be read when those before it are lost. */
  message(channelId: number, logTime: bigint, data: Uint8Array): void {
    const channel = this.#channels[channelId]!;
    if (data.length + 1024 > LIMITS.chunkBytes) {
      const message = `one message on '${channel.topic}' takes ${data.length} bytes; a trace takes at most ${LIMITS.chunkBytes}`;
      throw new NeurariumError({ code: 'write', message, hint: 'Record fewer cells or fewer variables.' });
    }
    if (this.#chunk.byteLength + data.length > LIMITS.chunkBytes - 1024) this.endChunk();
    if (!this.#inChunk.has(channelId)) {
      this.#inChunk.add(channelId);
      this.#chunk.addChannel(channel);
    }
    const sequence = this.#counts[channelId]!++ >>> 0;
    this.#chunk.addMessage({ channelId, sequence, logTime, publishTime: logTime, data });
    if (this.#startTime === undefined || logTime < this.#startTime) this.#startTime = logTime;
    if (logTime > this.#endTime) this.#endTime = logTime;
    if (this.#chunk.byteLength >= CHUNK_BYTES) this.endChunk();
  }

  /** Hands the open chunk to the writer; from then on it survives the process. */
  endChunk(): void {
    if (this.#chunk.numMessages === 0) return;
    const { messageStartTime, messageEndTime, buffer } = this.#chunk;
    const { compression, bytes } = packChunk(buffer);
    const uncompressedSize = BigInt(buffer.length);
    const times = { messageStartTime, messageEndTime };
    const chunkStartOffset = BigInt(this.#queue.position);
    const chunkLength = this.#records.writeChunk({
      ...times,
      uncompressedSize,
      uncompressedCrc: crc32(buffer),
      compression,
      records: bytes,
    });
    const messageIndexOffsets = new Map<number, bigint>();
    let messageIndexLength = 0n;
    for (const index of this.#chunk.indices) {
      messageIndexOffsets.set(index.channelId, chunkStartOffset + chunkLength + messageIndexLength);
      messageIndexLength += this.#records.writeMessageIndex(index);
    }
    const sizes = { compression, compressedSize: BigInt(bytes.length), uncompressedSize };
    this.#chunkIndices.push({ ...times, chunkStartOffset, chunkLength, messageIndexOffsets, messageIndexLength, ...sizes });
    this.#chunk.reset();
    this.#inChunk.clear();
    this.#push();
  }

  /** Closes the last chunk and writes the index. Nothing may follow. */
  end(): void {
    this.endChunk();
    this.#records.writeDataEnd({ dataSectionCrc: 0 });
    this.#push();
    const summaryStart = BigInt(this.#queue.position);
    const groups = [
      this.#group(Opcode.CHANNEL, () => this.#used.forEach((channel) => this.#records.writeChannel(channel))),
      this.#group(Opcode.STATISTICS, () => this.#records.writeStatistics(this.#statistics())),
      this.#group(Opcode.CHUNK_INDEX, () => this.#chunkIndices.forEach((index) => this.#records.writeChunkIndex(index))),
    ];
    const summaryOffsetStart = BigInt(this.#queue.position);
    for (const group of groups) this.#records.writeSummaryOffset(group);
    this.#records.writeFooter({ summaryStart, summaryOffsetStart, summaryCrc: 0 });
    this.#records.writeMagic();
    this.#push();
  }

  #group(groupOpcode: Opcode, write: () => void): McapTypes.SummaryOffset {
    const groupStart = BigInt(this.#queue.position);
    write();
    const groupLength = BigInt(this.#records.length);
    this.#push();
    return { groupOpcode, groupStart, groupLength };
  }

  get #used(): McapTypes.Channel[] {
    return this.#channels.filter(({ id }) => this.#counts[id]! > 0);
  }

  #statistics(): McapTypes.Statistics {
    const counted = this.#counts.map((count, id): [number, bigint] => [id, BigInt(count)]).filter(([, count]) => count > 0n);
    return {
      messageCount: counted.reduce((sum, [, count]) => sum + count, 0n),
      schemaCount: 0,
      channelCount: this.#used.length,
      attachmentCount: 0,
      metadataCount: 0,
      chunkCount: this.#chunkIndices.length,
      messageStartTime: this.#startTime ?? 0n,
      messageEndTime: this.#endTime,
      channelMessageCounts: new Map(counted),
    };
  }

  #push(): void {
    this.#queue.push(this.#records.buffer);
    this.#records.reset();
  }
}
