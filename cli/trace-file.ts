/** Traces as files: what recorder and reader ask of the outside, on Node; in plain words why a file cannot be written or read. */
import { type FileHandle, open, stat } from 'node:fs/promises';
import { NeurariumError, type TraceReadable, type TraceWritable } from '../engine/index.ts';

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
};

function fileError(code: 'write' | 'trace', path: string, error: unknown): NeurariumError {
  if (error instanceof NeurariumError) return error;
  const system = (error as NodeJS.ErrnoException).code ?? '';
  const reason = REASONS[system] ?? (error as Error).message;
  const known = system in REASONS ? ` (${system})` : '';
  const message = `cannot ${code === 'write' ? 'write' : 'read'} the trace ${path}: ${reason}${known}`;
  const hint =
    system === 'ENOSPC' || system === 'EDQUOT' ? 'Free some space, or record elsewhere with --record FILE.' : undefined;
  return new NeurariumError({ code, message, hint }, { cause: error });
}

/** A trace on its way to disk. What `write` took survives the process, though not a power failure: it is not synced. */
export interface TraceFileWriter extends TraceWritable {
  close(): Promise<void>;
}

/** Begins a new file, replacing one of that name. @throws NeurariumError 'write' */
export async function createTraceFile(path: string): Promise<TraceFileWriter> {
  const handle = await open(path, 'w').catch((error: unknown) => {
    throw fileError('write', path, error);
  });
  return {
    write: (bytes) => writeAll(handle, bytes).catch((error: unknown) => Promise.reject(fileError('write', path, error))),
    close: () => handle.close().catch((error: unknown) => Promise.reject(fileError('write', path, error))),
  };
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
