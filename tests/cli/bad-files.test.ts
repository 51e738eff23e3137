import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { ended, file, folder, neurarium, type Outcome, program, resultOf, said } from './command.ts';

const place = folder();
let intact = new Uint8Array();

beforeAll(async () => {
  const path = join(place, 'intact.mcap');
  await resultOf(['run', 'cuba', '--size', '400', '--duration', '500 ms', '--record', path]);
  intact = new Uint8Array(readFileSync(path));
});

async function both(path: string): Promise<Outcome[]> {
  return [await said(['replay', path]), await said(['trace', 'info', path])];
}

/** What may happen to the middle of a trace: its chunks hold several batches, so some of them are lost. */
const spoilt: readonly (readonly [what: string, spoil: (bytes: Uint8Array) => Uint8Array])[] = [
  ['cut in its middle', (bytes) => bytes.slice(0, bytes.length * 0.6)],
  ['cut before its end', (bytes) => bytes.slice(0, -20)],
  ['with a flipped bit', (bytes) => bytes.map((byte, i) => (i === Math.floor(bytes.length * 0.7) ? byte ^ 4 : byte))],
  ['with zeros in it', (bytes) => bytes.map((byte, i) => (i > bytes.length * 0.7 && i < bytes.length * 0.8 ? 0 : byte))],
];

describe('a trace', () => {
  it.each(spoilt)('%s gives its intact part with a notice', async (what, spoil) => {
    const path = file(place, `${what.replaceAll(' ', '-')}.mcap`, spoil(intact));
    for (const { code, stdout, stderr } of await both(path)) {
      expect(code).toBe(0);
      expect(stdout).toContain('cuba');
      expect(stdout + stderr).toContain('notice: ');
      expect(stderr).not.toMatch(/error|internal|\n\s+at /);
    }
  });
});

const foreign: readonly (readonly [what: string, contents: string | Uint8Array, words: string])[] = [
  ['empty', '', 'the file is empty'],
  ['text', 'spikes,cells\n1,2\n', "this is no trace: it is text beginning with 'spikes,cells'"],
  ['gzip', Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3), 'this is no trace: it is a gzip file'],
  ['bytes', new Uint8Array(4096).map((_, i) => (i * 7919) & 255), 'this is no trace: it is a file beginning with 00 ef'],
  ['zeros', new Uint8Array(4096), 'this is no trace'],
];

describe('a file that is no trace', () => {
  it.each(foreign)('(%s) says what it is, with its path, and ends with exit code 2', async (what, contents, words) => {
    const path = file(place, `foreign-${what}`, contents);
    for (const { code, stdout, stderr } of await both(path)) {
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toContain(words);
      expect(stderr).toContain(path);
    }
  });

  it.each([
    [tmpdir(), 'it is a folder'],
    ['/dev/zero', 'it is no plain file'],
    ['/nowhere/trace.mcap', 'no such file or folder (ENOENT)'],
    ['/etc/passwd/trace.mcap', 'a part of the path is no folder (ENOTDIR)'],
  ])('%s: %s', async (path, words) => {
    for (const { code, stdout, stderr } of await both(path)) {
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toContain(`cannot read the trace ${path}: ${words}`);
    }
  });

  it('with --json is one object', async () => {
    for (const command of [['replay'], ['trace', 'info']]) {
      const { code, stdout, stderr } = await said([...command, '/nowhere', '--json']);
      expect({ code, stderr }).toEqual({ code: 2, stderr: '' });
      expect(JSON.parse(stdout)).toEqual({
        error: { code: 'trace', message: expect.stringContaining('/nowhere'), where: null, hint: null },
      });
    }
  });
});

const short = ['run', 'cuba', '--size', '400', '--duration', '100 ms', '--record'];

