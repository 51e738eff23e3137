/**
 * A step for cells that move in turn, as two programs: what arrives is set aside for all cells once, then one cell's new values are
 * computed into scratch, so that nothing of its neighbours in a vector is written. Knows no order of turns.
 */
import { ProgramBuilder } from './builder.ts';
import { type Id, type Program, renameOperands } from './ir.ts';

/** Scratch arrays: what arrived at a port, the new value of a state variable, and 1 where a cell spikes. */
export const arrivedName = (port: string) => `port ${port}`;
export const nextName = (variable: string) => `next ${variable}`;
export const spikesName = 'spikes';

export function arrivalsProgram(ports: readonly string[]): Program {
  const builder = new ProgramBuilder();
  for (const port of ports) {
    builder.push({ op: 'store', to: 'scratch', name: arrivedName(port), a: builder.load('port', port) });
  }
  return builder.program();
}

/** `fields`: by port, the scratch arrays that are added to what arrived, in this order. */
export function turnProgram({ instructions }: Program, fields: ReadonlyMap<string, readonly string[]>): Program {
  const builder = new ProgramBuilder();
  const places: Id[] = [];
  const to = (id: Id) => places[id]!;
  for (const instruction of instructions) {
    if (instruction.op === 'load' && instruction.from === 'port') {
      const arrived = builder.load('scratch', arrivedName(instruction.name));
      const more = (fields.get(instruction.name) ?? []).map((field) => builder.load('scratch', field));
      places.push(more.reduce((sum, field) => builder.add(sum, field), arrived));
    } else if (instruction.op === 'store') {
      places.push(builder.push({ op: 'store', to: 'scratch', name: nextName(instruction.name), a: to(instruction.a) }));
    } else if (instruction.op === 'spike') {
      const flag = builder.select(to(instruction.mask), builder.constant(1), builder.constant(0));
      places.push(builder.push({ op: 'store', to: 'scratch', name: spikesName, a: flag }));
    } else if (instruction.op === 'const') places.push(builder.constant(instruction.value));
    else places.push(builder.push(renameOperands(instruction, to)));
  }
  return builder.program();
}
