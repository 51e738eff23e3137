/** A recorded run, opened: what it was, and its batches. Reads what is intact of a cut or damaged file and says what is missing. */
import { NeurariumError } from '../errors.ts';
import { BatchAssembler } from './batch-assembler.ts';
import { loadCodec } from './chunk-codec.ts';
import { ChunkReader } from './chunk-reader.ts';
import { type ChunkPlace, type Container, scanContainer, type TraceReadable } from './container.ts';
import type { TraceBatch, TraceHeader, TraceSummary } from './format.ts';
import * as format from './format.ts';
import { checkFormat, checkHeader, checkSummary } from './header-check.ts';
import { decodeMessage } from './message-codec.ts';
import { NetworkAssembler } from './network-parts.ts';

/** Damaged places that are told and read past. */
const MOST_NOTICES = 100;

export interface BatchOptions {
  /** Begins with the batch that holds this step. Default: the first. */
  readonly from?: number;
  /** Goes on behind damage instead of ending before it: steps are then missing between two batches. */
  readonly pastDamage?: boolean;
}

export class Trace {
  readonly format: number;
  readonly header: TraceHeader;
  /** Undefined where the run was killed, or its end is damaged. */
  readonly summary: TraceSummary | undefined;
  /** Name and version of the program that wrote the file. */
  readonly library: string;
  /** Size of the file in bytes. */
  readonly bytes: number;
  readonly #readable: TraceReadable;
  readonly #container: Container;
  readonly #notices = new Set<string>();

  constructor(readable: TraceReadable, container: Container, start: { format: number; header: TraceHeader }, end: TraceEnd) {
    this.#readable = readable;
    this.#container = container;
    this.library = container.library;
    this.format = start.format;
    this.header = start.header;
    this.summary = end.summary;
    this.bytes = end.bytes;
    if (container.damage !== undefined)
      this.#notice(`the trace was not closed (a killed run, or a cut file): ${container.damage}`);
    else if (end.summary === undefined) this.#notice('the trace has no readable summary');
  }

  /** What is wrong with the file, as far as it has been read; empty for a sound one. */
  get notices(): readonly string[] {
    return [...this.#notices];
  }

  /**
   * The batches in order. Arrays in them are the caller's. Ends before the first damage, with a notice.
   * Only a failing source throws.
   */
  async *batches({ from, pastDamage = false }: BatchOptions = {}): AsyncGenerator<TraceBatch, void, void> {
    const { first_step: first, dt_ms: dt } = this.header;
    const seeks = from !== undefined && from > first;
    const assembler = new BatchAssembler(this.header, seeks ? undefined : first);
    const chunks = new ChunkReader(this.#readable);
    // A batch has the time of its first step, which lies less than a whole batch before `from`.
    const earliest = seeks ? format.stepTime(Math.max(first, from - format.LIMITS.batchSteps), dt) : 0n;
    let begun = false;
    for (const place of this.#container.chunks) {
      if (place.endTime < earliest) continue;
      try {
        for (const { topic, data } of await chunks.read(place)) {
          const batch = assembler.take(topic, data);
          if (batch === undefined || (seeks && batch.step + batch.steps <= from)) continue;
          if (seeks && batch.step > from && !begun && !pastDamage)
            throw new NeurariumError({ code: 'trace', message: `step ${from} is missing` });
          begun = true;
          yield batch;
        }
      } catch (error) {
        if (!(error instanceof NeurariumError && error.code === 'trace')) throw error;
        this.#notice(`${error.message}; intact up to step ${assembler.next ?? from ?? first}`);
        if (!pastDamage || this.#notices.size === MOST_NOTICES) return;
        assembler.skip();
      }
    }
    if (this.summary === undefined) return;
    const rest = assembler.rest();
    if (rest !== undefined) yield rest;
    this.#checkEnd(assembler.next ?? first);
  }

  /** What was learnt until the end of the run; null where nothing was, or the run was killed before. @throws NeurariumError 'trace' */
  async network(): Promise<format.TraceNetwork | null> {
    const assembler = new NetworkAssembler();
    const reader = new ChunkReader(this.#readable);
    for (const place of await networkChunks(this.#readable, this.#container)) {
      for (const { topic, data } of await reader.read(place))
        if (topic === format.NETWORK_TOPIC) assembler.take(decodeMessage(data));
    }
    return assembler.network();
  }

  #checkEnd(end: number): void {
    const expected = this.header.first_step + this.summary!.steps;
    if (end !== expected) this.#notice(`the trace holds the steps up to ${end}, its summary says ${expected}`);
  }

  #notice(text: string): void {
    if (this.#notices.size < MOST_NOTICES) this.#notices.add(text);
  }
}

interface TraceEnd {
  readonly summary: TraceSummary | undefined;
  readonly bytes: number;
}

/**
 * Opens a trace. A cut one opens as far as it goes, with a notice.
 * @throws NeurariumError 'trace' for a file that is no trace, whose header is lost, or that a newer version wrote
 */
export async function openTrace(readable: TraceReadable): Promise<Trace> {
  const container = await scanContainer(readable);
  await loadCodec();
  const message = await readHeader(readable, container);
  const version = checkFormat(message);
  const header = checkHeader(message);
  const end = { summary: await readSummary(readable, container), bytes: Number(await readable.size()) };
  return new Trace(readable, container, { format: version, header }, end);
}

async function readHeader(readable: TraceReadable, { chunks, damage }: Container): Promise<unknown> {
  const place = chunks[0];
  if (place === undefined)
    throw new NeurariumError({ code: 'trace', message: `the trace has no header: ${damage ?? 'it is empty'}` });
  for (const { topic, data } of await new ChunkReader(readable).read(place)) {
    if (topic === format.HEADER_TOPIC) return decodeMessage(data);
  }
  throw new NeurariumError({ code: 'trace', message: 'the trace does not begin with its header' });
}

/** The summary is alone in the last chunk. A damaged one is as good as none: the frames do not need it. */
async function readSummary(readable: TraceReadable, { chunks }: Container): Promise<TraceSummary | undefined> {
  const place = chunks.at(-1);
  if (place === undefined || chunks.length < 2) return undefined;
  const reader = new ChunkReader(readable);
  try {
    for (const { topic, data } of await reader.read(place)) {
      if (topic === format.SUMMARY_TOPIC) return checkSummary(decodeMessage(data));
    }
  } catch (error) {
    if (!(error instanceof NeurariumError && error.code === 'trace')) throw error;
  }
  return undefined;
}

/** Where what was learnt lies: in the last chunks, beside the summary. */
async function networkChunks(readable: TraceReadable, { chunks }: Container): Promise<readonly ChunkPlace[]> {
  const reader = new ChunkReader(readable);
  let first = chunks.length;
  for (let at = first - 1; at >= 0; at--) {
    const topics = new Set(Array.from(await reader.read(chunks[at]!), ({ topic }) => topic));
    if (topics.has(format.NETWORK_TOPIC)) first = at;
    else if (!topics.has(format.SUMMARY_TOPIC)) break;
  }
  return chunks.slice(first);
}
