/** One population while it learns: its step and the step's adjoint, over all lanes, at any time of the example. */
import type { Layout } from '../compile/index.ts';
import {
  adjointAfter,
  adjointBefore,
  adjointOf,
  adjointOfParameter,
  adjointOfPort,
  adjointOfSpikes,
  afterStep,
  spikesOfStep,
} from '../equations/index.ts';
import { NeurariumError, within } from '../errors.ts';
import { ProgramBuilder } from '../kernels/builder.ts';
import { axesOf, type Id, type Instruction, lanesAxis, type Program, renameOperands } from '../kernels/ir.ts';
import type { Surrogate } from '../training/index.ts';
import type { LearningArrays } from './arrays.ts';
import { type Find, type Machine, type Pass, type Place, planPass } from './lane-pass.ts';

export interface CellLearning {
  readonly arrays: LearningArrays;
  /** From time t to t + 1. */
  readonly forward: Pass;
  /** Adds to the adjoints of the state at time t; overwrites those of ports and parameters. */
  readonly backward: Pass;
}

export interface PlannedCellLearning {
  readonly arrays: LearningArrays;
  /** `key`: Philox key of the population's draws. */
  make(machine: Machine, key: readonly [number, number]): CellLearning;
}

/** @throws NeurariumError for cells that cannot learn by gradients: those that are refractory, or move in turn */
export function planCellLearning(
  arrays: LearningArrays,
  trained: ReadonlySet<string>,
  surrogate: Surrogate,
  layout: Layout,
): PlannedCellLearning {
  const { population } = arrays;
  refuse(arrays);
  const { step, coefficients } = population.lowered;
  const adjoint = within(`population ${population.name}`, () => adjointOf({ step, coefficients, trained, surrogate }));
  const [forward, backward] = [planPass(withSpikes(step), arrays, layout), planPass(adjoint, arrays, layout)];
  return {
    arrays,
    make: (machine, key) => {
      const find = finder(arrays);
      return { arrays, forward: forward.make(find, machine, key), backward: backward.make(find, machine, key) };
    },
  };
}

function refuse({ population: { name, lowered, turns, model }, lanes }: LearningArrays): void {
  if (axesOf(lowered.step).includes(lanesAxis) && lanes < 2) {
    throw new NeurariumError({
      code: 'description',
      message: `model ${model.name} compares examples of a batch, but batches have one, expected at least 2`,
      where: `population ${name}`,
    });
  }
  const what = lowered.refractory
    ? 'is refractory'
    : lowered.poissonMeans.length > 0
      ? 'draws Poisson numbers'
      : turns !== null
        ? 'moves in turn'
        : null;
  if (what === null) return;
  throw new NeurariumError({
    code: 'description',
    message: `model ${model.name} ${what}, and gradients do not go through that yet`,
    where: `population ${name}`,
  });
}

/** The step with its spikes as numbers in an array. */
function withSpikes(step: Program): Program {
  const builder = new ProgramBuilder();
  const names: Id[] = [];
  for (const one of step.instructions) {
    const instruction = renameOperands(one, (id) => names[id]!);
    names.push(instruction.op === 'spike' ? storeSpikes(builder, instruction) : builder.push(instruction));
  }
  return builder.program();
}

function storeSpikes(builder: ProgramBuilder, { mask, amplitude }: Extract<Instruction, { op: 'spike' }>): Id {
  const spike = builder.select(mask, amplitude ?? builder.constant(1), builder.constant(0));
  return builder.push({ op: 'store', to: 'scratch', name: spikesOfStep, a: spike });
}

/** Where the programs find their arrays; what is after the step lies one time later. */
function finder({ population, slotBytes, ...arrays }: LearningArrays): Find {
  const entries = new Map<string, Place>();
  const entry = (name: string, address: number) => entries.set(name, { address, along: 'entry' });
  for (const [name, { address }] of Object.entries(arrays.state)) {
    entry(`state ${name}`, address);
    entry(`scratch ${afterStep(name)}`, address + slotBytes);
  }
  for (const [name, { address }] of Object.entries(arrays.stateAdjoints)) {
    entry(`scratch ${adjointBefore(name)}`, address);
    entry(`scratch ${adjointAfter(name)}`, address + slotBytes);
  }
  for (const [name, { address }] of Object.entries(arrays.ports)) entry(`port ${name}`, address);
  for (const [name, { address }] of Object.entries(arrays.portAdjoints)) entry(`scratch ${adjointOfPort(name)}`, address);
  if (arrays.spikes !== null) {
    entry(`scratch ${spikesOfStep}`, arrays.spikes.values.address + slotBytes);
    entry(`scratch ${adjointOfSpikes}`, arrays.spikes.adjoints.address + slotBytes);
  }
  for (const [name, { address }] of Object.entries(arrays.parameterAdjoints))
    entries.set(`scratch ${adjointOfParameter(name)}`, { address, along: 'local' });
  return (from, name) => {
    if (from !== 'parameter' && from !== 'coefficient') return entries.get(`${from} ${name}`)!;
    const { region, perCell } = (from === 'parameter' ? population.parameters : population.coefficients)[name]!;
    return { address: region.address, along: perCell ? 'cell' : 'shared' };
  };
}
