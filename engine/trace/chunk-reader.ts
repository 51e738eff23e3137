/** One chunk -> its messages. A damaged chunk is an error that leaves the others readable. Knows no message. */
import { McapRecordBuilder, McapStreamReader, type McapTypes } from '@mcap/core';
import { NeurariumError } from '../errors.ts';
import { unpackChunk } from './chunk-codec.ts';
import type { ChunkPlace, TraceReadable } from './container.ts';
import { LIMITS } from './format.ts';

export interface TopicMessage {
  readonly topic: string;
  readonly data: Uint8Array;
}

const MOST_TOPIC = 1024;
const MOST_CHANNELS = LIMITS.valueStreams + 16;
/** Compressed data may be a little larger than what they hold. */
const MOST_RECORD = LIMITS.chunkBytes + 64 * 1024;

export class ChunkReader {
  readonly #readable: TraceReadable;
  /** Channels seen so far: the recorder repeats them in each chunk, but tools that rewrite MCAP files do not. */
  readonly #channels = new Map<number, McapTypes.Channel>();

  #reader: McapStreamReader | undefined;

  constructor(readable: TraceReadable) {
    this.#readable = readable;
  }

  /** Reads and checks the whole chunk; its messages are made one by one. @throws NeurariumError 'trace', also while iterating */
  async read({ offset, length }: ChunkPlace): Promise<Iterable<TopicMessage>> {
    if (length > MOST_RECORD) throw damaged(offset, `it has ${length} bytes, expected at most ${MOST_RECORD}`);
    const record = await this.#readable.read(BigInt(offset), BigInt(length));
    if (record.length < length) throw damaged(offset, `the file ends inside it`);
    return this.#messages(offset, record);
  }

  *#messages(offset: number, record: Uint8Array): Generator<TopicMessage> {
    const reader = this.#reader ?? this.#freshReader();
    // Given back only when the chunk is through: a reader that threw, or was left half way, is of no further use.
    this.#reader = undefined;
    const next = (): McapTypes.TypedMcapRecord | undefined => {
      try {
        return reader.nextRecord();
      } catch (error) {
        throw damaged(offset, (error as Error).message, error);
      }
    };
    reader.append(record);
    for (let item = next(); item !== undefined; item = next()) {
      if (item.type === 'Channel') this.#remember(item);
      else if (item.type === 'Message') yield { topic: this.#channels.get(item.channelId)?.topic ?? '', data: item.data };
    }
    this.#reader = reader;
  }

  #freshReader(): McapStreamReader {
    const known = new McapRecordBuilder();
    for (const channel of this.#channels.values()) known.writeChannel(channel);
    const reader = new McapStreamReader({ noMagicPrefix: true, decompressHandlers: { zstd: unpackChunk } });
    reader.append(known.buffer);
    return reader;
  }

  #remember({ id, topic, metadata, ...channel }: McapTypes.Channel): void {
    const fits = topic.length <= MOST_TOPIC && metadata.size === 0 && this.#channels.size < MOST_CHANNELS;
    if (fits) this.#channels.set(id, { ...channel, id, topic, metadata });
  }
}

function damaged(offset: number, reason: string, cause?: unknown): NeurariumError {
  return new NeurariumError({ code: 'trace', message: `the chunk at byte ${offset} is damaged: ${reason}` }, { cause });
}
