/** Leaves out the instructions that no effect needs. The order of the others stays. */
import { type Id, type Instruction, operandsOf, type Program, renameOperands } from '../kernels/ir.ts';

/** The same instruction with every operand renamed. One array per distinct matrix, so that its entries are seen to be of one exponential. */
export function renamed(
  instruction: Instruction,
  name: (id: Id) => Id,
  matrices: Map<readonly Id[], readonly Id[]>,
): Instruction {
  if (instruction.op !== 'expm') return renameOperands(instruction, name);
  const matrix = matrices.get(instruction.matrix) ?? instruction.matrix.map(name);
  matrices.set(instruction.matrix, matrix);
  return { ...instruction, matrix };
}

/** The program without what no store or spike uses; of the stores only those that `keeps` says yes to. */
export function prune(program: Program, keeps: (effect: Instruction) => boolean = () => true): Program {
  const { instructions } = program;
  const needed = new Uint8Array(instructions.length);
  for (let id = instructions.length - 1; id >= 0; id--) {
    const instruction = instructions[id]!;
    const effect = instruction.op === 'store' || instruction.op === 'spike';
    if (effect && keeps(instruction)) needed[id] = 1;
    if (needed[id] === 1) for (const operand of operandsOf(instruction)) needed[operand] = 1;
  }
  const names = new Map<Id, Id>();
  const matrices = new Map<readonly Id[], readonly Id[]>();
  const kept: Instruction[] = [];
  instructions.forEach((instruction, id) => {
    if (needed[id] !== 1) return;
    names.set(id, kept.length);
    kept.push(renamed(instruction, (operand) => names.get(operand)!, matrices));
  });
  return { instructions: kept };
}
