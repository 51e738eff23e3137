/**
 * A program over the cells of all lanes at one time: stages of one emitted kernel each, reductions between them. Forward steps, their
 * adjoints and losses are such passes. Knows no model.
 */
import type { Layout, Region } from '../compile/index.ts';
import { numberBytes, numbersAt, type Precision } from '../compile/plan.ts';
import {
  type AxisShape,
  alongLane,
  compiledWalk,
  type FixedKernels,
  interpretedWalk,
  type Reduction,
  type Stage,
  stagesOf,
} from '../kernels/index.ts';
import { type Instruction, type LoadFrom, lanesAxis, type Program } from '../kernels/ir.ts';
import type { Along, WalkBinding } from '../kernels/wasm/index.ts';

/** Where a name of the program lies: a number shared by all cells, or an array. */
export interface Place {
  readonly address: number;
  readonly along: Along | 'shared';
}
export type Find = (from: LoadFrom, name: string) => Place;

/** Lanes of `size` cells, `stride` numbers from one lane to the next (whole vectors). */
export interface Lanes {
  readonly lanes: number;
  readonly size: number;
  readonly stride: number;
  readonly precision: Precision;
  readonly dt: number;
  /** By the axes that programs work along. */
  readonly shapes: Readonly<Record<string, AxisShape>>;
  /** int32, raised where a stored number is NaN or infinite. */
  readonly notFinite: Region;
}

/** What passes run on. */
export interface Machine {
  readonly memory: WebAssembly.Memory;
  readonly kernels: FixedKernels;
  readonly backend: 'wasm' | 'interpreter';
}

/** Runs over all lanes; `offset`: bytes before the `entry` arrays of this time. */
export type Pass = (step: number, offset: number) => void;

/** Two uint32, of the program's draws. */
export type DrawKey = readonly [number, number];

export interface PlannedPass {
  make(find: Find, machine: Machine, key?: DrawKey): Pass;
}

export function planPass(program: Program, lanes: Lanes, layout: Layout): PlannedPass {
  const staged = stagesOf(program) ?? { stages: [{ program, reductions: [] }], scratch: [] };
  const rowBytes = lanes.stride * numberBytes(lanes.precision);
  const between = new Map(staged.scratch.map((name) => [name, layout.request('scratch', lanes.lanes * rowBytes)]));
  const indices = new Map(indexAxes(program).map((axis) => [axis, layout.request('scratch', rowBytes)]));
  // What one stage leaves to the next may be anything: an example's NaN that a later stage replaces.
  const unwatched = layout.request('scratch', 4);
  const last = staged.stages.length - 1;
  return {
    make: (find, machine, key) => {
      for (const [axis, region] of indices) fillIndex(region, lanes.shapes[axis]!, lanes, machine.memory);
      const all: Find = (from, name) => {
        if (from === 'index') return { address: indices.get(name)!.address, along: 'cell' };
        const region = from === 'scratch' ? between.get(name) : undefined;
        return region === undefined ? find(from, name) : { address: region.address, along: 'local' };
      };
      const stages = staged.stages.map((stage, k) =>
        stagePass(stage, lanes, all, machine, k === last ? lanes.notFinite : unwatched, key),
      );
      if (stages.length === 1) return stages[0]!;
      return (step, offset) => {
        for (const stage of stages) stage(step, offset);
      };
    },
  };
}

function indexAxes({ instructions }: Program): string[] {
  return [...new Set(instructions.flatMap((one) => (one.op === 'load' && one.from === 'index' ? one.name : [])))];
}

function fillIndex(region: Region, { length, inner }: AxisShape, { stride, precision }: Lanes, memory: WebAssembly.Memory): void {
  const values = numbersAt(memory.buffer, region.address, stride, precision);
  for (let cell = 0; cell < stride; cell++) values[cell] = Math.floor(cell / inner) % length;
}

function stagePass(
  { program, reductions }: Stage,
  lanes: Lanes,
  find: Find,
  machine: Machine,
  notFinite: Region,
  key?: DrawKey,
): Pass {
  const bound = bind(program, lanes, find, notFinite, key);
  const make = machine.backend === 'wasm' ? compiledWalk : interpretedWalk;
  const walk = make(bound.program, bound.binding, { kind: 'lanes', count: lanes.stride }, machine.memory);
  const after = reductions.map((one) => reduce(one, lanes, find, machine));
  return (step, offset) => {
    walk(step, offset, lanes.lanes);
    for (const run of after) run(offset);
  };
}

/** The program with every array under a name of its own, as walks know them. */
function bind(
  program: Program,
  { precision, dt }: Lanes,
  find: Find,
  notFinite: Region,
  key?: DrawKey,
): { program: Program; binding: WalkBinding } {
  const parameters: Record<string, number> = {};
  const state: Record<string, { address: number; along: Along }> = {};
  const placed = (from: LoadFrom, name: string): string => {
    const { address, along } = find(from, name);
    const key = `${from} ${name}`;
    if (along === 'shared') parameters[key] = address;
    else state[key] = { address, along };
    return key;
  };
  const instructions = program.instructions.map((one): Instruction => {
    if (one.op === 'store')
      return { ...one, to: 'state', name: placed('scratch', one.to === 'state' ? `after ${one.name}` : one.name) };
    if (one.op !== 'load') return one;
    const name = placed(one.from, one.name);
    return { op: 'load', from: name in state ? 'state' : 'parameter', name };
  });
  const binding = { precision, dt, parameters, coefficients: {}, state, notFinite: notFinite.address, ...(key && { key }) };
  return { program: { instructions }, binding };
}

function reduce(
  { kind, axis, from, index, to }: Reduction,
  lanes: Lanes,
  find: Find,
  machine: Machine,
): (offset: number) => void {
  const across = axis === lanesAxis;
  const shape = across ? { outer: 1, length: lanes.lanes, inner: lanes.stride } : lanes.shapes[axis]!;
  const rows = across ? 1 : lanes.lanes;
  const run = alongLane(kind, shape, lanes.precision, machine.memory, machine.kernels);
  const rowBytes = lanes.stride * numberBytes(lanes.precision);
  const source = find(from.of, from.name);
  const chosen = index === null ? source : find(index.of, index.name);
  const target = find('scratch', to).address;
  const begin = ({ address, along }: Place, offset: number) => address + (along === 'entry' ? offset : 0);
  return (offset) => {
    for (let lane = 0; lane < rows; lane++) {
      const row = lane * rowBytes;
      run(begin(source, offset) + row, begin(chosen, offset) + row, target + row);
    }
  };
}
