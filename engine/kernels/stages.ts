/**
 * Cuts a step at what needs other cells: each stage runs over all cells, then reductions run, then the next stage. A program without
 * reductions has no stages. It knows no memory: what stages leave to each other has names, bound like state.
 */
import { ProgramBuilder } from './builder.ts';
import { type Id, type Instruction, operandsOf, type Program, type ReduceKind, renameOperands, valueKind } from './ir.ts';

/** An array of a population: a state variable, or what a stage stored. */
export interface ArrayName {
  readonly of: 'state' | 'scratch';
  readonly name: string;
}

/** What runs after a stage. `index`: for `at` alone. `to` is a scratch array. */
export interface Reduction {
  readonly kind: ReduceKind | 'at';
  readonly axis: string;
  readonly from: ArrayName;
  readonly index: ArrayName | null;
  readonly to: string;
}

export interface Stage {
  readonly program: Program;
  readonly reductions: readonly Reduction[];
}

/** Only the first stage reads ports, and only the last one stores state and spikes. */
export interface StagedProgram {
  readonly stages: readonly Stage[];
  /** Names of the scratch arrays. */
  readonly scratch: readonly string[];
}

export function stagesOf({ instructions }: Program): StagedProgram | null {
  if (!instructions.some(reachesOthers)) return null;
  return new Cutter(instructions).cut();
}

type Reaching = Extract<Instruction, { op: 'reduce' | 'at' }>;

function reachesOthers(instruction: Instruction): instruction is Reaching {
  return instruction.op === 'reduce' || instruction.op === 'at';
}

/** How many reductions stand before each value: the stage in which it can first be computed. */
function depths(instructions: readonly Instruction[]): number[] {
  const found: number[] = [];
  for (const instruction of instructions) {
    const below = operandsOf(instruction).reduce((most, operand) => Math.max(most, found[operand]!), 0);
    found.push(reachesOthers(instruction) ? below + 1 : below);
  }
  return found;
}

class Cutter {
  readonly #instructions: readonly Instruction[];
  readonly #depths: readonly number[];
  readonly #builders: readonly ProgramBuilder[];
  /** By stage: where its program has an instruction of the whole one. */
  readonly #places: readonly Map<Id, Id>[];
  /** Stage that computes a value. */
  readonly #home = new Map<Id, number>();
  readonly #scratch = new Set<string>();

  constructor(instructions: readonly Instruction[]) {
    this.#instructions = instructions;
    this.#depths = depths(instructions);
    const stages = this.#depths.reduce((most, depth) => Math.max(most, depth), 0) + 1;
    this.#builders = Array.from({ length: stages }, () => new ProgramBuilder());
    this.#places = this.#builders.map(() => new Map());
  }

  cut(): StagedProgram {
    // Inputs are cleared as they are read, so the first stage reads them all.
    this.#instructions.forEach((instruction, id) => {
      if (instruction.op === 'load' && instruction.from === 'port') this.#place(id, 0);
    });
    const reductions = this.#builders.map((_, stage) => this.#reductionsAfter(stage));
    const last = this.#builders.length - 1;
    for (const instruction of this.#instructions) {
      if (valueKind(instruction) !== 'none') continue;
      this.#builders[last]!.push(renameOperands(instruction, (operand) => this.#place(operand, last)));
    }
    const stages = this.#builders.map((builder, stage) => ({ program: builder.program(), reductions: reductions[stage]! }));
    return { stages, scratch: [...this.#scratch] };
  }

  #reductionsAfter(stage: number): Reduction[] {
    return this.#instructions.flatMap((instruction, id) => {
      if (!reachesOthers(instruction) || this.#depths[id] !== stage + 1) return [];
      const about = { axis: instruction.axis, from: this.#array(instruction.a, stage), to: this.#named(`r${id}`) };
      return instruction.op === 'at'
        ? { ...about, kind: 'at', index: this.#array(instruction.b, stage) }
        : { ...about, kind: instruction.kind, index: null };
    });
  }

  /** The value as an array over all cells, complete after the stage. State is stored last, so until then it is its own array. */
  #array(id: Id, stage: number): ArrayName {
    const instruction = this.#instructions[id]!;
    if (instruction.op === 'load' && instruction.from === 'state') return { of: 'state', name: instruction.name };
    if (reachesOthers(instruction)) return { of: 'scratch', name: `r${id}` };
    this.#place(id, stage);
    return { of: 'scratch', name: this.#keep(id) };
  }

  /** Where the stage's program has the value: computed in the first stage that asks, loaded in later ones. */
  #place(id: Id, stage: number): Id {
    const places = this.#places[stage]!;
    const known = places.get(id);
    if (known !== undefined) return known;
    const builder = this.#builders[stage]!;
    const instruction = this.#instructions[id]!;
    let place: Id;
    if (reachesOthers(instruction)) place = builder.load('scratch', `r${id}`);
    else if (isAtHand(instruction) || (this.#home.get(id) ?? stage) === stage) {
      if (!isAtHand(instruction)) this.#home.set(id, stage);
      place = builder.push(renameOperands(instruction, (operand) => this.#place(operand, stage)));
    } else place = builder.load('scratch', this.#keep(id));
    places.set(id, place);
    return place;
  }

  /** Stores a value in the stage that computes it; returns its name. */
  #keep(id: Id): string {
    const name = `v${id}`;
    if (this.#scratch.has(name)) return name;
    // What is at hand in every stage has no home; the first that placed it stores it.
    const stage = this.#home.get(id) ?? this.#places.findIndex((places) => places.has(id));
    this.#builders[stage]!.push({ op: 'store', to: 'scratch', name, a: this.#places[stage]!.get(id)! });
    return this.#named(name);
  }

  #named(name: string): string {
    this.#scratch.add(name);
    return name;
  }
}

/** What every stage gets anew, rather than from an array: it costs nothing, or, being a mask, fits into none. */
function isAtHand(instruction: Instruction): boolean {
  switch (instruction.op) {
    case 'const':
    case 'step':
    case 'dt':
      return true;
    case 'load':
      return instruction.from !== 'port';
    default:
      return valueKind(instruction) === 'mask';
  }
}
