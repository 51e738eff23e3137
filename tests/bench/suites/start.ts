/** From nothing to spikes: compiling networks, and the built command from its start to the first spike of cuba. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compile, describeScenario, simulate } from '../../../engine/index.ts';
import coba from '../../../scenarios/coba.ts';
import cuba from '../../../scenarios/cuba.ts';
import build, { root } from '../../build.ts';
import { runChild } from '../child.ts';
import { type Contestant, interleave, runsOf } from '../interleave.ts';
import { figure } from '../report.ts';
import { findings, host, type Settings, type Suite, timed } from '../suite.ts';

const command = join(root, 'dist', 'cli', 'main.js');

/** Milliseconds of model time to the end of the step in which the first neuron of cuba spikes. */
function firstSpike(seed: number): number {
  const simulation = simulate(cuba, { host, seed });
  let spikes = 0;
  for (const name of simulation.populationNames)
    simulation.population(name).spikes$.subscribe(({ count }) => {
      spikes += count;
    });
  while (spikes === 0) simulation.step();
  simulation.dispose();
  return Number((simulation.nextStep * simulation.dt).toPrecision(12));
}

/** A whole run of the command, including the summary and the exit. */
function whole(name: string, args: readonly string[]): Contestant {
  return { name, run: () => runChild(process.execPath, args) };
}

function compiling(name: string, scenario: typeof cuba, size: number, { seed }: Settings): Contestant {
  return {
    name,
    run: () => {
      let amount = 0;
      const seconds = timed(() => {
        const { network, dt, precision } = describeScenario(scenario, { controls: { size } });
        amount = compile(network, { dt, seed, precision, lanes: 1 }).synapses;
      });
      return { seconds, amount };
    },
  };
}

export const startSuite: Suite = {
  name: 'start',
  about: 'compile, and start the built command',
  run: async (settings) => {
    build();
    if (!existsSync(command)) throw new Error(`${command} is not built: npm run build`);
    const folder = mkdtempSync(join(tmpdir(), 'neurarium-bench-'));
    const until = `${firstSpike(settings.seed)} ms`;
    const run = [command, 'run', 'cuba', '--seed', String(settings.seed), '--json', '--duration'];
    const small = compiling('compile cuba, 4,000 neurons', cuba, 4000, settings);
    const large = compiling('compile cuba, 100,000 neurons', cuba, 100_000, settings);
    const first = whole('the command, from start to the first spike of cuba and to its exit', [...run, until]);
    const listed = whole('neurarium list', [command, 'list']);
    const node = whole('node without any program', ['-e', '0']);
    const recorded = whole('the first 20 ms of cuba, recorded', [...run, '20 ms', '--record', join(folder, 'cuba.mcap')]);
    const all = [small, compiling('compile coba, 4,000 neurons', coba, 4000, settings), large, node, listed, first, recorded];
    try {
      const result = await interleave(all, settings.rounds);
      const milliseconds = (name: string) => runsOf(result, name).map(({ seconds }) => seconds * 1000);
      const perSynapse = runsOf(result, large.name).map(({ seconds, amount }) => (seconds / amount!) * 1e9);
      return findings(
        result,
        [
          ...all.map(({ name }) => figure(name, 'ms', milliseconds(name), name === first.name ? { atMost: 1000 } : null)),
          figure(large.name, 'ns per synapse', perSynapse),
        ],
        [`the first spike falls in the step that ends at ${until}`],
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
