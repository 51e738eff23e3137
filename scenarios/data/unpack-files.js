/** Prepare step: lays the small data sets of scenarios/data/files, with their licences, into dist/data. Plain node, no build before it. */
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { pid } from 'node:process';
import { brotliDecompressSync } from 'node:zlib';

const source = new URL('files/', import.meta.url);
const target = new URL('../../dist/data/', import.meta.url);

mkdirSync(target, { recursive: true });
for (const name of readdirSync(source)) {
  if (name.endsWith('.js')) continue;
  const bytes = readFileSync(new URL(name, source));
  const contents = name.endsWith('.br') ? brotliDecompressSync(bytes) : bytes;
  // Written beside and renamed, so that an interrupted install leaves no half file.
  const unfinished = new URL(`${name}.${pid}`, target);
  writeFileSync(unfinished, contents);
  renameSync(unfinished, new URL(name.replace(/\.br$/, ''), target));
}
