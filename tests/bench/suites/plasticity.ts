/** One million plastic synapses: Poisson inputs onto neurons that fire, additive pair rule; Brian2's C++ beside it. */
import { allToAll, type Network, network, uniform } from '../../../engine/index.ts';
import { lifConductance, pairStdp, poissonIntervals } from '../../../models/index.ts';
import { type Contestant, interleave, type Measured, ratios, runsOf } from '../interleave.ts';
import { figure } from '../report.ts';
import { findings, ready, type Settings, type Suite, timed } from '../suite.ts';
import { brian2Program } from '../yardsticks/brian2.ts';

const INPUTS = 10_000;
const NEURONS = 100;
const MODEL_SECONDS = 10;

const names = {
  rule: 'engine',
  static: 'the same without the rule',
  inputs: 'its inputs alone',
  brian2: 'Brian2, C++ standalone',
};

function described(kind: 'rule' | 'static' | 'inputs'): Network {
  const input = poissonIntervals.of(INPUTS, { rate: '15 Hz' });
  if (kind === 'inputs') return network({ input }, []);
  const output = lifConductance.of(NEURONS, {
    capacitance: '100 pF',
    vRest: '-74 mV',
    vThreshold: '-54 mV',
    refractory: '0 ms',
  });
  const weightMax = '0.01 nS';
  const projection = {
    from: 'input',
    to: 'output',
    port: 'excitatory',
    wiring: allToAll(),
    weight: uniform('0 nS', weightMax),
  } as const;
  return network({ input, output }, [kind === 'static' ? projection : { ...projection, rule: pairStdp.of({ weightMax }) }]);
}

function contestant(kind: 'rule' | 'static' | 'inputs', seed: number): Contestant {
  const run = (): Measured => {
    const simulation = ready(described(kind), 0.1, seed);
    let spikes = 0;
    const counted = kind === 'inputs' ? 'input' : 'output';
    simulation.population(counted).spikes$.subscribe(({ count }) => {
      spikes += count;
    });
    const seconds = timed(() => simulation.step(MODEL_SECONDS * 10_000));
    simulation.dispose();
    return { seconds, rate: spikes / (kind === 'inputs' ? INPUTS : NEURONS) / MODEL_SECONDS };
  };
  return { name: names[kind], run };
}

export const plasticitySuite: Suite = {
  name: 'plasticity',
  about: 'a million plastic synapses, 10 s of model time, one thread',
  run: async ({ rounds, seed }: Settings) => {
    const brian2 = brian2Program({
      script: 'stdp_brian2.py',
      args: [INPUTS, MODEL_SECONDS, seed],
      neurons: NEURONS,
      modelSeconds: MODEL_SECONDS,
    });
    const hasBrian2 = !('absent' in brian2);
    try {
      const own = (['rule', 'static', 'inputs'] as const).map((kind) => contestant(kind, seed));
      const result = await interleave(hasBrian2 ? [...own, brian2] : own, rounds);
      const rule = runsOf(result, names.rule);
      const bare = runsOf(result, names.static);
      const figures = [
        ...result.standings.map(({ name, seconds }) =>
          figure(name, 's', seconds, name === names.rule ? { atMost: 1 } : undefined),
        ),
        figure(
          'the rule costs',
          's',
          rule.map(({ seconds }, round) => seconds - bare[round]!.seconds),
        ),
        ...(hasBrian2 ? [figure('engine faster than Brian2', 'x', ratios(result, names.brian2, names.rule))] : []),
      ];
      const rates = result.standings.map(({ name, runs }) => `${name} ${runs[0]!.rate?.toFixed(1)} Hz`);
      return findings(result, figures, [rates.join('; '), hasBrian2 ? brian2.about : brian2.absent]);
    } finally {
      if (hasBrian2) brian2.dispose();
    }
  },
};
