/** Replaying a recorded run of cuba: read, decoded, handed out frame by frame, hashed. */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Recording } from '../../../cli/recording.ts';
import { withTrace } from '../../../cli/trace-file.ts';
import { describeScenario, Experiment, replayActivity, type SpikeFrame } from '../../../engine/index.ts';
import cuba from '../../../scenarios/cuba.ts';
import { datasets } from '../../../scenarios/index.ts';
import { interleave, type Measured, runsOf } from '../interleave.ts';
import { figure } from '../report.ts';
import { completed, findings, host, type Settings, type Suite } from '../suite.ts';

async function record(file: string, { modelSeconds, seed }: Settings): Promise<{ bytes: number; hash: string }> {
  const description = describeScenario(cuba, { duration: `${modelSeconds} s` });
  const experiment = new Experiment(description, { seed, datasets, host });
  const recording = await Recording.begin(file, experiment);
  await completed(experiment.run$());
  const result = experiment.result();
  await recording.end(result, { compileSeconds: 0, wallSeconds: 0 });
  experiment.dispose();
  return { bytes: statSync(file).size, hash: result.spikeHash };
}

/** Opens the file, and counts all spikes as they pass. @throws Error where they are not those of the run */
async function replay(file: string, hash: string): Promise<Measured> {
  const begin = performance.now();
  let amount = 0;
  await withTrace(file, async (trace) => {
    const activity = replayActivity(trace, { host });
    const count = (frame: SpikeFrame) => {
      amount += frame.count;
    };
    for (const name of activity.populationNames) activity.population(name).spikes$.subscribe(count);
    let found: string | null = null;
    await completed(activity.run$(), ({ spike_hash }) => {
      found = spike_hash;
    });
    if (found !== hash) throw new Error(`the replayed spikes have the hash ${found}, those of the run ${hash}`);
  });
  return { seconds: (performance.now() - begin) / 1000, amount };
}

export const replaySuite: Suite = {
  name: 'replay',
  about: 'a trace of cuba, 4,000 neurons, replayed without simulating',
  run: async (settings) => {
    const folder = mkdtempSync(join(tmpdir(), 'neurarium-bench-'));
    const file = join(folder, 'cuba.mcap');
    try {
      const { bytes, hash } = await record(file, settings);
      const result = await interleave([{ name: 'replay', run: () => replay(file, hash) }], settings.rounds);
      const runs = runsOf(result, 'replay');
      return findings(result, [
        figure(
          `replay of ${settings.modelSeconds} s`,
          's',
          runs.map(({ seconds }) => seconds),
        ),
        figure(
          'replay',
          'million spikes per s',
          runs.map(({ seconds, amount }) => amount! / seconds / 1e6),
        ),
        figure('the trace', 'bytes per spike', [bytes / runs[0]!.amount!]),
      ]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
