/** Builds dist once before the tests of the terminal, if a source is newer: they run the built command as users do. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

const sources = ['index.ts', 'node.ts', 'engine', 'models', 'scenarios', 'cli', 'tsconfig.json', 'tsconfig.build.json'];

export default function build(): void {
  const built = join(root, 'dist/cli/main.js');
  if (existsSync(built) && newest(sources.map((name) => join(root, name))) <= statSync(built).mtimeMs) return;
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  const { status, stdout } = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.build.json'], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the build failed:\n${stdout}`);
}

/** Time of the newest file among them and below. */
function newest(paths: readonly string[]): number {
  return paths.reduce((latest, path) => {
    const about = statSync(path);
    const time = about.isDirectory() ? newest(readdirSync(path).map((name) => join(path, name))) : about.mtimeMs;
    return Math.max(latest, time);
  }, 0);
}
