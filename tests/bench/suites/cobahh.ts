/** The balanced network of Hodgkin-Huxley neurons, bound by exponentials; Brian2's C++ with the same integrator beside it. */
import { simulate } from '../../../engine/index.ts';
import cobahh from '../../../scenarios/cobahh.ts';
import { type Contestant, interleave, type Measured, type Result, ratios } from '../interleave.ts';
import { figure } from '../report.ts';
import { findings, host, type Suite, timed } from '../suite.ts';
import { brian2Program } from '../yardsticks/brian2.ts';

const SIZE = 4000;
const MODEL_SECONDS = 1;
const STEPS = MODEL_SECONDS * 10_000;
/** Hz, from the start on; a contestant outside has other neurons. */
const RATES = [32, 50] as const;

/** Compiled anew for each run, which is not timed: a run on from where it was would have other spikes. */
function engine(seed: number): Contestant {
  const run = (): Measured => {
    const simulation = simulate(cobahh, { host, seed, controls: { size: SIZE } });
    let spikes = 0;
    for (const name of simulation.populationNames)
      simulation.population(name).spikes$.subscribe(({ count }) => {
        spikes += count;
      });
    const seconds = timed(() => simulation.step(STEPS));
    simulation.dispose();
    return { seconds, rate: spikes / SIZE / MODEL_SECONDS };
  };
  return { name: 'engine', run };
}

/** @throws Error where a contestant is not the network it stands for */
function checkRates({ standings }: Result): void {
  for (const { name, runs } of standings) {
    const wrong = runs.find(({ rate }) => !(rate! >= RATES[0] && rate! <= RATES[1]));
    if (wrong !== undefined) throw new Error(`${name} fires at ${wrong.rate} Hz, expected ${RATES.join(' to ')} Hz`);
  }
}

export const cobahhSuite: Suite = {
  name: 'cobahh',
  about: `${SIZE.toLocaleString('en')} Hodgkin-Huxley neurons, ${MODEL_SECONDS} s of model time, exponential Euler, one thread`,
  run: async ({ rounds, seed }) => {
    const args = [SIZE, MODEL_SECONDS, seed];
    const brian2 = brian2Program({ script: 'cobahh_brian2.py', args, neurons: SIZE, modelSeconds: MODEL_SECONDS });
    const hasBrian2 = !('absent' in brian2);
    try {
      const own = engine(seed);
      const result = await interleave(hasBrian2 ? [own, brian2] : [own], rounds);
      checkRates(result);
      const figures = result.standings.flatMap(({ name, seconds }) => [
        figure(name, 's', seconds),
        figure(
          `${name}, per neuron and step`,
          'ns',
          seconds.map((each) => (each / SIZE / STEPS) * 1e9),
        ),
      ]);
      if (hasBrian2) {
        figures.push(figure('engine faster than Brian2', 'x', ratios(result, brian2.name, own.name), { atLeast: 1.3 }));
      }
      const rates = result.standings.map(({ name, runs }) => `${name} ${runs[0]!.rate?.toFixed(1)} Hz`);
      return findings(result, figures, [rates.join('; '), hasBrian2 ? brian2.about : brian2.absent]);
    } finally {
      if (hasBrian2) brian2.dispose();
    }
  },
};
