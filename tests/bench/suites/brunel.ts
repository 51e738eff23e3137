/** Brunel's network at full size: synaptic events per second, beside Brian2's C++. */
import { describeScenario, simulate } from '../../../engine/index.ts';
import brunel from '../../../scenarios/brunel.ts';
import { type Contestant, interleave, type Measured, type Result, runsOf } from '../interleave.ts';
import { figure } from '../report.ts';
import { findings, host, type Suite, timed } from '../suite.ts';
import { brian2Program } from '../yardsticks/brian2.ts';

const NEURONS = 12_500;
/** Synapses of a neuron onto all others, on average. */
const TARGETS = 1250;
const [G, ETA] = [5, 2];
/** Hz; the published regime of the network, for all contestants. */
const RATES = [33, 41] as const;
const brian2Name = 'Brian2, C++ standalone';

/** Compiled anew for each run, which is not timed: a run on from where it was would have other spikes. */
function engine(modelSeconds: number, seed: number): Contestant {
  const steps = modelSeconds * 10_000;
  return {
    name: 'engine',
    run: (): Measured => {
      const simulation = simulate(brunel, { host, seed, controls: { g: G, eta: ETA } });
      const seconds = timed(() => simulation.step(steps));
      const amount = simulation.synapticEvents;
      simulation.dispose();
      return { seconds, amount, rate: amount / TARGETS / NEURONS / modelSeconds };
    },
  };
}

/** @throws Error where a contestant is not the network it stands for */
function checkRates({ standings }: Result): void {
  for (const { name, runs } of standings) {
    const wrong = runs.find(({ rate }) => !(rate! >= RATES[0] && rate! <= RATES[1]));
    if (wrong !== undefined) throw new Error(`${name} fires at ${wrong.rate} Hz, expected ${RATES.join(' to ')} Hz`);
  }
}

/** Millions of synaptic events in a second of wall time, run by run. `perAmount`: events for each of `amount`. */
function millionsPerSecond(result: Result, name: string, perAmount: number): number[] {
  return runsOf(result, name).map(({ seconds, amount }) => (amount! * perAmount) / seconds / 1e6);
}

export const brunelSuite: Suite = {
  name: 'brunel',
  about: `${NEURONS.toLocaleString('en')} neurons, ${((NEURONS * TARGETS) / 1e6).toFixed(1)} M synapses, Poisson drive, one thread`,
  run: async ({ seed, rounds }) => {
    const modelSeconds = 1;
    const args = [modelSeconds, seed, G, ETA];
    const brian2 = brian2Program({ script: 'brunel_brian2.py', args, neurons: NEURONS, modelSeconds });
    const hasBrian2 = !('absent' in brian2);
    try {
      const own = engine(modelSeconds, seed);
      const result = await interleave(hasBrian2 ? [own, brian2] : [own], rounds);
      checkRates(result);
      const ours = millionsPerSecond(result, own.name, 1);
      const theirs = hasBrian2 ? millionsPerSecond(result, brian2Name, TARGETS) : [];
      const figures = [
        ...result.standings.map(({ name, seconds }) => figure(name, 's', seconds)),
        figure('engine, synaptic events', 'M/s', ours),
        ...(hasBrian2
          ? [
              figure(`${brian2Name}, synaptic events`, 'M/s', theirs),
              figure(
                'engine, events faster than Brian2',
                'x',
                ours.map((events, round) => events / theirs[round]!),
                { atLeast: 5 },
              ),
            ]
          : []),
      ];
      const { g, eta } = describeScenario(brunel, { controls: { g: G, eta: ETA } }).controls;
      return findings(result, figures, [
        `${modelSeconds} s of model time at g = ${g}, eta = ${eta}`,
        hasBrian2 ? brian2.about : brian2.absent,
      ]);
    } finally {
      if (hasBrian2) brian2.dispose();
    }
  },
};
