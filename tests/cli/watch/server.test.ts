import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { lastValueFrom } from 'rxjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { nodeHost } from '../../../cli/host.ts';
import { ServedPort } from '../../../cli/watch/served-port.ts';
import { serveWatch, type WatchServer } from '../../../cli/watch/server.ts';
import {
  type ClientMessage,
  describeScenario,
  Experiment,
  type HostMessage,
  mostClientBytes,
  packMessage,
  RemoteHost,
  unpackHostMessage,
} from '../../../engine/index.ts';
import cuba from '../../../scenarios/cuba.ts';

const folder = mkdtempSync(join(tmpdir(), 'neurarium-watch-'));
const site = join(folder, 'site');
const token = 'a-token-of-these-tests';
const choices = { controls: { size: 400 }, duration: '300 ms' } as const;
const writer = { version: '0.0.0', libraries: {} };

let server: WatchServer;
let port: ServedPort;
let remote: RemoteHost;

beforeAll(async () => {
  mkdirSync(site);
  mkdirSync(join(folder, 'data'));
  writeFileSync(join(site, 'index.html'), '<!doctype html><title>site</title>');
  writeFileSync(join(site, '.secret'), 'hidden');
  writeFileSync(join(folder, 'outside.txt'), 'outside');
  writeFileSync(join(folder, 'data', 'small.bin'), 'data');
  port = new ServedPort();
  remote = new RemoteHost({ scenario: cuba, choices, seed: 1, speed: 'fastest', datasets: {}, host: nodeHost(), port, writer });
  server = await serveWatch({
    site,
    data: join(folder, 'data'),
    port: 0,
    token,
    attach: (socket) => {
      port.attach(socket);
      remote.greet();
    },
  });
});
afterAll(async () => {
  remote.dispose();
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
}

function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port: server.port, path, method, headers }, (response) => {
      let text = '';
      response.on('data', (part) => {
        text += part;
      });
      response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers, text }));
    });
    asked.on('error', reject);
    asked.end();
  });
}

const own = (): string => `http://127.0.0.1:${server.port}`;

/** Resolves with the open socket, or rejects with the status of the refusal. `told` gets all that the server says. */
function connect(query: string, origin: string | undefined, told: HostMessage[] = []): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}/run${query}`, origin === undefined ? {} : { origin });
    socket.on('message', (data: Buffer) => told.push(unpackHostMessage(data)));
    socket.on('open', () => resolve(socket));
    socket.on('unexpected-response', (_, response) => reject(new Error(String(response.statusCode))));
    socket.on('error', reject);
  });
}

describe('the server of neurarium watch', () => {
  it('sends the site with headers that isolate and restrict it', async () => {
    const { status, headers, text } = await ask('/');
    expect([status, text]).toEqual([200, '<!doctype html><title>site</title>']);
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval'");
    expect(policy).not.toContain("'unsafe-eval'");
    expect(policy).not.toContain('upgrade-insecure-requests');
    expect(headers).toMatchObject({
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
      'x-content-type-options': 'nosniff',
    });
    expect(headers['strict-transport-security']).toBeUndefined();
    expect((await ask('/data/small.bin')).text).toBe('data');
  });

  it('listens on this machine alone, whose names it asks for', async () => {
    expect((await ask('/', { Host: 'evil.example' })).status).toBe(421);
    expect((await ask('/', { Host: `localhost:${server.port}` })).status).toBe(200);
    expect((await ask('/', { Origin: 'http://evil.example' })).status).toBe(403);
    expect((await ask('/', { Origin: own() })).status).toBe(200);
    expect((await ask('/', {}, 'POST')).status).toBe(405);
  });

  it.each([
    '/../outside.txt',
    '/..%2foutside.txt',
    '/%2e%2e/outside.txt',
    '//etc/passwd',
    '/data/..%2foutside.txt',
    '/.secret',
    '/%2esecret',
    '/%00',
  ])('serves nothing outside of the site: %s', async (path) => {
    const { status, text } = await ask(path);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(text).not.toMatch(/outside|hidden|root:/);
  });

  it('gives the run to who has the link, and to no other page', async () => {
    await expect(connect(`?token=${token}`, undefined)).rejects.toThrow('403');
    await expect(connect(`?token=${token}`, 'http://evil.example')).rejects.toThrow('403');
    await expect(connect('?token=wrong', own())).rejects.toThrow('403');
    await expect(connect('', own())).rejects.toThrow('403');
    const socket = await connect(`?token=${token}`, own());
    socket.terminate();
  });

  it.each([
    ['text', () => 'run', 1003],
    ['bytes that are no message', () => Buffer.from([0xc1, 0xff]), 1003],
    ['an unknown message', () => packMessage({ kind: 'explode' } as unknown as ClientMessage), 1003],
    ['a message that is too large', () => new Uint8Array(mostClientBytes + 1), 1009],
  ])('ends the connection at %s, not the run', async (_, content, code) => {
    const socket = await connect(`?token=${token}`, own());
    const closed = new Promise<number>((resolve) => {
      socket.on('close', resolve);
    });
    socket.send(content());
    expect(await closed).toBe(code);
    expect(remote.experiment.simulation.nextStep).toBe(0);
  });

  it('runs on under a page that takes nothing, with the same spikes and bounded memory; the next page sees the end', async () => {
    const told: HostMessage[] = [];
    const stalled = await connect(`?token=${token}`, own(), told);
    remote.run();
    const end = 3000;
    while (remote.experiment.simulation.nextStep < end) await wait(10);
    await wait(50);
    // It never said that it is ready for another.
    expect(told.filter(({ kind }) => kind === 'batch')).toHaveLength(1);
    expect(port.backlog).toBe(0);

    const description = describeScenario(cuba, choices);
    const unwatched = new Experiment(description, { seed: 1, datasets: {}, host: nodeHost() });
    await lastValueFrom(unwatched.run$());
    const seen: HostMessage[] = [];
    const later = await connect(`?token=${token}`, own(), seen);
    const result = (): HostMessage | undefined => seen.find(({ kind }) => kind === 'result');
    await expect.poll(result).toMatchObject({ result: { spikeHash: unwatched.result().spikeHash } });
    await wait(20);
    // There is one client: the one that came last.
    expect(stalled.readyState).toBe(WebSocket.CLOSED);
    later.terminate();
  });

  it('says how to build a site that is not there, and names a port that is taken', async () => {
    const attach = (): void => undefined;
    const missing = serveWatch({ site: join(folder, 'none'), data: folder, port: 0, token, attach });
    await expect(missing).rejects.toThrow('the viewer is not built');
    const taken = serveWatch({ site, data: folder, port: server.port, token, attach });
    await expect(taken).rejects.toThrow(`cannot listen on port ${server.port}: another program uses it`);
  });
});
