/** The door of the remote side: one run, watched and steered over a message port. */
export type { About, AboutParameter, AboutPopulation, AboutPort, AboutProjection, AboutSpike, AboutVariable } from './about.ts';
export { demandAfter } from './demand-after.ts';
export { RemoteHost } from './host.ts';
export type { RemoteHostOptions } from './hosted-run.ts';
export type {
  Answer,
  Batch,
  BatchEvent,
  BatchSpikes,
  BatchValues,
  ClientMessage,
  Generated,
  HostMessage,
  IncomingWeights,
  Question,
  RemoteError,
  RemotePort,
  RunResult,
  RunState,
  Speed,
  Synapses,
  ToldSurface,
  ValueDemand,
  WeightHistogram,
  WeightMatrix,
} from './messages.ts';
export type { PaceHost } from './pace.ts';
export { RemoteActivity } from './remote-activity.ts';
export { remoteError } from './remote-error.ts';
export { defaultSpeed, faster, placeOf, slower, speeds } from './speed.ts';
export { TraceHost, type TraceHostOptions } from './trace-host.ts';
export { mostClientBytes, packMessage, unpackClientMessage, unpackHostMessage } from './wire.ts';
