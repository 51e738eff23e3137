/** Serves the built site and one run to this machine's browsers. Listens on 127.0.0.1 only; whoever has not the link gets no run. */
import { timingSafeEqual } from 'node:crypto';
import { existsSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import helmet from 'helmet';
import sirv from 'sirv';
import { type WebSocket, WebSocketServer } from 'ws';
import { mostClientBytes, NeurariumError } from '../../engine/index.ts';

export interface ServerOptions {
  /** Folder of the built site, and of packed data sets. */
  readonly site: string;
  readonly data: string;
  /** 0: any that is free. */
  readonly port: number;
  readonly token: string;
  readonly attach: (socket: WebSocket) => void;
}

export interface WatchServer {
  readonly port: number;
  /** What the reader opens. */
  readonly link: string;
  close(): Promise<void>;
}

/** @throws NeurariumError where the site is not built, or the port cannot be had */
export async function serveWatch({ site, data, port: asked, token, attach }: ServerOptions): Promise<WatchServer> {
  if (!existsSync(join(site, 'index.html'))) {
    const hint = "In a checkout run 'npm run build'; an installed package ships the site.";
    throw new NeurariumError({
      code: 'usage',
      message: `the viewer is not built: there is no ${join(site, 'index.html')}`,
      hint,
    });
  }
  // Looked at on each request, so that a site that is built anew is served at once.
  const files = sirv(site, { dev: true });
  const packed = sirv(data, { dev: true });
  const server = createServer();
  const port = await listen(server, asked);
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  const secured = headersFor(hosts);
  server.on('request', (request, response) => {
    const refused = refusal(request, hosts);
    if (refused !== null) return refuse(response, refused);
    secured(request, response, () => {
      response.setHeader('Cache-Control', 'no-cache');
      // This site is of one run: nothing of it is to be kept. Hidden files are nobody's.
      const path = pathOf(request);
      if (path === '/service-worker.js' || /(\/|%2f)(\.|%2e)/i.test(path)) return refuse(response, 404);
      if (!path.startsWith('/data/')) return files(request, response, () => refuse(response, 404));
      request.url = path.slice('/data'.length);
      packed(request, response, () => refuse(response, 404));
    });
  });
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: mostClientBytes });
  server.on('upgrade', (request, socket, head) => {
    const refused = refusal(request, hosts) ?? upgradeRefusal(request, hosts, token);
    if (refused !== null) return refuseUpgrade(socket, refused);
    sockets.handleUpgrade(request, socket, head, attach);
  });
  return {
    port,
    link: `http://127.0.0.1:${port}/#token=${token}`,
    close: () => closed(server, sockets),
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why = error.code === 'EADDRINUSE' ? 'another program uses it' : error.message;
      const hint = 'Leave --port out for one that is free.';
      reject(new NeurariumError({ code: 'usage', message: `cannot listen on port ${port}: ${why}`, hint }, { cause: error }));
    });
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

/** The HTTP status to refuse with: pages of other sites, and names that lead here by a trick (DNS rebinding), get nothing. */
function refusal({ method, headers: { host, origin } }: IncomingMessage, hosts: readonly string[]): number | null {
  if (host === undefined || !hosts.includes(host)) return 421;
  if (origin !== undefined && !isOwn(origin, hosts)) return 403;
  return method === 'GET' || method === 'HEAD' ? null : 405;
}

function upgradeRefusal(request: IncomingMessage, hosts: readonly string[], token: string): number | null {
  const { origin } = request.headers;
  if (origin === undefined || !isOwn(origin, hosts)) return 403;
  if (pathOf(request) !== '/run') return 404;
  const given = Buffer.from(new URL(request.url ?? '/', 'http://127.0.0.1').searchParams.get('token') ?? '');
  const expected = Buffer.from(token);
  return given.length === expected.length && timingSafeEqual(given, expected) ? null : 403;
}

function isOwn(origin: string, hosts: readonly string[]): boolean {
  return hosts.some((host) => origin === `http://${host}`);
}

function pathOf({ url = '/' }: IncomingMessage): string {
  return URL.canParse(url, 'http://127.0.0.1') ? new URL(url, 'http://127.0.0.1').pathname : '';
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'Content-Type': 'text/plain', 'X-Content-Type-Options': 'nosniff' }).end(`${status}\n`);
}

function refuseUpgrade(socket: Duplex, status: number): void {
  // Whoever asked may be gone already.
  socket.on('error', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

function headersFor(hosts: readonly string[]): ReturnType<typeof helmet> {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
        workerSrc: ["'self'", 'blob:'],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'", ...hosts.map((host) => `ws://${host}`), 'data:', 'blob:'],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    crossOriginEmbedderPolicy: { policy: 'require-corp' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'no-referrer' },
    // It speaks plain HTTP, to this machine only.
    strictTransportSecurity: false,
  });
}

function closed(server: Server, sockets: WebSocketServer): Promise<void> {
  for (const client of sockets.clients) client.terminate();
  sockets.close();
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
