/**
 * What a client had demanded was asked of the next run by the places of its populations. Where a control made a network of other populations,
 * the run that began anew was refused, or values of another population were shown.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { demandAfter, network, RemoteHost, scenario } from '../../engine/index.ts';
import { lifDelta } from '../../models/index.ts';
import { Session } from '../../viewer/session/session.ts';
import { connected, paceHost, writer } from '../engine/remote/connected.ts';

const twoOrOne = scenario({
  id: 'two-or-one',
  title: 'A population before the one that is looked at, or none',
  source: 'this test',
  dt: '1 ms',
  duration: '1 s',
  controls: { first: { default: true, doc: 'whether there is a first population' } },
  network: ({ first }) => network({ ...(first ? { a: lifDelta.of(5) } : {}), b: lifDelta.of(3), c: lifDelta.of(2) }, []),
});

it('a demand goes on with the population of the same name, and ends where there is none', async () => {
  const { client, server } = connected();
  const session = new Session({ port: client, speed: () => 'fastest' });
  new RemoteHost({ scenario: twoOrOne, seed: 1, speed: 'fastest', datasets: {}, host: paceHost, port: server, writer });
  const told: string[] = [];
  session.told.subscribe(({ kind, text }) => kind === 'error' && told.push(text));
  const until = async (done: () => boolean) => {
    while (!done()) {
      if (session.about.value !== null) session.frame(performance.now());
      await wait(2);
    }
  };
  await until(() => session.about.value !== null);
  session.demand([
    { population: 0, variable: 'v', cells: [4] },
    { population: 1, variable: 'v', cells: [2] },
  ]);
  session.setControl('first', false);
  await until(() => session.about.value!.populations.length === 2);
  session.runOrPause();
  await until(() => session.result.value !== null);
  expect(told).toEqual([]);
  expect(session.history.values({ population: 0, variable: 'v', cells: [2] })!.at(session.history.edge)!.step).toBe(999);
});

it('what has other variables or fewer cells is not demanded', () => {
  const described = (name: string, size: number, variable: string) => ({
    name,
    size,
    variables: { [variable]: { unit: '1', doc: '' } },
  });
  const values = [
    { population: 0, variable: 'v', cells: [4] },
    { population: 1, variable: 'y', cells: 'all' },
  ] as const;
  const before = [described('a', 5, 'v'), described('b', 2, 'y')];
  expect(demandAfter(values, before, [described('b', 1, 'y'), described('a', 4, 'v')])).toEqual([
    { ...values[1], population: 0 },
  ]);
  expect(demandAfter(values, before, [described('a', 9, 'u'), described('b', 1, 'u')])).toEqual([]);
});
