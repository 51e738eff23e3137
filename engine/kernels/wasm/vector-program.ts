/**
 * Turns a kernel program into the form that is emitted: calls replaced by what they compute where that pays, masks folded into the
 * operations that use them, constant parts told apart. Every rewriting keeps all result bits. Knows no byte of the output.
 */
import { ProgramBuilder } from '../builder.ts';
import { functionPrograms } from '../functions/index.ts';
import { type Id, type Instruction, operandsOf, type Program, renameOperands, valueKind } from '../ir.ts';

/** `andNot`: a and not b. `keep`: a where the mask holds, else +0. `drop`: +0 where the mask holds, else a. */
export type VectorInstruction =
  | Instruction
  | { readonly op: 'andNot'; readonly a: Id; readonly b: Id }
  | { readonly op: 'keep' | 'drop'; readonly a: Id; readonly mask: Id };

export type VectorProgram = readonly VectorInstruction[];

/** The instructions that an instruction uses. */
export function operands(instruction: VectorInstruction): readonly Id[] {
  switch (instruction.op) {
    case 'keep':
    case 'drop':
      return [instruction.a, instruction.mask];
    case 'andNot':
      return [instruction.a, instruction.b];
    default:
      return operandsOf(instruction);
  }
}

/** The same instruction with its operands renamed. */
function renamed<T extends VectorInstruction>(instruction: T, to: (id: Id) => Id): T;
function renamed(instruction: VectorInstruction, to: (id: Id) => Id): VectorInstruction {
  switch (instruction.op) {
    case 'keep':
    case 'drop':
      return { ...instruction, mask: to(instruction.mask), a: to(instruction.a) };
    case 'andNot':
      return { ...instruction, a: to(instruction.a), b: to(instruction.b) };
    default:
      return renameOperands(instruction, to);
  }
}

/**
 * The program with equal instructions shared, so that each port is read once. With `inline`, the functions' programs stand in the place
 * of their calls, to any depth: only right where the run's precision is float64. A `heaviside` is a choice. `result` stands for the last
 * instruction.
 */
export function flatten(program: Program, inline: boolean): { program: Program; result: Id } {
  const target = new ProgramBuilder();
  const result = append(program.instructions, [], target, inline);
  return { program: target.program(), result };
}

function append(source: readonly Instruction[], args: readonly Id[], target: ProgramBuilder, inline: boolean): Id {
  const names: Id[] = [];
  const to = (id: Id) => names[id]!;
  for (const instruction of source) {
    if (instruction.op === 'argument' && args.length > 0) names.push(args[instruction.index]!);
    else if (instruction.op === 'heaviside') {
      const zero = target.constant(0);
      names.push(target.select(target.compare('lt', zero, to(instruction.a)), target.constant(1), zero));
    } else if (instruction.op === 'call' && inline) {
      names.push(append(functionPrograms[instruction.function].instructions, instruction.args.map(to), target, inline));
    } else names.push(target.push(renamed(instruction, to)));
  }
  return names.at(-1)!;
}

function isPositiveZero(instruction: Instruction): boolean {
  return instruction.op === 'const' && Object.is(instruction.value, 0);
}

/** Replaces `not` by operations that take the inverse, and a choice against +0 by a single `and`. */
export function foldMasks(program: Program): VectorProgram {
  const { instructions } = program;
  const inverse = (id: Id): Id | undefined => {
    const instruction = instructions[id]!;
    return instruction.op === 'not' ? instruction.a : undefined;
  };
  const fold = (instruction: Instruction): VectorInstruction => {
    if (instruction.op === 'and') {
      const { a, b } = instruction;
      const notB = inverse(b);
      if (notB !== undefined) return { op: 'andNot', a, b: notB };
      const notA = inverse(a);
      return notA === undefined ? instruction : { op: 'andNot', a: b, b: notA };
    }
    if (instruction.op !== 'select') return instruction;
    const inner = inverse(instruction.mask);
    const { mask, a, b } = inner === undefined ? instruction : { mask: inner, a: instruction.b, b: instruction.a };
    if (isPositiveZero(instructions[b]!)) return { op: 'keep', a, mask };
    if (isPositiveZero(instructions[a]!)) return { op: 'drop', a: b, mask };
    return { op: 'select', mask, a, b };
  };
  return instructions.map(fold);
}

/**
 * Adds to the program what its instructions yield where `mask` holds for no cell, with the choices by it left out.
 * `quiet[id]` is the instruction that then stands for `id`; it is `id` itself where nothing hangs on the mask.
 */
export function withoutMask(program: VectorProgram, mask: Id): { program: VectorProgram; quiet: readonly Id[] } {
  const extended = [...program];
  const quiet: Id[] = [];
  const add = (instruction: VectorInstruction) => extended.push(instruction) - 1;
  const to = (id: Id) => quiet[id]!;
  program.forEach((instruction, id) => {
    const chosen = 'mask' in instruction && instruction.mask === mask ? instruction.op : null;
    if (instruction.op === 'select' && chosen !== null) quiet.push(to(instruction.b));
    else if (instruction.op === 'drop' && chosen !== null) quiet.push(to(instruction.a));
    else if (instruction.op === 'keep' && chosen !== null) quiet.push(add({ op: 'const', value: 0 }));
    else if (
      valueKind(instruction as Instruction) !== 'none' &&
      operands(instruction).some((operand) => to(operand) !== operand)
    ) {
      quiet.push(add(renamed(instruction, to)));
    } else quiet.push(id);
  });
  return { program: extended, quiet };
}

/** How many times what the roots need uses each instruction; a root counts as one use. So 0 means not needed. */
export function countUses(program: VectorProgram, roots: readonly Id[]): Int32Array {
  const uses = new Int32Array(program.length);
  for (const root of roots) uses[root]! += 1;
  for (let id = program.length - 1; id >= 0; id--) {
    if (uses[id] === 0) continue;
    for (const operand of operands(program[id]!)) uses[operand]! += 1;
  }
  return uses;
}

/** Which instructions have the same value for all cells and so are computed once before the loop. */
export function findInvariants(program: VectorProgram, isShared: (load: Instruction & { op: 'load' }) => boolean): Uint8Array {
  const invariant = new Uint8Array(program.length);
  program.forEach((instruction, id) => {
    switch (instruction.op) {
      case 'const':
      case 'step':
      case 'dt':
        invariant[id] = 1;
        break;
      case 'load':
        invariant[id] = isShared(instruction) ? 1 : 0;
        break;
      case 'uniform':
      case 'normal':
      case 'poisson':
      case 'refractory':
      case 'argument':
      case 'store':
      case 'spike':
      case 'reduce':
      case 'at':
      case 'expm':
        break;
      default:
        invariant[id] = operands(instruction).every((operand) => invariant[operand] === 1) ? 1 : 0;
    }
  });
  return invariant;
}
