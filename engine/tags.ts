/**
 * The tags of the neural network zoo for a network: computed from its description where they can be, else as its models declare them.
 * Compiles nothing.
 */
import { type ConnectionTags, connectionTags } from './connection-tags.ts';
import { lowerModel } from './equations/index.ts';
import type { LoweredModel } from './kernels/ir.ts';
import type { Model } from './model.ts';
import type { Activation, CellFunction, Complexity } from './model-tags.ts';
import type { Network } from './network.ts';
import type { Learner } from './training/index.ts';

export interface CellTags {
  /** What a model declares, else: nothing leads into an input, nothing leads out of an output to another population. */
  readonly function: readonly CellFunction[];
  /** Whether its own equations draw random numbers. */
  readonly behaviour: 'deterministic' | 'probabilistic';
  readonly complexity: Complexity;
  /** null where a model declares none. */
  readonly activation: Activation | null;
  readonly signal: 'spike' | 'value';
  /** What of its spikes tells a number: their amplitude, or how often they come; null where it does not spike. */
  readonly coding: 'amplitude' | 'frequency' | null;
}

/**
 * 3G: spiking cells that integrate over time. 2G-prob: Boltzmann machines, where chance decides what a threshold would. 1G: all answers
 * are thresholds. 2G: the others. After Maass 1997, Neural Netw 10:1659, who counts Boltzmann machines among the first.
 */
export type Generation = '1G' | '2G' | '2G-prob' | '3G';

export interface NetworkTags {
  readonly generation: Generation;
  /** By the name of the population. */
  readonly cells: Readonly<Record<string, CellTags>>;
  /** By the name of the projection. */
  readonly connections: Readonly<Record<string, ConnectionTags>>;
}

/** `learners`: what is trained is theirs to say. @throws NeurariumError where a model's equations cannot be read */
export function networkTags(network: Network, learners: readonly Learner[] = []): NetworkTags {
  const functionOf = functions(network);
  const described = network.populations.map(({ name, model }) => {
    const lowered = lowerModel(model);
    const byGraph = functionOf(name);
    return { name, lowered, byGraph, tags: cellTags(model, lowered, byGraph) };
  });
  return {
    generation: generationOf(described),
    cells: Object.fromEntries(described.map(({ name, tags }) => [name, tags])),
    connections: connectionTags(network, learners),
  };
}

function cellTags({ tags = {}, spike }: Model, { step }: LoweredModel, byGraph: CellFunction): CellTags {
  const draws = step.instructions.some(({ op }) => op === 'uniform' || op === 'normal' || op === 'poisson');
  return {
    function: tags.function ?? [byGraph],
    behaviour: draws ? 'probabilistic' : 'deterministic',
    complexity: tags.complexity ?? 'plain',
    activation: tags.activation ?? (spike === undefined ? null : 'threshold'),
    signal: spike === undefined ? 'value' : 'spike',
    coding: spike === undefined ? null : spike.amplitude === undefined ? 'frequency' : 'amplitude',
  };
}

function functions({ projections, drives }: Network): (name: string) => CellFunction {
  const others = projections.filter(({ from, to }) => from !== to);
  const fed = new Set([...others, ...drives].map(({ to }) => to));
  const feeding = new Set(others.map(({ from }) => from));
  const own = new Set(projections.filter(({ from, to }) => from === to).map(({ from }) => from));
  return (name) => {
    if (!fed.has(name) && !own.has(name) && feeding.has(name)) return 'input';
    return fed.has(name) && !feeding.has(name) && !own.has(name) ? 'output' : 'hidden';
  };
}

interface Described {
  readonly lowered: LoweredModel;
  readonly byGraph: CellFunction;
  readonly tags: CellTags;
}

function generationOf(populations: readonly Described[]): Generation {
  const answering = populations.filter(({ byGraph }) => byGraph !== 'input');
  const integrates = ({ lowered, tags }: Described) =>
    tags.signal === 'spike' && lowered.step.instructions.some((one) => one.op === 'load' && one.from === 'state');
  if (answering.some(integrates)) return '3G';
  const isDecidedByChance = ({ behaviour, activation }: CellTags) =>
    behaviour === 'probabilistic' && (activation === 'threshold' || activation === 'sigmoid' || activation === 'softmax');
  const tags = answering.map((one) => one.tags);
  if (tags.some(isDecidedByChance)) return '2G-prob';
  const bent = tags.filter(({ activation }) => activation !== null && activation !== 'linear');
  return bent.length > 0 && bent.every(({ activation }) => activation === 'threshold') ? '1G' : '2G';
}
