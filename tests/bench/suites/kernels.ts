/** Single kernels: state updates, functions, delivery of spikes. */
import {
  defineCell,
  fixedInDegree,
  type Network,
  network,
  type Precision,
  type Simulation,
  uniform,
} from '../../../engine/index.ts';
import { lif, lifConductance, poisson } from '../../../models/index.ts';
import { interleave, type Result, runsOf } from '../interleave.ts';
import { figure } from '../report.ts';
import { findings, nanoseconds, ready, type Suite, stepping, timed } from '../suite.ts';

const CELLS = 4096;
const STEPS = 5000;

/** One exp for each cell and step; its values stay between 0.3 and 1. */
const exponential = defineCell({
  name: 'exponential',
  source: 'y = exp(-y), whose fixed point is the omega constant',
  state: { y: { unit: '1', initial: 0, doc: 'the last value' } },
  equations: "y' = exp(-y)",
});

function alone(population: Parameters<typeof network>[0][string], precision: Precision, seed: number): Simulation {
  return ready(network({ cells: population }, []), 0.1, seed, precision);
}

function nanosecondsOf(result: Result, name: string): number[] {
  return runsOf(result, name).map(nanoseconds);
}

export const kernelsSuite: Suite = {
  name: 'kernels',
  about: `${CELLS.toLocaleString('en')} cells without connections, ${STEPS.toLocaleString('en')} steps`,
  run: async ({ rounds, seed }) => {
    const start = { v: uniform('-60 mV', '-50 mV') };
    const amount = CELLS * STEPS;
    const one = (name: string, simulation: Simulation) => stepping(name, simulation, STEPS, amount);
    const all = [
      one('lif, float64', alone(lif.of(CELLS, start), 'float64', seed)),
      one('lif, float32', alone(lif.of(CELLS, start), 'float32', seed)),
      one('lifConductance, float64', alone(lifConductance.of(CELLS, start), 'float64', seed)),
      one('lifConductance, float32', alone(lifConductance.of(CELLS, start), 'float32', seed)),
      one('exp, float64', alone(exponential.of(CELLS), 'float64', seed)),
      one('exp, float32', alone(exponential.of(CELLS), 'float32', seed)),
      one('poisson', alone(poisson.of(CELLS), 'float64', seed)),
    ];
    const result = await interleave(all, rounds);
    return findings(
      result,
      all.map(({ name }) => figure(name, 'ns per cell', nanosecondsOf(result, name))),
    );
  },
};

const SOURCES = 12_500;
const IN_DEGREE = 400;
const DELIVERY_STEPS = 100;

/** A tenth of the sources spikes in each step; the targets rest. */
function fan(kind: 'none' | 'counts' | 'weights' | 'delays'): Network {
  const populations = { S: poisson.of(SOURCES, { rate: '1000 Hz' }), T: lif.of(SOURCES, { vRest: '-60 mV' }) };
  const onto = { from: 'S', to: 'T', port: 'excitatory', wiring: fixedInDegree(IN_DEGREE) } as const;
  switch (kind) {
    case 'none':
      return network(populations, []);
    case 'counts':
      return network(populations, [{ ...onto, weight: '0 mV' }]);
    case 'weights':
      return network(populations, [{ ...onto, weight: uniform('-0.001 mV', '0.001 mV') }]);
    case 'delays':
      return network(populations, [{ ...onto, weight: '0 mV', delay: uniform('0 ms', '1.5 ms') }]);
    default:
      return kind satisfies never;
  }
}

const kinds = {
  counts: 'shared weight',
  weights: 'weight of its own',
  delays: 'shared weight, delay of its own',
} as const;

/** What the populations take by themselves is measured in the same rounds and taken off. */
export const deliverySuite: Suite = {
  name: 'delivery',
  about: `${SOURCES.toLocaleString('en')} sources onto as many targets, ${IN_DEGREE} synapses each, a tenth spiking in each step`,
  run: async ({ rounds, seed }) => {
    const made = (kind: Parameters<typeof fan>[0]) => {
      const simulation = ready(fan(kind), 0.1, seed);
      return {
        bytes: simulation.plan.map.bytes,
        synapses: simulation.plan.synapses,
        contestant: {
          name: kind,
          run: () => {
            const before = simulation.synapticEvents;
            const seconds = timed(() => simulation.step(DELIVERY_STEPS));
            return { seconds, amount: simulation.synapticEvents - before };
          },
        },
      };
    };
    const none = made('none');
    const others = Object.keys(kinds).map((kind) => made(kind as keyof typeof kinds));
    const result = await interleave(
      [none, ...others].map(({ contestant }) => contestant),
      rounds,
    );
    const base = runsOf(result, 'none');
    const perEvent = (kind: string) =>
      runsOf(result, kind).map(({ seconds, amount }, round) => ((seconds - base[round]!.seconds) / amount!) * 1e9);
    return findings(result, [
      ...Object.entries(kinds).map(([kind, label]) => figure(label, 'ns per event', perEvent(kind))),
      ...Object.values(kinds).map((label, k) =>
        figure(`memory: ${label}`, 'bytes per synapse', [(others[k]!.bytes - none.bytes) / others[k]!.synapses]),
      ),
    ]);
  },
};