describe('a trace that cannot be written', () => {
  const targets: readonly (readonly [path: string, words: string[]])[] = [
    ['/etc/passwd/x/y.mcap', ['a part of the path is no folder']],
    ['/proc/x/y.mcap', ['the folder /proc/x cannot be made: no folders can be made there']],
    ['/proc/x.mcap', ['cannot write the trace /proc/x.mcap: ']],
    ['/sys/x.mcap', ['cannot write the trace /sys/x.mcap: ']],
    [tmpdir(), ['it is a folder (EISDIR)', `--record ${tmpdir()}/run.mcap`]],
    ['/dev/full', ['the disk is full (ENOSPC)', 'record elsewhere with --record FILE']],
  ];
  it.skipIf(!existsSync('/dev/full')).each(targets)('to %s is one clear message and exit code 3', async (path, words) => {
    const { code, stdout, stderr } = await neurarium([...short, path]);
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toMatch(/^error: cannot write the trace /);
    for (const word of words) expect(stderr).toContain(word);
    expect(stderr).not.toContain('neurarium replay');
  });

  it('does not replace a file that is no trace, but replaces one that is', async () => {
    const mine = file(place, 'mine.csv', 'precious\n');
    const refused = await neurarium([...short, mine]);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('this file exists and is no trace, so it is not replaced');
    expect(readFileSync(mine, 'utf8')).toBe('precious\n');
    const old = file(place, 'old.mcap', intact);
    const run = await resultOf([...short, old]);
    expect((await resultOf(['replay', old])).spike_hash).toBe(run.spike_hash);
  });

  it('leaves nothing behind where not even the beginning could be written', async () => {
    const cwd = mkdtempSync(join(place, 'empty-'));
    const { code, stderr } = await limited(0, [...short, join(cwd, 'deep/er/run.mcap')]);
    expect(code).toBe(3);
    expect(stderr).toContain('the file is larger than allowed (EFBIG)');
    expect(readdirSync(join(cwd, 'deep/er'))).toEqual([]);
  });

  it('any further, as on a disk that fills up, stops the run and leaves what replays', async () => {
    const path = join(place, 'limited.mcap');
    const { code, stdout, stderr } = await limited(300, ['run', 'cuba', '--duration', '100 s', '--record', path, '--json']);
    expect(code).toBe(3);
    const { error } = JSON.parse(stdout);
    expect(error).toMatchObject({
      code: 'write',
      message: `cannot write the trace ${path}: the file is larger than allowed (EFBIG)`,
    });
    expect(error.hint).toContain(`neurarium replay ${path}`);
    expect(stderr).not.toContain('error');
    const replayed = await resultOf(['replay', path]);
    expect(replayed.interrupted).toBe(true);
    const again = await resultOf(['run', 'cuba', '--duration', `${replayed.steps / 10} ms`]);
    expect(replayed.spike_hash).toBe(again.spike_hash);
  });

  it('any further into a pipe says so once, and claims no trace', async () => {
    const pipe = join(place, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const reader = spawn('head', ['-c', '20000', pipe], { stdio: 'ignore' });
    const { code, stdout, stderr } = await neurarium(['run', 'cuba', '--duration', '100 s', '--quiet', '--record', pipe]);
    reader.kill();
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toContain(`cannot write the trace ${pipe}: what read from it is gone (EPIPE)`);
    expect(stderr.match(/error/g)).toHaveLength(1);
    expect(stderr).not.toContain('neurarium replay');
  });

  it('into a folder that may not be written', async () => {
    const cwd = join(place, 'readonly');
    mkdirSync(cwd, { mode: 0o555 });
    // The superuser may write anywhere but where the file system itself refuses.
    if (process.getuid?.() === 0) {
      rmSync(cwd, { recursive: true });
      writeFileSync(cwd, '');
    }
    const { code, stderr } = await neurarium([...short, join(cwd, 'x.mcap')]);
    expect(code).toBe(3);
    expect(stderr).toContain(`cannot write the trace ${join(cwd, 'x.mcap')}: `);
  });
});

/** Runs with files limited to so many KiB: a write beyond fails as it does on a full disk. */
function limited(blocks: number, args: readonly string[]): Promise<Outcome> {
  const script = 'ulimit -f "$1" && shift && exec "$@"';
  return ended(spawn('bash', ['-c', script, 'bash', String(blocks), process.execPath, program, ...args]));
}
