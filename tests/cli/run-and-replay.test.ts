import { mkdtempSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folder, neurarium, resultOf } from './command.ts';

const place = folder();

const hash = expect.stringMatching(/^[0-9a-f]{16}$/);
const number = expect.any(Number);

describe('run', () => {
  it('--json prints exactly one object with exactly the keys there are', async () => {
    const { code, stdout, stderr } = await neurarium(['run', 'cuba', '--seed', '3', '--json']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.trimEnd()).not.toContain('\n');
    const result = JSON.parse(stdout);
    const population = { model: 'lif', size: number, spikes: number, rate_hz: number, cv_isi: number };
    expect(result).toEqual({
      version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      scenario: 'cuba',
      controls: { size: 4000 },
      seed: 3,
      dt_ms: 0.1,
      steps: 10_000,
      duration_ms: 1000,
      interrupted: false,
      threads: 1,
      precision: 'float64',
      integrators: { E: 'exact', I: 'exact' },
      compile_s: number,
      wall_s: number,
      realtime_factor: number,
      synapses: number,
      synaptic_events: number,
      peak_memory_mb: number,
      populations: { E: population, I: population },
      metrics: {},
      expect: [{ of: null, measure: 'rate', value: number, between: [4.8, 6.3], pass: true }],
      spike_hash: hash,
      state_hash: hash,
      trace: null,
    });
    expect(Object.keys(result)).toEqual([
      'version', 'scenario', 'controls', 'seed', 'dt_ms', 'steps', 'duration_ms', 'interrupted', 'threads', 'precision', 'integrators',
      'compile_s', 'wall_s', 'realtime_factor', 'synapses', 'synaptic_events', 'peak_memory_mb', 'populations', 'metrics', 'expect',
      'spike_hash', 'state_hash', 'trace',
    ]); // biome-ignore format: the order of the issue
    expect(result.populations.E.size).toBe(3200);
  });

  it('prints a summary that a person wants to read, as wide as the terminal', async () => {
    for (const size of [80, 120]) {
      const { code, stdout, stderr } = await neurarium(['run', 'cuba'], { size });
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      for (const word of [
        'seed 1 (default)',
        'population',
        '3,200',
        ' Hz',
        '✓  rate',
        'spike_hash',
        '319,144 synapses',
        '1000 ms',
      ])
        expect(stdout).toContain(word);
      expect(stdout).toMatch(/^E +│.*[⠁-⣿]/m);
      expect(Math.max(...stdout.split('\n').map((line) => [...line].length))).toBeLessThanOrEqual(size);
      expect(stdout).not.toMatch(/undefined|NaN|null/);
      expect(stdout).not.toContain('\u001b');
    }
  });

  it('draws the f-I curve of hello with the closed form beside it', async () => {
    const { stdout } = await neurarium(['run', 'hello']);
    expect(stdout).toContain('rate (Hz)   ── expected   • measured');
    expect(stdout).toMatch(/bias \(pA\)$/m);
    expect(stdout.match(/•/g)!.length).toBe(8); // seven cells, and the legend
    expect(stdout).toContain('✓  interval_error  0.824  expected at most 1\n');
  });

  it('--quiet prints nothing, and a failed expectation is exit code 1', async () => {
    expect(await neurarium(['run', 'hello', '--quiet'])).toEqual({ code: 0, stdout: '', stderr: '' });
    // A network this small does not keep the regime of the large one.
    expect(await neurarium(['run', 'cuba', '--size', '200', '--quiet'])).toEqual({ code: 1, stdout: '', stderr: '' });
    const { code, stdout } = await neurarium(['run', 'cuba', '--size', '200']);
    expect(code).toBe(1);
    expect(stdout).toMatch(/✗ {2}rate .* expected 4.8 to 6.3/);
  });

  it('stamps the precision, and takes the same seed for the same bits', async () => {
    const [one, again, other, single] = await Promise.all([
      resultOf(['run', 'cuba', '--duration', '200 ms']),
      resultOf(['run', 'cuba', '--duration', '0.2 s', '--seed', '1']),
      resultOf(['run', 'cuba', '--duration', '200 ms', '--seed', '2']),
      resultOf(['run', 'cuba', '--duration', '200 ms', '--precision', 'float32']),
    ]);
    expect(again).toMatchObject({ spike_hash: one.spike_hash, state_hash: one.state_hash, precision: 'float64' });
    expect(other.spike_hash).not.toBe(one.spike_hash);
    expect(single).toMatchObject({ precision: 'float32', steps: 2000 });
    expect(single.state_hash).not.toBe(one.state_hash);
  });
});

