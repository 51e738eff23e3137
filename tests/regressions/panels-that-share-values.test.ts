/**
 * Two panels that show the same values demanded them twice, and their rows were kept twice: lines went back and forth in time. Metrics that
 * were measured on the way were sent and not kept: curves had a point for each half second of wall time.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { RemoteHost } from '../../engine/index.ts';
import { datasets } from '../../scenarios/index.ts';
import echoStateLive from '../../scenarios/zoo/echo-state-live.ts';
import { Session } from '../../viewer/session/session.ts';
import { connected, paceHost, writer } from '../engine/remote/connected.ts';

it('each row of values is kept once, and each metric at each step at which it was measured', async () => {
  const { client, server } = connected();
  const session = new Session({ port: client, speed: () => 'fastest' });
  const choices = { controls: { cells: 10, learning: 100, alone: 10 } };
  const told = { seed: 1, speed: 'fastest', datasets, host: paceHost, port: server, writer } as const;
  new RemoteHost({ scenario: echoStateLive, choices, ...told });
  const until = async (done: () => boolean) => {
    while (!done()) {
      if (session.about.value !== null) session.frame(performance.now());
      await wait(2);
    }
  };
  await until(() => session.about.value !== null);
  const shown = { population: 2, variable: 'y', cells: [0] };
  session.demand([shown, { ...shown, cells: [0] }]);
  session.send({ kind: 'run' });
  await until(() => session.result.value !== null);
  const steps: number[] = [];
  session.history.values(shown)!.visit(0, 1000, (step) => steps.push(step));
  expect(steps.length).toBeGreaterThan(200);
  expect(steps).toEqual([...steps].sort((a, b) => a - b));
  expect(new Set(steps).size).toBe(steps.length);
  // One for each step of learning from the 25th on, at least.
  expect(session.history.metric('error').count).toBeGreaterThan(100);
});
