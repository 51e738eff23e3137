/** Writes the binary format of a WebAssembly module: numbers, names, sections. Knows no kernel. */

export type ValueType = 'i32' | 'f32' | 'f64' | 'v128';

export interface FunctionSource {
  readonly parameters: readonly ValueType[];
  readonly results: readonly ValueType[];
  /** Locals beyond the parameters. */
  readonly locals: readonly ValueType[];
  /** Instructions, without the final `end`. */
  readonly code: readonly number[];
  /** Null if only other functions call it. */
  readonly exportedAs: string | null;
}

/** A mutable global of the module's own. */
export interface GlobalSource {
  readonly type: ValueType;
  /** The instruction that gives the initial value. */
  readonly initial: readonly number[];
}

export interface ModuleSource {
  readonly functions: readonly FunctionSource[];
  readonly globals: readonly GlobalSource[];
}

const typeCode: Readonly<Record<ValueType, number>> = { i32: 0x7f, f32: 0x7d, f64: 0x7c, v128: 0x7b };

/** Unsigned LEB128 of a number in [0, 2^32). */
export function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let rest = value >>> 0;
  while (rest > 0x7f) {
    bytes.push((rest & 0x7f) | 0x80);
    rest >>>= 7;
  }
  bytes.push(rest);
  return bytes;
}

/** Signed LEB128 of an int32; a uint32 is taken for the int32 of the same bits. */
export function signed(value: number): number[] {
  const bytes: number[] = [];
  let rest = value | 0;
  while (rest < -0x40 || rest > 0x3f) {
    bytes.push((rest & 0x7f) | 0x80);
    rest >>= 7;
  }
  bytes.push(rest & 0x7f);
  return bytes;
}

function vector(items: readonly (readonly number[])[]): number[] {
  return [...unsigned(items.length), ...items.flat()];
}

function text(value: string): number[] {
  return vector(Array.from(value, (letter) => [letter.charCodeAt(0)]));
}

/** Appends item by item: spreading a long section into `push` would overflow the stack. */
function section(module: number[], id: number, items: readonly (readonly number[])[]): void {
  if (items.length === 0) return;
  const content = vector(items);
  module.push(id, ...unsigned(content.length));
  for (const byte of content) module.push(byte);
}

function typeBytes(source: FunctionSource): number[] {
  const types = (list: readonly ValueType[]) => vector(list.map((type) => [typeCode[type]]));
  return [0x60, ...types(source.parameters), ...types(source.results)];
}

function functionBytes(source: FunctionSource): number[] {
  const runs: [count: number, type: ValueType][] = [];
  for (const type of source.locals) {
    const last = runs.at(-1);
    if (last?.[1] === type) last[0] += 1;
    else runs.push([1, type]);
  }
  const locals = vector(runs.map(([count, type]) => [...unsigned(count), typeCode[type]]));
  const size = unsigned(locals.length + source.code.length + 1);
  return [size, locals, source.code, [0x0b]].flat();
}

/** A module that imports its memory as `env.memory`. */
export function encodeModule(source: ModuleSource): Uint8Array<ArrayBuffer> {
  const module = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];
  const types = source.functions.map(typeBytes);
  const kinds = [...new Map(types.map((type) => [type.join(), type])).values()];
  const kindOf = (type: readonly number[]) => kinds.findIndex((kind) => kind.join() === type.join());
  const exported = source.functions.flatMap(({ exportedAs }, index) =>
    exportedAs === null ? [] : [[...text(exportedAs), 0x00, ...unsigned(index)]],
  );
  section(module, 1, kinds);
  section(module, 2, [[...text('env'), ...text('memory'), 0x02, 0x00, 0x00]]);
  section(
    module,
    3,
    types.map((type) => unsigned(kindOf(type))),
  );
  section(
    module,
    6,
    source.globals.map(({ type, initial }) => [typeCode[type], 0x01, ...initial, 0x0b]),
  );
  section(module, 7, exported);
  section(module, 10, source.functions.map(functionBytes));
  return Uint8Array.from(module);
}
