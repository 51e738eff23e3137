/** The door of trace: recording, reading and replaying runs. Bytes in, bytes out. */
export type { TraceReadable } from './container.ts';
export {
  isRecorded,
  type PopulationSpikes,
  recordedBefore,
  TRACE_FORMAT,
  type TraceBatch,
  type TraceEvent,
  type TraceHeader,
  type TraceMetrics,
  type TraceNetwork,
  type TracePopulation,
  type TraceProjection,
  type TraceSummary,
  type TraceThinning,
  type TraceValueStream,
  type ValueBatch,
} from './format.ts';
export { MemoryTrace, readableBytes } from './memory-trace.ts';
export { decodeMessage, encodeMessage } from './message-codec.ts';
export { type BatchOptions, openTrace, type Trace } from './reader.ts';
export { TraceRecorder } from './recorder.ts';
export { type Replay, type ReplayHost, type ReplayOptions, type ReplayProgress, replayActivity } from './replay.ts';
export type { TraceWritable } from './write-queue.ts';