/** Populations, rasters, curves, metrics, expectations: all but what was simulated how fast, and by whom. */
function pictures(text: string): string[] {
  const blocks = text.split('\n\n');
  return blocks.slice(1).filter((block) => !/ · float64|^spike_hash/.test(block));
}

describe('replay', () => {
  it('gives the same populations, raster, metrics and hash as the run, without simulating', async () => {
    for (const scenario of ['cuba', 'hello', 'logic']) {
      const trace = join(place, `${scenario}.mcap`);
      const run = await neurarium(['run', scenario, '--seed', '7', '--record', trace]);
      expect(run).toMatchObject({ code: 0, stderr: '' });
      expect(run.stdout).toContain(`trace       ${trace}\nreplay      npx neurarium replay ${trace}\n`);
      const replay = await neurarium(['replay', trace]);
      expect(replay).toMatchObject({ code: 0, stderr: '' });
      expect(pictures(replay.stdout)).toEqual(pictures(run.stdout));
      expect(pictures(run.stdout).length).toBeGreaterThanOrEqual(3);
      const hashes = /spike_hash {2}([0-9a-f]{16})\nstate_hash {2}([0-9a-f]{16})/;
      expect(hashes.exec(replay.stdout)![0]).toBe(hashes.exec(run.stdout)![0]);
    }
  });

  it('--json has the keys of a run, with null for what only a run can tell', async () => {
    const trace = join(place, 'json.mcap');
    const run = await resultOf(['run', 'cuba', '--duration', '500 ms', '--record', trace]);
    const replayed = await resultOf(['replay', trace]);
    expect(Object.keys(replayed)).toEqual(Object.keys(run));
    expect(replayed).toEqual({
      ...run,
      threads: null,
      compile_s: null,
      wall_s: null,
      realtime_factor: null,
      peak_memory_mb: expect.any(Number),
    });
    expect(run.trace).toBe(trace);
  });

  it('of digits shows both accuracies, side by side as in the run', async () => {
    const trace = join(place, 'digits.mcap');
    const run = await neurarium(['run', 'digits', '--examples', '100', '--record', trace]);
    const replay = await neurarium(['replay', trace]);
    const bars = /accuracy +0\.\d+ {2}█.*\naccuracy_raw_pixels +0\.\d+ {2}█.*\n/;
    expect(bars.exec(run.stdout)).not.toBeNull();
    expect(bars.exec(replay.stdout)![0]).toBe(bars.exec(run.stdout)![0]);
    const hash = /spike_hash {2}[0-9a-f]{16}/;
    expect(hash.exec(replay.stdout)![0]).toBe(hash.exec(run.stdout)![0]);
  });

  it('--record alone chooses a file in traces, another for each run', async () => {
    const cwd = mkdtempSync(join(place, 'empty-'));
    const run = () => resultOf(['run', 'hello', '--duration', '100 ms', '--record'], { cwd });
    const traces = [(await run()).trace, (await run()).trace];
    expect(readdirSync(join(cwd, 'traces')).map((name) => `traces/${name}`)).toEqual([...traces].sort());
    expect(new Set(traces).size).toBe(2);
  });

  it('--quiet prints nothing', async () => {
    expect(await neurarium(['replay', join(place, 'json.mcap'), '--quiet'])).toEqual({ code: 0, stdout: '', stderr: '' });
  });
});

describe('trace info', () => {
  it('tells what a trace holds, plainly and as one JSON object', async () => {
    const trace = join(place, 'info.mcap');
    const run = await resultOf(['run', 'cuba', '--duration', '500 ms', '--record', trace]);
    const plain = await neurarium(['trace', 'info', trace]);
    expect(plain).toMatchObject({ code: 0, stderr: '' });
    for (const word of ['complete', 'seed 1', '500 ms in 5,000 steps of 0.1 ms', '3,200', run.spike_hash!])
      expect(plain.stdout).toContain(word);
    const { stdout } = await neurarium(['trace', 'info', trace, '--json']);
    const info = JSON.parse(stdout);
    expect(info).toMatchObject({ trace, steps: 5000, notices: [], header: { scenario: 'cuba', seed: 1, dt_ms: 0.1 } });
    expect(info.spikes).toEqual({ E: run.populations['E']!.spikes, I: run.populations['I']!.spikes });
    expect(info.summary.spike_hash).toBe(run.spike_hash);
  });
});
