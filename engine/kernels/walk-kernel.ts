/** A learning rule's program over synapses or cells as a function: compiled to WebAssembly, or interpreted as the reference. */
import { NeurariumError } from '../errors.ts';
import { Philox } from '../random.ts';
import { normalQuantile } from './evaluate-function.ts';
import { type CellEnvironment, compileProgram } from './interpreter.ts';
import type { Program } from './ir.ts';
import { type Along, emitWalk, type Walk, type WalkBinding } from './wasm/index.ts';

/** `list`: address of `length` spiking cells (uint32); a walk over a range ignores both, one over lanes takes an offset and their number. */
export type WalkKernel = (step: number, list: number, length: number) => void;

export function compiledWalk(program: Program, binding: WalkBinding, walk: Walk, memory: WebAssembly.Memory): WalkKernel {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(emitWalk(program, binding, walk)), { env: { memory } });
  return (exports as unknown as { readonly walk: WalkKernel }).walk;
}

/** The same entry by entry. */
export function interpretedWalk(program: Program, binding: WalkBinding, walk: Walk, memory: WebAssembly.Memory): WalkKernel {
  const run = compileProgram(program, binding.precision);
  const numbers = binding.precision === 'float64' ? new Float64Array(memory.buffer) : new Float32Array(memory.buffer);
  const words = new Uint32Array(memory.buffer);
  const bytes = numbers.BYTES_PER_ELEMENT;
  const at: Record<Along | 'lane', number> = { pre: 0, post: 0, synapse: 0, cell: 0, local: 0, entry: 0, lane: 0 };
  let now = 0;
  const words4 = drawsOf(binding.key, () => [now, at.cell, at.lane]);
  const index = (name: string) => {
    const { address, along } = binding.state[name]!;
    return address / bytes + at[along];
  };
  const environment: CellEnvironment = {
    get step() {
      return now;
    },
    dt: binding.dt,
    load: (from, name) => {
      if (from === 'state') return numbers[index(name)]!;
      return numbers[(from === 'parameter' ? binding.parameters : binding.coefficients)[name]! / bytes]!;
    },
    store: (_, name, value) => {
      numbers[index(name)] = value;
      if (!Number.isFinite(numbers[index(name)])) words[binding.notFinite / 4] = 1;
    },
    uniform: (draw) => {
      const [high, low] = words4(draw);
      if (bytes === 4) return (high! >>> 8) * 2 ** -24;
      return ((high! >>> 5) * 2 ** 26 + (low! >>> 6)) * 2 ** -53;
    },
    normal: (draw) => {
      const [high, low] = words4(draw);
      return normalQuantile(((high! >>> 6) * 2 ** 26 + (low! >>> 6) + 0.5) * 2 ** -52);
    },
    poisson: () => misplaced('draws'),
    refractory: () => misplaced('asks for refractoriness'),
    spike: () => misplaced('spikes'),
  };
  const places = entries(walk, memory.buffer, bytes);
  return (step, list, length) => {
    now = step;
    places(list, length, at, () => run(environment));
  };
}

/** Words of draw number `draw` at a place (step, cell, lane), where the walk has a key. */
function drawsOf(
  key: WalkBinding['key'],
  place: () => [step: number, cell: number, lane: number],
): (draw: number) => Uint32Array {
  if (key === undefined) return () => misplaced('draws');
  const philox = new Philox(key);
  return (draw) => philox.words(...place(), draw);
}

function misplaced(what: string): never {
  throw new NeurariumError({ code: 'equation', message: `a learning rule ${what}, which only a cell can` });
}

type Visit = (list: number, length: number, at: Record<Along | 'lane', number>, run: () => void) => void;

/** Goes over the entries of a walk in its order. */
function entries(walk: Walk, buffer: ArrayBuffer, bytes: number): Visit {
  const words = new Uint32Array(buffer);
  const halves = new Uint16Array(buffer);
  const listed = (list: number, length: number, visit: (cell: number) => void) => {
    for (let i = 0; i < length; i++) visit(words[list / 4 + i]!);
  };
  switch (walk.kind) {
    case 'rows':
      return (list, length, at, run) =>
        listed(list, length, (cell) => {
          at.pre = cell;
          const end = words[walk.rows / 4 + cell + 1]!;
          for (let k = words[walk.rows / 4 + cell]!; k < end; k++) {
            at.synapse = k;
            at.post = halves[walk.targets / 2 + k]!;
            run();
          }
        });
    case 'columns':
      return (list, length, at, run) =>
        listed(list, length, (cell) => {
          at.post = cell;
          const end = words[walk.starts / 4 + cell + 1]!;
          for (let k = words[walk.starts / 4 + cell]!; k < end; k++) {
            at.synapse = walk.positions === null ? k : words[walk.positions / 4 + k]!;
            at.pre = words[walk.sources / 4 + k]!;
            run();
          }
        });
    case 'cells':
      return (list, length, at, run) =>
        listed(list, length, (cell) => {
          at[walk.along] = cell;
          run();
        });
    case 'range':
      return (_list, _length, at, run) => {
        for (let cell = 0; cell < walk.count; cell++) {
          at[walk.along] = cell;
          run();
        }
      };
    case 'lanes':
      return (offset, lanes, at, run) => {
        for (let local = 0; local < lanes * walk.count; local++) {
          const cell = local % walk.count;
          Object.assign(at, { cell, local, entry: offset / bytes + local, lane: (local - cell) / walk.count });
          run();
        }
      };
    default:
      return walk satisfies never;
  }
}
