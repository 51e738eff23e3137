/** Builds dist once before the tests of the terminal and the site, if a source is newer: they use what users use. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

const sources = [
  'index.ts',
  'node.ts',
  'engine',
  'models',
  'scenarios',
  'cli',
  'viewer',
  'package.json',
  'tsconfig.json',
  'tsconfig.build.json',
];

export default function build(): void {
  const built = join(root, 'dist/cli/main.js');
  if (existsSync(built) && newest(sources.map((name) => join(root, name))) <= statSync(built).mtimeMs) return;
  const { status, stdout, stderr } = spawnSync('npm', ['run', 'build'], { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`the build failed:\n${stdout}${stderr}`);
}

/** Time of the newest file among them and below. */
function newest(paths: readonly string[]): number {
  return paths.reduce((latest, path) => {
    const about = statSync(path);
    const time = about.isDirectory() ? newest(readdirSync(path).map((name) => join(path, name))) : about.mtimeMs;
    return Math.max(latest, time);
  }, 0);
}
