/** One population of a batch network: its step and, for gradients, the step's adjoint, over all lanes, at any time of the example. */
import type { Layout } from '../compile/index.ts';
import { numberBytes, numbersAt } from '../compile/plan.ts';
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
import type { Binding } from '../kernels/wasm/index.ts';
import type { Surrogate } from '../training/index.ts';
import { type LearningArrays, spikesAt, stateAt } from './arrays.ts';
import { type Find, type Machine, type Pass, type Place, planPass } from './lane-pass.ts';

export interface CellLearning {
  readonly arrays: LearningArrays;
  /** From time t to t + 1. */
  readonly forward: Pass;
  /** Adds to the adjoints of the state at time t; overwrites those of ports and parameters. Null where nothing learns by gradients. */
  readonly backward: Pass | null;
}

export interface PlannedCellLearning {
  readonly arrays: LearningArrays;
  /** `binding`: of the population's own memory. */
  make(machine: Machine, binding: Binding): CellLearning;
}

/** What gradients need to know of a population. */
export interface Differentiation {
  readonly trained: ReadonlySet<string>;
  readonly surrogate: Surrogate;
}

/** @throws NeurariumError for cells that cannot be in lanes: those that are refractory; those that move in turn, see turn-learning.ts */
export function planCellLearning(
  arrays: LearningArrays,
  differentiation: Differentiation | null,
  layout: Layout,
): PlannedCellLearning {
  const { population } = arrays;
  refuse(arrays);
  const { step, coefficients } = population.lowered;
  const adjoint =
    differentiation && within(`population ${population.name}`, () => adjointOf({ step, coefficients, ...differentiation }));
  const [forward, backward] = [planPass(withSpikes(step), arrays, layout), adjoint && planPass(adjoint, arrays, layout)];
  return {
    arrays,
    make: (machine, { key }) => {
      const find = finder(arrays);
      const back = backward?.make(find, machine, key) ?? null;
      return {
        arrays,
        forward: forward.make(find, machine, key),
        backward: back !== null && acrossLanes(step) ? usedOnly(back, arrays, machine) : back,
      };
    },
  };
}

function acrossLanes(step: Program): boolean {
  return axesOf(step).includes(lanesAxis);
}

/** What lanes give each other is not given to those that a smaller batch leaves unused. */
function usedOnly(back: Pass, { adjoints, precision, stride, lanes }: LearningArrays, { memory, examples }: Machine): Pass {
  const numbers = numbersAt(memory.buffer, 0, memory.buffer.byteLength / numberBytes(precision), precision);
  const clear = (address: number) => {
    const first = address / numberBytes(precision);
    numbers.fill(0, first + examples() * stride, first + lanes * stride);
  };
  const { state, ports, parameters } = adjoints!;
  const entries = [...Object.values(state), ...Object.values(ports)];
  return (step, offset) => {
    back(step, offset);
    for (const { address } of entries) clear(address + offset);
    for (const { address } of Object.values(parameters)) clear(address);
  };
}

function refuse({ population: { name, lowered, turns, model }, lanes }: LearningArrays): void {
  if (acrossLanes(lowered.step) && lanes < 2) {
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
    message: `model ${model.name} ${what}, and ${turns === null ? 'batches of examples' : 'gradients'} do not go through that`,
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
function finder(arrays: LearningArrays): Find {
  const { population, slotBytes, adjoints } = arrays;
  const entries = new Map<string, Place>();
  const entry = (name: string, address: number) => entries.set(name, { address, along: 'entry' });
  for (const name of Object.keys(arrays.state)) {
    entry(`state ${name}`, stateAt(arrays, name, 0));
    entry(`scratch ${afterStep(name)}`, stateAt(arrays, name, 1));
  }
  for (const [name, { address }] of Object.entries(arrays.ports)) entry(`port ${name}`, address);
  if (arrays.spikes !== null) entry(`scratch ${spikesOfStep}`, spikesAt(arrays, 1));
  if (adjoints !== null) {
    for (const [name, { address }] of Object.entries(adjoints.state)) {
      entry(`scratch ${adjointBefore(name)}`, address);
      entry(`scratch ${adjointAfter(name)}`, address + slotBytes);
    }
    for (const [name, { address }] of Object.entries(adjoints.ports)) entry(`scratch ${adjointOfPort(name)}`, address);
    if (adjoints.spikes !== null) entry(`scratch ${adjointOfSpikes}`, adjoints.spikes.address + slotBytes);
    for (const [name, { address }] of Object.entries(adjoints.parameters))
      entries.set(`scratch ${adjointOfParameter(name)}`, { address, along: 'local' });
  }
  return (from, name) => {
    if (from !== 'parameter' && from !== 'coefficient') return entries.get(`${from} ${name}`)!;
    const { region, perCell } = (from === 'parameter' ? population.parameters : population.coefficients)[name]!;
    return { address: region.address, along: perCell ? 'cell' : 'shared' };
  };
}
