/** The version of this package and of the libraries it was made with, from its package.json, which pins them exactly. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TraceWriter } from '../engine/index.ts';
import { packageRoot } from './host.ts';

interface PackageDescription {
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

const description: PackageDescription = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8'));

export const version: string = description.version;

/** Who a trace says that it is from. */
export function traceWriter(): TraceWriter {
  return { version, libraries: { node: process.versions.node, ...description.dependencies } };
}
