/** Cuts a step program in two: what arrivals do to a cell, and the rest. Knows no port statement, only where their results are. */
import type { Id, Instruction, Program, SplitStep } from '../kernels/ir.ts';
import { prune } from './prune.ts';

/** `arrived`: by state variable, the instruction with its value after the arrivals. */
export function splitStep({ instructions }: Program, arrived: ReadonlyMap<string, Id>): SplitStep | null {
  if (arrived.size === 0 || instructions.some(({ op }) => op === 'reduce' || op === 'at')) return null;
  const pure = instructions.map((one): Instruction => (isEffect(one) ? { op: 'const', value: 0 } : one));
  const stores = Array.from(arrived, ([name, a]): Instruction => ({ op: 'store', to: 'state', name, a }));
  const rest = instructions.slice();
  for (const [name, id] of arrived) rest[id] = { op: 'load', from: 'state', name };
  return { arrivals: prune({ instructions: [...pure, ...stores] }), quiet: prune({ instructions: rest }) };
}

function isEffect({ op }: Instruction): boolean {
  return op === 'store' || op === 'spike';
}
