/** Emits one of the engine's own functions, two float64 arguments' cells at once. Knows no population. */
import { functionArity, functionPrograms } from '../functions/index.ts';
import type { FunctionName, Program } from '../ir.ts';
import type { FunctionSource } from './encoder.ts';
import { FunctionBody } from './function-body.ts';
import type { ModuleBuilder } from './module-builder.ts';
import { unsupported, ValueEmitter } from './value-emitter.ts';
import { countUses, flatten, foldMasks } from './vector-program.ts';

/** Index of the function of that name; it takes and returns f64x2. */
export function functionIndex(module: ModuleBuilder, name: FunctionName): number {
  return module.named(name, () => emitFunction(module, functionPrograms[name], functionArity[name]));
}

/** The result is the value of `source`'s last instruction. */
export function emitFunction(module: ModuleBuilder, source: Program, arity: number): FunctionSource {
  const program = foldMasks(flatten(source, true));
  const result = program.length - 1;
  const body = new FunctionBody(Array.from({ length: arity }, () => 'v128' as const), ['v128']);
  const values = new ValueEmitter({
    body,
    program,
    precision: 'float64',
    uses: countUses(program, [result]),
    known: new Map(),
    constant: (bytes) => module.constant(bytes),
    functionIndex: (name) => functionIndex(module, name),
    leaf(instruction) {
      if (instruction.op !== 'argument') throw unsupported(instruction.op);
      body.get(instruction.index);
    },
  });
  values.push(result);
  return body.finish(null);
}
