/**
 * The page decided whether a press of Space runs or pauses by what the host had told last. A press that came before the host's answer to the
 * one before it asked for the same again, and a run that the reader had paused went on.
 */
import { expect, it } from 'vitest';
import type { ClientMessage, HostMessage, RemotePort, RunState } from '../../engine/index.ts';
import { Session } from '../../viewer/session/session.ts';

const paused: RunState = { phase: 'paused', speed: 1, step: 0, planned: null, realtime: 0, synapticEvents: 0 };

/** A host that answers only where the test says so. */
function slowHost(): { session: Session; asked: string[]; tell(phase: RunState['phase']): void } {
  const asked: string[] = [];
  let tell: (message: HostMessage) => void = () => undefined;
  const port: RemotePort<ClientMessage, HostMessage> = {
    send: ({ kind }) => void asked.push(kind),
    listen: (next) => void (tell = next),
    backlog: 0,
    close: () => undefined,
  };
  const session = new Session({ port, speed: () => 1 });
  return { session, asked, tell: (phase) => tell({ kind: 'state', state: { ...paused, phase } }) };
}

it('a second press takes back the first, though the host has answered neither', () => {
  const { session, asked, tell } = slowHost();
  tell('paused');
  session.runOrPause();
  session.runOrPause();
  expect(asked).toEqual(['run', 'pause']);
});

it('what was told before the host heard of a press changes nothing', () => {
  const { session, asked, tell } = slowHost();
  tell('running');
  session.runOrPause();
  tell('running');
  session.runOrPause();
  tell('paused');
  tell('running');
  session.runOrPause();
  expect(asked).toEqual(['pause', 'run', 'pause']);
});

it('a run that failed in the meantime is not held for one that was paused', () => {
  const { session, asked, tell } = slowHost();
  tell('running');
  session.runOrPause();
  tell('failed');
  session.runOrPause();
  expect(asked).toEqual(['pause', 'run']);
});
