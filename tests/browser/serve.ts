/** Serves a page and files to a browser on this machine, with the headers that isolate it. For tests alone. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const types: Readonly<Record<string, string>> = { js: 'text/javascript', html: 'text/html', bin: 'application/octet-stream' };

export interface Served {
  readonly origin: string;
  close(): Promise<void>;
}

/** `files`: path of the address -> file. '/' is an empty page. */
export async function serve(files: Readonly<Record<string, string>>): Promise<Served> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://127.0.0.1').pathname;
    const isolation = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };
    if (path === '/') {
      response.writeHead(200, { 'Content-Type': 'text/html', ...isolation }).end('<!doctype html><title>test</title>');
      return;
    }
    const file = Object.hasOwn(files, path) ? files[path]! : null;
    if (file === null) {
      response.writeHead(404).end();
      return;
    }
    readFile(file).then(
      (bytes) => {
        const type = types[path.split('.').pop()!] ?? 'application/octet-stream';
        response.writeHead(200, { 'Content-Type': type, ...isolation }).end(bytes);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
