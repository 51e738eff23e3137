/** The door of sessions: opens a run wherever it is. */
import { effect } from '@preact/signals';
import { type About, type ControlValue, NeurariumError, type Speed } from '../../engine/index.ts';
import type { AttachTarget } from './attach.ts';
import { Session, type SessionOptions, type Told } from './session.ts';
import { openSocketPort } from './socket-port.ts';
import { startWorker } from './worker-port.ts';

export { type AttachTarget, attachTarget } from './attach.ts';
export { runChoices } from './run-choices.ts';
export type { Session, Told } from './session.ts';

export interface LiveRun {
  readonly scenario: string;
  /** uint32. */
  readonly seed: number;
  readonly controls: Readonly<Record<string, ControlValue>>;
  /** In ms, or in steps where the scenario counts those; null: as it has it. */
  readonly duration: number | null;
  /** Null: one that suits the run. */
  readonly speed: Speed | null;
}

/** Compiles a scenario in a worker of this page, and runs it. @throws NeurariumError for what cannot run */
export async function openLive(run: LiveRun): Promise<Session> {
  const site = new URL('.', location.href).href;
  const session = await opened((failed) => ({
    port: startWorker({ kind: 'scenario', ...run, site }, failed),
    // A live run is paced where it runs.
    speed: () => 1,
  }));
  session.send({ kind: 'run' });
  return session;
}

/** @param speed at which the run is played at first */
export function openReplay(file: Blob, speed: (about: About) => Speed): Promise<Session> {
  return opened((failed) => ({ port: startWorker({ kind: 'trace', file }, failed), speed, trace: file }));
}

/** A run in the terminal, which goes on without this page. */
export async function openAttached(target: AttachTarget, speed: (about: About) => Speed): Promise<Session> {
  const port = await openSocketPort(target);
  return opened(() => ({ port, speed }));
}

/** Resolves when the run has told what it is. */
function opened(options: (failed: (why: string) => void) => SessionOptions): Promise<Session> {
  return new Promise((resolve, reject) => {
    let session: Session | null = null;
    const refuse = (error: NeurariumError): void => {
      session?.close();
      reject(error);
    };
    session = new Session(options((message) => refuse(new NeurariumError({ code: 'run', message }))));
    const told = session.told.subscribe((one) => one.kind === 'error' && refuse(errorOf(one)));
    let stop: () => void = () => undefined;
    stop = effect(() => {
      if (session!.about.value === null) return;
      told.unsubscribe();
      queueMicrotask(() => stop());
      resolve(session!);
    });
  });
}

function errorOf({ text, where, hint }: Told): NeurariumError {
  return new NeurariumError({ code: 'run', message: text, where, hint });
}
