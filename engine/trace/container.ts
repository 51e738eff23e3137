/** An MCAP file of any origin -> where its chunks lie. Reads record heads; believes no length it has not compared with the file. */
import { MCAP_MAGIC, McapStreamReader, Opcode } from '@mcap/core';
import { NeurariumError } from '../errors.ts';
import { describeForeign } from './foreign.ts';
import { LIMITS, TRACE_PROFILE } from './format.ts';

/** Where a trace comes from. `read` may return fewer bytes only where the source ends. */
export interface TraceReadable {
  size(): Promise<bigint>;
  read(offset: bigint, size: bigint): Promise<Uint8Array>;
}

/** A chunk record, head included, and the container time it claims for its last message. */
export interface ChunkPlace {
  readonly offset: number;
  readonly length: number;
  readonly endTime: bigint;
}

export interface Container {
  readonly library: string;
  readonly chunks: readonly ChunkPlace[];
  /** Whether the file has its end; a killed run's has not. */
  readonly complete: boolean;
  /** Why the file is not complete. */
  readonly damage: string | undefined;
}

const RECORD_HEAD = 9; // opcode, length
const CHUNK_HEAD = RECORD_HEAD + 16; // ..., times of the first and last message
/** Small against a chunk, large against a record head: files made of tiny records are still read in large steps. */
const WINDOW = 16 * 1024;
const MOST_HEADER = 64 * 1024;

/** The bytes of a file around the place that is looked at. */
class FileWindow {
  readonly #readable: TraceReadable;
  readonly size: number;
  #view: DataView = new DataView(new ArrayBuffer(0));
  #offset = 0;

  constructor(readable: TraceReadable, size: number) {
    this.#readable = readable;
    this.size = size;
  }

  /** The bytes from `offset` on, fewer than `length` only where the file ends; undefined where they must be loaded first. */
  peek(offset: number, length: number): DataView | undefined {
    const wanted = Math.min(length, this.size - offset);
    const from = offset - this.#offset;
    if (from < 0 || from + wanted > this.#view.byteLength) return undefined;
    return new DataView(this.#view.buffer, this.#view.byteOffset + from, wanted);
  }

  async load(offset: number, length: number): Promise<DataView> {
    const wanted = Math.min(Math.max(length, WINDOW), this.size - offset);
    const bytes = await this.#readable.read(BigInt(offset), BigInt(wanted));
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#offset = offset;
    return new DataView(bytes.buffer, bytes.byteOffset, Math.min(length, bytes.byteLength));
  }
}

function refuse(message: string, hint?: string): never {
  throw new NeurariumError({ code: 'trace', message, hint });
}

/** @throws NeurariumError 'trace' for what is no MCAP file or not ours */
export async function scanContainer(readable: TraceReadable): Promise<Container> {
  const size = await readable.size();
  if (size > BigInt(Number.MAX_SAFE_INTEGER)) refuse(`the file claims ${size} bytes`);
  const window = new FileWindow(readable, Number(size));
  const magic = await window.load(0, 64);
  checkMagic(new Uint8Array(magic.buffer, magic.byteOffset, magic.byteLength));
  const { library, end } = await readHeader(window);
  return { library, ...(await scanRecords(window, end)) };
}

function checkMagic(start: Uint8Array): void {
  if (start.length === 0) refuse('the file is empty', 'The run ended before it wrote anything.');
  const same = MCAP_MAGIC.every((byte, i) => i >= start.length || start[i] === byte);
  if (!same)
    refuse(`this is no trace: it is ${describeForeign(start)}`, "A trace is an MCAP file written by 'neurarium run --record'.");
  if (start.length < MCAP_MAGIC.length) refuse(`the file ends after ${start.length} bytes, before anything was recorded`);
}

async function readHeader(window: FileWindow): Promise<{ library: string; end: number }> {
  const start = MCAP_MAGIC.length;
  const head = window.peek(start, RECORD_HEAD) ?? (await window.load(start, RECORD_HEAD));
  if (head.byteLength < RECORD_HEAD) refuse('the file ends before its header');
  const length = RECORD_HEAD + recordLength(head);
  if (head.getUint8(0) !== Opcode.HEADER || length > MOST_HEADER) refuse('the MCAP header is damaged');
  const record = window.peek(start, length) ?? (await window.load(start, length));
  if (record.byteLength < length) refuse('the file ends inside its header');
  let header: { profile: string; library: string } | undefined;
  try {
    const reader = new McapStreamReader({ noMagicPrefix: true });
    reader.append(new Uint8Array(record.buffer, record.byteOffset, record.byteLength));
    const first = reader.nextRecord();
    if (first?.type === 'Header') header = first;
  } catch {
    // Said below, with what is known.
  }
  if (header === undefined) refuse('the MCAP header is damaged');
  if (header.profile !== TRACE_PROFILE) {
    const of = `profile '${header.profile.slice(0, 40)}', written by '${header.library.slice(0, 40)}'`;
    refuse(`this is an MCAP file, but no trace: ${of}; expected profile '${TRACE_PROFILE}'`);
  }
  return { library: header.library, end: start + length };
}

/** Length of a record's content; beyond 2^53 imprecise, which is larger than any file. */
function recordLength(head: DataView): number {
  return head.getUint32(1, true) + head.getUint32(5, true) * 2 ** 32;
}

async function scanRecords(window: FileWindow, start: number): Promise<Omit<Container, 'library'>> {
  const chunks: ChunkPlace[] = [];
  const cut = (damage: string): Omit<Container, 'library'> => ({ chunks, complete: false, damage });
  for (let at = start; ; ) {
    const head = window.peek(at, CHUNK_HEAD) ?? (await window.load(at, CHUNK_HEAD));
    if (head.byteLength < RECORD_HEAD) return cut(`the file ends at byte ${window.size} without its end mark`);
    const opcode = head.getUint8(0);
    const length = RECORD_HEAD + recordLength(head);
    if (length > window.size - at)
      return cut(`the record at byte ${at} claims ${length} bytes, the file ends after ${window.size - at}`);
    if (opcode === Opcode.DATA_END) return checkEnd(window, chunks);
    if (opcode === 0 || opcode === Opcode.FOOTER) return cut(`the record at byte ${at} does not belong there`);
    if (opcode === Opcode.CHUNK) {
      if (length < CHUNK_HEAD) return cut(`the chunk at byte ${at} has only ${length} bytes`);
      if (chunks.length === LIMITS.chunks) return cut(`more than ${LIMITS.chunks} chunks`);
      chunks.push({ offset: at, length, endTime: head.getBigUint64(RECORD_HEAD + 8, true) });
    }
    at += length;
  }
}

/** The index after the data is not needed, but its end mark shows that the file was closed in order. */
async function checkEnd(window: FileWindow, chunks: ChunkPlace[]): Promise<Omit<Container, 'library'>> {
  const end = await window.load(window.size - MCAP_MAGIC.length, MCAP_MAGIC.length);
  const complete = MCAP_MAGIC.every((byte, i) => i < end.byteLength && end.getUint8(i) === byte);
  return { chunks, complete, damage: complete ? undefined : 'the index at the end of the file is cut or damaged' };
}
