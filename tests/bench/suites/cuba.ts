/** The balanced random network: the engine beside two yardsticks, and what recording costs. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Recording } from '../../../cli/recording.ts';
import { describeScenario, Experiment, type Precision, simulate } from '../../../engine/index.ts';
import cuba from '../../../scenarios/cuba.ts';
import { datasets } from '../../../scenarios/index.ts';
import build, { root } from '../../build.ts';
import { runChild } from '../child.ts';
import { type Contestant, interleave, type Measured, type Result, ratios, runsOf } from '../interleave.ts';
import { type Figure, figure } from '../report.ts';
import { completed, findings, host, type Settings, type Suite } from '../suite.ts';
import { brian2Cuba } from '../yardsticks/brian2.ts';
import { runPlainCuba } from '../yardsticks/cuba-plain.ts';

const SIZE = 4000;
/** Hz; the published regime of the network, for all contestants. */
const RATES = [4.8, 6.3] as const;

const names = {
  engine: 'engine',
  stream: 'engine, run$',
  statistics: 'engine, run$ with statistics',
  recorded: 'the same, recorded to a file',
  single: 'engine, float32',
  command: 'neurarium run cuba, start to exit',
  commandRecorded: 'the same with --record',
  plain: 'plain JavaScript',
  brian2: 'Brian2, C++ standalone',
} as const;

async function timedAsync(body: () => Promise<void>): Promise<number> {
  const begin = performance.now();
  await body();
  return (performance.now() - begin) / 1000;
}

function contestants({ modelSeconds, seed }: Settings, folder: string): Contestant[] {
  const duration = `${modelSeconds} s` as const;
  const steps = modelSeconds * 10_000;
  const command = [join(root, 'dist/cli/main.js'), 'run', 'cuba', '--duration', duration, '--seed', String(seed), '--json'];
  const made = (precision: Precision) => simulate(cuba, { host, seed, precision });
  const step = (precision: Precision) => (): Measured => {
    const simulation = made(precision);
    const begin = performance.now();
    simulation.step(steps);
    const seconds = (performance.now() - begin) / 1000;
    simulation.dispose();
    return { seconds, amount: steps };
  };
  const experiment = (file: string | null) => async (): Promise<Measured> => {
    let recording: Recording | null = null;
    const description = describeScenario(cuba, { duration });
    const run = new Experiment(description, {
      seed,
      datasets,
      host: {
        ...host,
        yield: async () => {
          await recording?.flush(host.now());
          await host.yield();
        },
      },
    });
    const seconds = await timedAsync(async () => {
      if (file !== null) recording = await Recording.begin(file, run);
      await completed(run.run$());
      await recording?.end(run.result(), { compileSeconds: 0, wallSeconds: 0 });
    });
    const { populations, steps: amount } = run.result();
    run.dispose();
    const spikes = Object.values(populations).reduce((sum, population) => sum + population!.spikes, 0);
    return { seconds, rate: spikes / SIZE / modelSeconds, amount };
  };
  return [
    { name: names.engine, run: step('float64') },
    {
      name: names.stream,
      run: async () => {
        const simulation = made('float64');
        const seconds = await timedAsync(() => completed(simulation.run$(duration)));
        simulation.dispose();
        return { seconds, amount: steps };
      },
    },
    { name: names.statistics, run: experiment(null) },
    { name: names.recorded, run: experiment(join(folder, 'cuba.mcap')) },
    { name: names.single, run: step('float32') },
    { name: names.command, run: () => runChild(process.execPath, command) },
    {
      name: names.commandRecorded,
      run: () => runChild(process.execPath, [...command, '--record', join(folder, 'command.mcap')]),
    },
    { name: names.plain, run: () => runPlainCuba(SIZE, modelSeconds, seed) },
  ];
}

/** @throws Error where a contestant is not the network it stands for */
function checkRates({ standings }: Result): void {
  for (const { name, runs } of standings) {
    const wrong = runs.find(({ rate }) => rate !== undefined && !(rate >= RATES[0] && rate <= RATES[1]));
    if (wrong !== undefined) throw new Error(`${name} fires at ${wrong.rate} Hz, expected ${RATES.join(' to ')} Hz`);
  }
}

function figuresOf(result: Result, hasBrian2: boolean): Figure[] {
  const { standings } = result;
  const percent = (longer: string, shorter: string) => ratios(result, longer, shorter).map((ratio) => 100 * (ratio - 1));
  const extra = runsOf(result, names.recorded).map(
    ({ seconds, amount }, round) => ((seconds - runsOf(result, names.statistics)[round]!.seconds) / amount!) * 1e6,
  );
  return [
    ...standings.map(({ name, seconds }) => figure(name, 's', seconds)),
    figure('engine faster than plain JavaScript', 'x', ratios(result, names.plain, names.engine), { atLeast: 3 }),
    ...(hasBrian2
      ? [figure('engine faster than Brian2', 'x', ratios(result, names.brian2, names.engine), { atLeast: 1.5 })]
      : []),
    figure('run$ costs beside bare steps', '%', percent(names.stream, names.engine)),
    figure('statistics cost', '%', percent(names.statistics, names.stream)),
    figure('recording all spikes costs', '%', percent(names.recorded, names.statistics), { atMost: 10 }),
    figure('recording costs per step', 'us', extra),
    figure('--record costs, of the whole command', '%', percent(names.commandRecorded, names.command)),
  ];
}

export const cubaSuite: Suite = {
  name: 'cuba',
  about: `${SIZE.toLocaleString('en')} neurons, one thread`,
  run: async (settings) => {
    build();
    const folder = mkdtempSync(join(tmpdir(), 'neurarium-bench-'));
    const brian2 = brian2Cuba(SIZE, settings.modelSeconds, settings.seed);
    const hasBrian2 = !('absent' in brian2);
    try {
      const all = contestants(settings, folder);
      const result = await interleave(hasBrian2 ? [...all, brian2] : all, settings.rounds);
      checkRates(result);
      const rate = runsOf(result, names.statistics)[0]!.rate!;
      return findings(result, figuresOf(result, hasBrian2), [
        `${settings.modelSeconds} s of model time; the engine's network fires at ${rate.toFixed(2)} Hz`,
        hasBrian2 ? brian2.about : brian2.absent,
      ]);
    } finally {
      if (hasBrian2) brian2.dispose();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
