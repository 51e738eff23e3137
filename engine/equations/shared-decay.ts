/**
 * Traces that do nothing but decay, x(n + 1) = d x(n), need not be stepped: what lies in memory is x over a scale that all cells share, and
 * only the scale decays. Programs read the product, and store the quotient. Knows no memory and no number.
 */
import { type Id, type Instruction, operandsOf, type Program } from '../kernels/ir.ts';
import { prune, renamed } from './prune.ts';

type Load = Instruction & { readonly op: 'load' };

/** By variable, the coefficient that it is multiplied with in each step, where that is all that happens to it and nothing else reads it. */
export function decayingVariables({ instructions }: Program): ReadonlyMap<string, string> {
  const uses = new Int32Array(instructions.length);
  for (const instruction of instructions) for (const operand of operandsOf(instruction)) uses[operand]!++;
  const loadAt = (id: Id, from: Load['from']): Load | null => {
    const instruction = instructions[id]!;
    return instruction.op === 'load' && instruction.from === from ? instruction : null;
  };
  const found = new Map<string, string>();
  for (const store of instructions) {
    if (store.op !== 'store') continue;
    const product = instructions[store.a]!;
    if (product.op !== 'mul' || uses[store.a] !== 1) continue;
    for (const [own, factor] of [
      [product.a, product.b],
      [product.b, product.a],
    ] as const) {
      const coefficient = loadAt(factor, 'coefficient');
      if (loadAt(own, 'state')?.name === store.name && uses[own] === 1 && coefficient !== null)
        found.set(store.name, coefficient.name);
    }
  }
  return found;
}

/** The program without the stores of these variables; null if nothing is left. */
export function withoutStores(program: Program, variables: ReadonlySet<string>): Program | null {
  const rest = prune(program, (effect) => !(effect.op === 'store' && variables.has(effect.name)));
  return rest.instructions.length === 0 ? null : rest;
}

/** The program for variables that lie in memory over their scales. `scales`: by variable, the name of a parameter. */
export function overScales(program: Program, scales: ReadonlyMap<string, string>): Program {
  const instructions: Instruction[] = [];
  const places: Id[] = [];
  const matrices = new Map<readonly Id[], readonly Id[]>();
  const push = (instruction: Instruction): Id => instructions.push(instruction) - 1;
  for (const one of program.instructions) {
    const instruction = renamed(one, (id) => places[id]!, matrices);
    const isLoad = instruction.op === 'load' && instruction.from === 'state';
    const scale = isLoad || instruction.op === 'store' ? scales.get(instruction.name) : undefined;
    if (scale === undefined) {
      places.push(push(instruction));
      continue;
    }
    const by = push({ op: 'load', from: 'parameter', name: scale });
    if (instruction.op === 'store') places.push(push({ ...instruction, a: push({ op: 'div', a: instruction.a, b: by }) }));
    else places.push(push({ op: 'mul', a: push(instruction), b: by }));
  }
  return { instructions };
}
