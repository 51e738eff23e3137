import type { ChildProcess } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { ended, folder, neurarium, type Outcome, resultOf, start } from './command.ts';

const place = folder();
const steps = 0.1; // ms
/** Far longer than any test waits; 1,000 neurons, so that what is recorded can be run again quickly. */
const long = ['run', 'cuba', '--size', '1000', '--duration', '1000 s'];

/** Ends the child by a signal as soon as it has told how far it is, which it does after two seconds of wall time. */
async function stopAtFirstLine(child: ChildProcess, signal: NodeJS.Signals): Promise<Outcome & { readonly told: number }> {
  const outcome = ended(child);
  let text = '';
  child.stderr!.on('data', (more: string) => {
    text += more;
    if (text.includes('\n')) child.kill(signal);
  });
  const { code, stdout, stderr } = await outcome;
  const [line = ''] = stderr.split('\n');
  const told = / ([\d.]+) s of 1000 s, .* × real time, .* left$/.exec(line);
  if (told === null) throw new Error(`no progress in: ${stderr}`);
  return { code, stdout, stderr, told: 1000 * Number(told[1]) };
}

describe('Ctrl+C', () => {
  it('stops at a step boundary, closes the trace, prints the summary so far; the trace replays to the same hash', async () => {
    const trace = join(place, 'stopped.mcap');
    const run = await stopAtFirstLine(start([...long, '--record', trace]), 'SIGINT');
    expect(run.code).toBe(130);
    // Progress in a pipe is plain lines, and it is all there is on stderr.
    expect(run.stderr).toMatch(/^(\d+ %, [\d.]+ s of 1000 s, [\d.]+ × real time, [^,]* left\n)+$/);
    expect(run.stdout).toMatch(/Interrupted after [\d.]+ s of 1000 s\./);
    expect(run.stdout).toContain('not judged, expected 4.8 to 6.3');
    const replayed = await resultOf(['replay', trace]);
    expect(run.stdout).toContain(`spike_hash  ${replayed.spike_hash}\nstate_hash  ${replayed.state_hash}\n`);
    expect(replayed.interrupted).toBe(true);
    const again = await resultOf([...long.slice(0, -1), `${replayed.steps * steps} ms`]);
    expect(again).toMatchObject({ steps: replayed.steps, spike_hash: replayed.spike_hash, state_hash: replayed.state_hash });
    const notices = (await neurarium(['trace', 'info', trace])).stdout;
    expect(notices).toContain('interrupted');
    expect(notices).not.toContain('notice');
  });

  it('with --json prints one object that says so', async () => {
    const trace = join(place, 'stopped-json.mcap');
    const child = start([...long, '--json', '--record', trace]);
    const outcome = ended(child);
    // Nothing is told with --json, but the trace grows once the run goes: what is written before is less than two kB.
    await vi.waitUntil(() => existsSync(trace) && statSync(trace).size > 10_000, { timeout: 30_000 });
    child.kill('SIGINT');
    const { code, stdout, stderr } = await outcome;
    expect({ code, stderr }).toEqual({ code: 130, stderr: '' });
    const result = JSON.parse(stdout);
    expect(result.interrupted).toBe(true);
    expect(result.steps).toBeGreaterThan(0);
    expect(result.expect[0].pass).toBeNull();
  });
});

describe('a run that is killed', () => {
  it('leaves a trace that replays up to the last second, with a notice, as the run would have gone', async () => {
    const trace = join(place, 'killed.mcap');
    const { code, told } = await stopAtFirstLine(start([...long, '--record', trace]), 'SIGKILL');
    expect(code).toBeNull();
    const replay = await neurarium(['replay', trace, '--json']);
    expect(replay.code).toBe(0);
    expect(replay.stderr).toMatch(/^notice: the trace was not closed \(a killed run, or a cut file\)[^\n]*\n$/);
    const replayed = JSON.parse(replay.stdout);
    expect(replayed).toMatchObject({ interrupted: true, state_hash: null, expect: [] });
    // Two seconds had passed when the progress was told, so half of it is a second's work.
    expect(replayed.duration_ms).toBeGreaterThanOrEqual(told / 2);
    const again = await resultOf([...long.slice(0, -1), `${replayed.steps * steps} ms`]);
    expect(again).toMatchObject({ steps: replayed.steps, spike_hash: replayed.spike_hash });
    expect(replayed.populations).toEqual(again.populations);
  });
});
