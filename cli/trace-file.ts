/** Traces as files: what recorder and reader ask of the outside, on Node; in plain words why a file cannot be written or read. */
import { type FileHandle, mkdir, open, stat, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { NeurariumError, openTrace, type Trace, type TraceReadable, type TraceWritable } from '../engine/index.ts';

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'the file is larger than allowed',
  EACCES: 'access is not allowed',
  EPERM: 'access is not allowed',
  EROFS: 'the file system is read-only',
  ENOENT: 'no such file or folder',
  ENOTDIR: 'a part of the path is no folder',
  EISDIR: 'it is a folder',
  EIO: 'the disk reports an error',
  EMFILE: 'too many files are open',
  EPIPE: 'what read from it is gone',
};

/** Every MCAP file begins with it. */
const MAGIC = Uint8Array.of(0x89, 0x4d, 0x43, 0x41, 0x50, 0x30, 0x0d, 0x0a);

/** What was asked to be written. */
type WriteFlag = '--record' | '--save';

function fileError(code: 'write' | 'trace', path: string, error: unknown, flag: WriteFlag = '--record'): NeurariumError {
  if (error instanceof NeurariumError) return error;
  const message = `cannot ${code === 'write' ? 'write' : 'read'} the trace ${path}: ${reasonOf(error)}`;
  return new NeurariumError({ code, message, hint: code === 'write' ? hintFor(error, path, flag) : undefined }, { cause: error });
}

function reasonOf(error: unknown): string {
  const system = (error as NodeJS.ErrnoException).code ?? '';
  return system in REASONS ? `${REASONS[system]} (${system})` : (error as Error).message;
}

function hintFor(error: unknown, path: string, flag: WriteFlag): string {
  const system = (error as NodeJS.ErrnoException).code;
  const verb = flag.slice(2);
  if (system === 'ENOSPC' || system === 'EDQUOT') return `Free some space, or ${verb} elsewhere with ${flag} FILE.`;
  if (system === 'EISDIR') return `Name a file in it, such as ${flag} ${path.replace(/\/+$/, '')}/run.mcap.`;
  return `${verb[0]!.toUpperCase()}${verb.slice(1)} elsewhere with ${flag} FILE.`;
}

/** A trace on its way to disk. What `write` took survives the process, though not a power failure: it is not synced. */
export interface TraceFileWriter extends TraceWritable {
  /** Whether it is a plain file, so that what was written can be read again. */
  readonly isFile: boolean;
  close(): Promise<void>;
  /** Closes it and removes it, if it is a plain file: nothing in it is worth keeping. Never rejects. */
  discard(): Promise<void>;
}

/**
 * Begins a new file, and the folders it lies in; replaces a trace of that name, but nothing else.
 * @throws NeurariumError 'write', or 'usage' for a file that is no trace
 */
export async function createTraceFile(path: string, flag: WriteFlag = '--record'): Promise<TraceFileWriter> {
  const failed = (error: unknown): never => {
    throw fileError('write', path, error, flag);
  };
  await refuseToReplace(path, flag);
  await makeFolder(dirname(path), path, flag);
  const handle = await open(path, 'w').catch(failed);
  const isFile = (await handle.stat().catch(failed)).isFile();
  return {
    isFile,
    write: (bytes) => writeAll(handle, bytes).catch(failed),
    close: () => handle.close().catch(failed),
    discard: async () => {
      await handle.close().catch(() => undefined);
      if (isFile) await unlink(path).catch(() => undefined);
    },
  };
}

/** A mistyped `--record` must not cost anyone a file. @throws NeurariumError 'usage' for a file that is no trace */
export async function refuseToReplace(path: string, flag: WriteFlag): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile() !== true || found.size === 0) return;
  const handle = await open(path, 'r').catch(() => undefined);
  if (handle === undefined) return;
  const start = await readUpTo(handle, 0n, MAGIC.length).finally(() => handle.close());
  if (MAGIC.every((byte, i) => start[i] === byte)) return;
  throw new NeurariumError({
    code: 'usage',
    message: `${flag} ${path}: this file exists and is no trace, so it is not replaced`,
    hint: 'Give another name, or remove the file first.',
  });
}

/** One folder after the other: Node's own recursive mkdir never ends where a parent takes no folders, as /proc. */
async function makeFolder(folder: string, trace: string, flag: WriteFlag): Promise<void> {
  if ((await stat(folder).catch(() => undefined)) !== undefined) return;
  if (dirname(folder) !== folder) await makeFolder(dirname(folder), trace, flag);
  try {
    await mkdir(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return;
    // Its parent is there, so this is what such file systems as /proc answer.
    const reason = code === 'ENOENT' ? 'no folders can be made there' : reasonOf(error);
    const message = `cannot write the trace ${trace}: the folder ${folder} cannot be made: ${reason}`;
    throw new NeurariumError({ code: 'write', message, hint: hintFor(error, trace, flag) }, { cause: error });
  }
}

/** A write may take less than asked, on a disk that fills up for one; then the rest is tried, which says why. */
export async function writeAll(handle: Pick<FileHandle, 'write'>, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length; ) {
    const { bytesWritten } = await handle.write(bytes, at, bytes.length - at);
    if (bytesWritten === 0) throw new Error(`only ${at} of ${bytes.length} bytes were taken`);
    at += bytesWritten;
  }
}

export interface TraceFileReader extends TraceReadable {
  close(): Promise<void>;
}

/** @throws NeurariumError 'trace' for what is not there or no plain file */
export async function openTraceFile(path: string): Promise<TraceFileReader> {
  const failed = (error: unknown): never => {
    throw fileError('trace', path, error);
  };
  // Asked before opening: opening a pipe would wait for its writer.
  const found = await stat(path, { bigint: true }).catch(failed);
  if (!found.isFile()) {
    const message = `cannot read the trace ${path}: it is ${found.isDirectory() ? 'a folder' : 'no plain file'}`;
    throw new NeurariumError({ code: 'trace', message });
  }
  const handle = await open(path, 'r').catch(failed);
  return {
    size: async () => found.size,
    read: (offset, size) => readUpTo(handle, offset, Number(size)).catch(failed),
    close: () => handle.close().catch(failed),
  };
}

async function readUpTo(handle: FileHandle, offset: bigint, size: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(size);
  let at = 0;
  while (at < size) {
    const { bytesRead } = await handle.read(bytes, { offset: at, length: size - at, position: Number(offset) + at });
    if (bytesRead === 0) break;
    at += bytesRead;
  }
  return bytes.subarray(0, at);
}

/** Opens a trace, hands it to `body`, closes it. @throws NeurariumError that names the file */
export async function withTrace<T>(path: string, body: (trace: Trace) => Promise<T>): Promise<T> {
  const file = await openTraceFile(path);
  try {
    return await body(await openTrace(file));
  } catch (error) {
    if (!(error instanceof NeurariumError) || error.code !== 'trace' || error.message.includes(path)) throw error;
    const where = error.where === undefined ? `trace ${path}` : `trace ${path}, ${error.where}`;
    throw new NeurariumError({ code: error.code, message: error.message, where, hint: error.hint }, { cause: error });
  } finally {
    await file.close();
  }
}
