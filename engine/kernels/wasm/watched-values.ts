/**
 * Which values of a step must be watched for NaN and infinity, so that none in the new state goes unnoticed: as few as possible, since
 * each costs an operation per vector. Knows no byte of the output.
 *
 * What is not finite stays so through sums, differences and products. So a new value k * A need not be watched where A, and the
 * variable itself, go into another new value that is. Only a product that overflows by itself is then noticed a step later.
 */
import type { Id } from '../ir.ts';
import type { VectorProgram } from './vector-program.ts';

export interface NewValue {
  readonly name: string;
  readonly id: Id;
}

export function watchedValues(program: VectorProgram, values: readonly NewValue[]): readonly Id[] {
  const candidates = values.map(({ name, id }) => ({ name, id: chosen(program, id) }));
  const reach = candidates.map(({ id }) => carriers(program, id));
  const dropped = new Set<number>();
  candidates.forEach(({ name, id }, index) => {
    const own = unscaled(program, id);
    const covered = candidates.some(
      (_, other) => other !== index && !dropped.has(other) && reach[other]!.has(own) && readsState(program, reach[other]!, name),
    );
    if (covered) dropped.add(index);
  });
  return [...new Set(candidates.filter((_, index) => !dropped.has(index)).map(({ id }) => id))];
}

/** Of a choice between the old state and a new value, the new one: the old was watched before. */
function chosen(program: VectorProgram, id: Id): Id {
  const value = program[id]!;
  if (value.op !== 'select') return id;
  if (isState(program, value.a)) return chosen(program, value.b);
  return isState(program, value.b) ? chosen(program, value.a) : id;
}

/** A where the value is A times a constant of the step. */
function unscaled(program: VectorProgram, id: Id): Id {
  const value = program[id]!;
  if (value.op !== 'mul') return id;
  if (isConstant(program, value.a)) return unscaled(program, value.b);
  return isConstant(program, value.b) ? unscaled(program, value.a) : id;
}

/** All that makes the value not finite if it is not. */
function carriers(program: VectorProgram, id: Id, found = new Set<Id>()): ReadonlySet<Id> {
  if (found.has(id)) return found;
  found.add(id);
  const value = program[id]!;
  if (value.op === 'add' || value.op === 'sub' || value.op === 'mul') {
    carriers(program, value.a, found);
    carriers(program, value.b, found);
  } else if (value.op === 'neg' || value.op === 'div') carriers(program, value.a, found);
  return found;
}

function readsState(program: VectorProgram, ids: ReadonlySet<Id>, name: string): boolean {
  return [...ids].some((id) => {
    const value = program[id]!;
    return value.op === 'load' && value.from === 'state' && value.name === name;
  });
}

function isState(program: VectorProgram, id: Id): boolean {
  const value = program[id]!;
  return value.op === 'load' && value.from === 'state';
}

function isConstant(program: VectorProgram, id: Id): boolean {
  const value = program[id]!;
  return value.op === 'const' || (value.op === 'load' && (value.from === 'parameter' || value.from === 'coefficient'));
}
