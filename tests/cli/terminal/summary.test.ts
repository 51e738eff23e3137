import { describe, expect, it } from 'vitest';
import type { RunResult } from '../../../cli/run-result.ts';
import { ansiColours, RasterCollector, type SummaryDetails, summary } from '../../../cli/terminal/index.ts';
import { displayWidth } from '../../../cli/terminal/text.ts';
import { spikes } from '../../engine/operators/frames.ts';

const result: RunResult = {
  version: '0.1.0',
  scenario: 'cuba',
  controls: { size: 4000 },
  seed: 7,
  dt_ms: 0.1,
  steps: 10_000,
  duration_ms: 1000,
  interrupted: false,
  threads: 1,
  precision: 'float64',
  integrators: { E: 'exact', I: 'exact' },
  compile_s: 0.021,
  wall_s: 0.5,
  realtime_factor: 2,
  synapses: 320_113,
  synaptic_events: 1_786_213,
  peak_memory_mb: 112.4,
  populations: {
    E: { model: 'lif', size: 3200, spikes: 17_824, rate_hz: 5.57, cv_isi: 0.603 },
    I: { model: 'lif', size: 800, spikes: 4496, rate_hz: 5.62, cv_isi: null },
  },
  metrics: { accuracy: 0.8913 },
  expect: [
    { of: 'E', measure: 'rate', value: 5.57, between: [4.8, 6.3], pass: true },
    { of: null, measure: 'accuracy', value: 0.8913, between: [0.94, null], pass: false },
  ],
  spike_hash: '0123456789abcdef',
  state_hash: 'fedcba9876543210',
  trace: 'runs/cuba.mcap',
};
const details: SummaryDetails = { title: 'Balanced random network', seedGiven: false, reasons: ['Hz, the published regime', ''] };

describe('summary', () => {
  it('says all there is to say, in order', () => {
    expect(summary(result, details, { width: 80 })).toBe(`cuba · Balanced random network
1 s simulated in 0.50 s · 2.00 × real time · 10,000 steps of 0.1 ms
seed 7 (default)
size = 4000

population  model  cells  spikes     rate    CV
E           lif    3,200  17,824  5.57 Hz  0.60
I           lif      800   4,496  5.62 Hz     –

metric    value
accuracy  0.891

✓  rate of E  5.57 Hz  expected 4.8 to 6.3 (Hz, the published regime)
✗  accuracy     0.891  expected at least 0.94

320,113 synapses · 1.79 million synaptic events · 3.57 million per second
compiled in 0.02 s · 112 MB of memory at most · 1 thread · float64

spike_hash  0123456789abcdef
state_hash  fedcba9876543210
trace       runs/cuba.mcap
replay      npx neurarium replay runs/cuba.mcap
`);
  });

  it('shows counts as they are, and a reason that does not fit below what it explains', () => {
    const metrics = { wrong_spikes: 0, spikes: 12_345, huge: 1e300 };
    const expectation = { of: null, measure: 'wrong_spikes', value: 0, between: [null, 0], pass: true } as const;
    const reason = 'truth tables, latch and counter, step by step, all of it worked out without any net';
    const text = summary({ ...result, metrics, expect: [expectation] }, { seedGiven: true, reasons: [reason] }, { width: 60 });
    expect(text).toContain('wrong_spikes          0\nspikes           12,345\nhuge          1.00e+300\n');
    expect(text).toContain(
      '✓  wrong_spikes  0  expected at most 0\n   truth tables, latch and counter, step by step, all of it\n   worked out without any net\n',
    );
  });

  it('draws metrics that are to be compared as bars side by side', () => {
    const compared = { ...result, metrics: { accuracy: 0.75, raw: 0.5, other: 3 } };
    const text = summary(compared, { seedGiven: true, bars: ['accuracy', 'raw'] }, { width: 80 });
    expect(text).toContain(`accuracy  0.750  ${'█'.repeat(30)}\nraw       0.500  ${'█'.repeat(20)}\nother         3\n`);
    const counts = summary(
      { ...result, metrics: { a: 8, b: 2, c: -1 } },
      { seedGiven: true, bars: ['a', 'b', 'c'] },
      { width: 80 },
    );
    expect(counts).toContain(`a           8  ${'█'.repeat(40)}\nb           2  ${'█'.repeat(10)}\nc          -1\n`);
  });

  it('fits 60, 80 and 120 columns, with rasters, curves and colours', () => {
    const rasters = [new RasterCollector({ name: 'E', size: 3200 }), new RasterCollector({ name: 'I', size: 800 })];
    for (const collector of rasters) for (let step = 0; step < 10_000; step += 50) collector.add(spikes(step, step % 800));
    const plots = [{ curves: [{ name: 'f', x: [0, 1], y: [0, 9] }], x: { label: 'current' }, y: { label: 'rate' } }];
    const pictures = { ...details, bars: ['accuracy'], rasters: rasters.map((collector) => collector.picture(10_000)), plots };
    for (const width of [60, 80, 120]) {
      const text = summary(result, pictures, { width, colours: ansiColours });
      expect(text).toMatch(/[⠁-⣿]/);
      for (const line of text.split('\n')) expect(displayWidth(line)).toBeLessThanOrEqual(width);
    }
  });

  it('says how far an interrupted run came, and what it could not judge', () => {
    const expectation = { of: 'E', measure: 'rate', value: null, between: [null, 6.3], pass: null } as const;
    const interrupted = { ...result, interrupted: true, steps: 4120, duration_ms: 412, expect: [expectation] };
    const text = summary(interrupted, { seedGiven: true, plannedSteps: 10_000 }, { width: 80 });
    expect(text).toContain('Interrupted after 412 ms of 1 s.');
    expect(text).toContain('seed 7 (given)');
    expect(text).toContain('?  rate of E  –  not judged, expected at most 6.3');
  });

  it('says nothing of what does not apply, as in a replay that counts steps', () => {
    const replayed: RunResult = {
      ...result,
      dt_ms: null,
      duration_ms: null,
      compile_s: null,
      wall_s: null,
      realtime_factor: null,
      synaptic_events: null,
      peak_memory_mb: null,
      threads: null,
      metrics: {},
      expect: [],
      state_hash: null,
    };
    const text = summary(replayed, { seedGiven: true, replayed: true }, { width: 80 });
    expect(text).toContain('cuba\n10,000 steps replayed · seed 7 (given)');
    expect(text).toContain('\n320,113 synapses · float64\n');
    expect(text).not.toMatch(/null|undefined|NaN|state_hash|npx|metric/);
  });

  it('quotes the path of a trace for the shell, and shows no escape codes from it', () => {
    const text = summary({ ...result, trace: "my runs/o'clock \u001b[2J.mcap" }, details, { width: 80 });
    expect(text).toContain(`npx neurarium replay 'my runs/o'\\''clock \ufffd[2J.mcap'`);
    expect(text).not.toContain('\u001b');
  });
});
