/** How probable a restricted Boltzmann machine finds examples: free energies, and log likelihoods, exact or estimated. */
import { type Numbers, numbersAt, type PopulationPlan, type ValueProjectionPlan } from '../../compile/plan.ts';
import { NeurariumError } from '../../errors.ts';
import { ownMath } from '../../kernels/index.ts';
import type { BatchNetwork } from '../../learning/index.ts';
import { type AnnealingOptions, annealedLogPartition, logPartition, type RestrictedEnergy } from '../../numerics/index.ts';
import type { FreeEnergyMetric } from '../../training/index.ts';
import type { Counter } from './counter.ts';

interface Sums {
  examples: number;
  energy: number;
  /** By visible cell, what examples said; none where nothing is estimated from it. */
  readonly said: Float64Array;
}

/** Of the visible cells and the logits of the hidden ones, as they were in the step that is measured. */
export function freeEnergyCounter(
  { projection, reports, step, annealed }: FreeEnergyMetric,
  network: BatchNetwork,
): Counter<Sums> {
  const { source, variable, target, weights } = network.plan.projections.find(
    ({ name }) => name === projection,
  ) as ValueProjectionPlan;
  const { map, precision } = network.plan;
  const [visible, hidden] = [source, target].map((population) => biasOf(population, network)) as [Numbers, Numbers];
  const said = network.values(source.name, variable);
  const logits = network.values(target.name, 'z');
  const chances = network.values(target.name, 'p');
  const matrix = numbersAt(map.memory.buffer, weights.address, source.size * target.size, precision);
  const machine = { weights: matrix, visible, hidden };
  const logZ = annealed === null ? () => logPartition(machine) : estimated(annealed, machine, network);
  const first = (step ?? 0) * network.batch;
  return {
    nothing: () => ({ examples: 0, energy: 0, said: new Float64Array(annealed === null ? 0 : source.size) }),
    count: ({ length }, _, sums) => {
      for (let lane = 0; lane < length; lane++) {
        const [v, z] = [(first + lane) * said.stride, (first + lane) * logits.stride];
        for (let i = 0; i < source.size; i++) sums.energy -= visible[i]! * said.values[v + i]!;
        for (let i = 0; i < sums.said.length; i++) sums.said[i]! += said.values[v + i]!;
        sums.energy -= softplusSum(logits.values, chances.values, z, target.size);
      }
      sums.examples += length;
    },
    join: (sums, more) => {
      sums.examples += more.examples;
      sums.energy += more.energy;
      for (let i = 0; i < sums.said.length; i++) sums.said[i]! += more.said[i]!;
    },
    value: (sums) => {
      const { examples, energy } = sums;
      if (examples === 0) return null;
      if (reports === 'free-energy') return energy / examples;
      return -energy / examples - logZ(sums);
    },
  };
}

/** From chains that begin where the examples' means are. Asked again of the same, it says the same. */
function estimated(options: AnnealingOptions, machine: RestrictedEnergy, network: BatchNetwork): (sums: Sums) => number {
  let known = { updates: -1, examples: -1, logZ: 0 };
  return ({ examples, said }) => {
    const { updates } = network;
    if (known.updates === updates && known.examples === examples) return known.logZ;
    // As if one example more had said 1, and one 0, of each cell.
    const base = said.map((sum) => ownMath.log((sum + 1) / (examples - sum + 1)));
    known = {
      updates,
      examples,
      logZ: annealedLogPartition(machine, { ...options, base, seed: network.plan.seed }).logPartition,
    };
    return known.logZ;
  };
}

/** Of log(1 + exp(z)), which is the larger of z and 0 less the log of the larger of p and 1 - p: one logarithm for many cells. */
function softplusSum(z: Numbers, p: Numbers, first: number, count: number): number {
  let [sum, product] = [0, 1];
  for (let j = first; j < first + count; j++) {
    if (z[j]! > 0) sum += z[j]!;
    product *= Math.max(p[j]!, 1 - p[j]!);
    if (product > 1e-200) continue;
    sum -= ownMath.log(product);
    product = 1;
  }
  return sum - ownMath.log(product);
}

/** @throws NeurariumError where it is not what the formulas are about */
function biasOf({ name, parameters, size }: PopulationPlan, { plan }: BatchNetwork): Numbers {
  const read = (parameter: string, count: number) =>
    numbersAt(plan.map.memory.buffer, parameters[parameter]!.region.address, count, plan.precision);
  const temperature = read('temperature', 1)[0]!;
  if (temperature !== 1) refuse(`${name} has the temperature ${temperature}, expected 1`);
  return parameters['bias']!.perCell ? read('bias', size) : new Float64Array(size).fill(read('bias', 1)[0]!);
}

function refuse(message: string): never {
  throw new NeurariumError({ code: 'description', message, where: 'metric of free energies' });
}
