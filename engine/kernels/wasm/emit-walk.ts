/** Emits a learning rule's program over synapses or cells: whole vectors first, the rest of a row or column one by one. Knows no rule. */
import type { Id, Program } from '../ir.ts';
import type { Precision } from './binding.ts';
import { FunctionBody } from './function-body.ts';
import { ModuleBuilder } from './module-builder.ts';
import { float, scalar, simd } from './opcodes.ts';
import { type DrawContext, enterDraws, pushUniform, pushUniformOpen } from './philox.ts';
import { planStep, type StepPlan } from './step-plan.ts';
import { type Leaf, unsupported, ValueEmitter } from './value-emitter.ts';
import { repeatBytes } from './vector-bytes.ts';
import { findInvariants, operands } from './vector-program.ts';
import { type Place, type Places, WalkAccess } from './walk-access.ts';
import type { Along, Walk, WalkBinding } from './walk-binding.ts';

const step = 0;
const list = 1;
const length = 2;

/**
 * Bytes of a module that imports `env.memory` and exports `walk(step, list, length)`: the program for each entry, where `list` (uint32)
 * holds the spiking cells. Entries do not see what others of the same call stored.
 * @throws NeurariumError 'equation' for an operation that kernels do not have
 */
export function emitWalk(program: Program, binding: WalkBinding, walk: Walk): Uint8Array<ArrayBuffer> {
  const module = new ModuleBuilder();
  module.add(new WalkEmitter(module, planStep(program, binding.precision === 'float64'), binding).emit(walk).finish('walk'));
  return module.finish();
}

class WalkEmitter {
  readonly #module: ModuleBuilder;
  readonly #plan: StepPlan;
  readonly #binding: WalkBinding;
  readonly #body = new FunctionBody(['i32', 'i32', 'i32'], []);
  readonly #access: WalkAccess;
  /** 0, or NaN once a stored value was not finite. */
  readonly #watched: number;
  /** In a walk over lanes of a program that draws. */
  #draws: DrawContext | null = null;

  constructor(module: ModuleBuilder, plan: StepPlan, binding: WalkBinding) {
    this.#module = module;
    this.#plan = plan;
    this.#binding = binding;
    this.#access = new WalkAccess(this.#body, binding);
    this.#watched = this.#body.local('v128');
  }

  emit(walk: Walk): FunctionBody {
    const body = this.#body;
    const known = this.#invariants(new Map(), new Map());
    switch (walk.kind) {
      case 'rows':
        this.#eachListed((cell) => this.#row(walk, cell, known));
        break;
      case 'columns':
        this.#eachListed((cell) => this.#column(walk, cell, known));
        break;
      case 'cells':
        this.#eachListed((cell) => this.#entry(new Map([[walk.along, this.#same(cell)]]), known));
        break;
      case 'range':
        this.#range(walk, known);
        break;
      case 'lanes':
        this.#lanes(walk, known);
        break;
      default:
        walk satisfies never;
    }
    this.#raise();
    return body;
  }

  #eachListed(emit: (cell: number) => void): void {
    const body = this.#body;
    const cell = body.local('i32');
    body.get(length);
    body.when(() =>
      body.loop(() => {
        body.get(list);
        body.i32Load(0);
        body.set(cell);
        emit(cell);
        this.#add(list, 4);
        this.#add(length, -1);
        body.get(length);
      }),
    );
  }

  #row({ rows, targets, consecutive }: Extract<Walk, { kind: 'rows' }>, cell: number, outer: ReadonlyMap<Id, number>): void {
    const body = this.#body;
    const pre = this.#same(cell);
    const known = this.#invariants(new Map([['pre', pre]]), outer);
    const index = body.local('i32');
    const entry = (lanes: number, k: number) => {
      body.get(k);
      body.i32(1);
      body.op(scalar.i32Shl);
      body.set(index);
      const read = (lane: number) => {
        body.get(index);
        body.load16Unsigned(targets + 2 * lane);
      };
      const post = this.#others(lanes, consecutive, read);
      const synapse = this.#next(lanes, k);
      this.#entry(
        new Map([
          ['pre', pre],
          ['synapse', synapse],
          ['post', post],
        ] as const),
        known,
      );
    };
    this.#between(rows, cell, entry);
  }

  #column(walk: Extract<Walk, { kind: 'columns' }>, cell: number, outer: ReadonlyMap<Id, number>): void {
    const body = this.#body;
    const post = this.#same(cell);
    const known = this.#invariants(new Map([['post', post]]), outer);
    const index = body.local('i32');
    const entry = (lanes: number, k: number) => {
      body.get(k);
      body.i32(2);
      body.op(scalar.i32Shl);
      body.set(index);
      const read = (address: number) => (lane: number) => {
        body.get(index);
        body.i32Load(address + 4 * lane);
      };
      const synapse = walk.positions === null ? this.#next(lanes, k) : this.#others(lanes, false, read(walk.positions));
      const pre = this.#others(lanes, walk.consecutive, read(walk.sources));
      this.#entry(
        new Map([
          ['pre', pre],
          ['synapse', synapse],
          ['post', post],
        ] as const),
        known,
      );
    };
    this.#between(walk.starts, cell, entry);
  }

  /** Entries starts[cell] to starts[cell + 1], in vectors as long as they fill. */
  #between(starts: number, cell: number, entry: (lanes: number, k: number) => void): void {
    const body = this.#body;
    const k = body.local('i32');
    const end = body.local('i32');
    const at = body.local('i32');
    body.get(cell);
    body.i32(2);
    body.op(scalar.i32Shl);
    body.tee(at);
    body.i32Load(starts);
    body.set(k);
    body.get(at);
    body.i32Load(starts + 4);
    body.set(end);
    for (const lanes of [this.#access.cells, 1]) {
      const more = () => {
        body.get(k);
        body.i32(lanes - 1);
        body.op(scalar.i32Add);
        body.get(end);
        body.op(scalar.i32LtU);
      };
      more();
      body.when(() =>
        body.loop(() => {
          entry(lanes, k);
          this.#add(k, lanes);
          more();
        }),
      );
    }
  }

  #range({ along, count }: Extract<Walk, { kind: 'range' }>, known: ReadonlyMap<Id, number>): void {
    if (count === 0) return;
    const body = this.#body;
    const offset = body.local('i32');
    body.loop(() => {
      this.#entry(new Map([[along, { kind: 'following', offset }]]), known);
      this.#add(offset, 16);
      body.get(offset);
      body.i32(count * this.#access.bytes);
      body.op(scalar.i32LtU);
    });
  }

  #lanes({ count }: Extract<Walk, { kind: 'lanes' }>, known: ReadonlyMap<Id, number>): void {
    const body = this.#body;
    const [cell, local, lane] = [body.local('i32'), body.local('i32'), body.local('i32')];
    this.#draws = this.#drawing(cell);
    const places: Places = new Map(
      (
        [
          ['cell', cell],
          ['local', local],
          ['entry', list],
        ] as const
      ).map(([along, offset]) => [along, { kind: 'following', offset }]),
    );
    body.get(length);
    body.when(() =>
      body.loop(() => {
        if (this.#draws !== null) enterDraws(this.#draws, step, lane);
        body.i32(0);
        body.set(cell);
        body.loop(() => {
          this.#entry(places, known);
          for (const offset of [cell, local, list]) this.#add(offset, 16);
          body.get(cell);
          body.i32(count * this.#access.bytes);
          body.op(scalar.i32LtU);
        });
        this.#add(lane, 1);
        this.#add(length, -1);
        body.get(length);
      }),
    );
  }

  /** `cell`: byte offset of the vector's first cell. */
  #drawing(cell: number): DrawContext | null {
    const { key, precision } = this.#binding;
    const body = this.#body;
    if (key === undefined || !this.#plan.program.some(({ op }) => op === 'uniform' || op === 'normal')) return null;
    return {
      body,
      precision,
      key,
      counter: body.local('v128'),
      pushCell: () => {
        body.get(cell);
        body.i32(this.#access.bytes === 8 ? 3 : 2);
        body.op(scalar.i32ShrU);
      },
      constant: (bytes) => body.hoistedGlobal(this.#module.constant(bytes)),
    };
  }

  /** Everything is read and computed before anything is written. */
  #entry(places: Places, known: ReadonlyMap<Id, number>): void {
    const body = this.#body;
    const values = this.#values(places, known);
    const stored = this.#plan.stores.map(({ full }) => values.localOf(full));
    this.#plan.stores.forEach(({ name }, i) => this.#access.store(name, places, stored[i]!));
    for (const id of this.#plan.watched) {
      body.get(this.#watched);
      body.get(values.localOf(id));
      body.simd(this.#opcodes.mul);
      body.set(this.#watched);
    }
  }

  get #opcodes() {
    return float[this.#binding.precision];
  }

  /** The cells at the other end of a vector's synapses; `read` puts the cell of a lane on the stack. */
  #others(lanes: number, consecutive: boolean, read: (lane: number) => void): Place {
    const offsets = Array.from({ length: lanes === 1 || consecutive ? 1 : lanes }, (_, lane) => {
      read(lane);
      return this.#toOffset();
    });
    if (lanes === 1) return { kind: 'same', offset: offsets[0]! };
    return consecutive ? { kind: 'following', offset: offsets[0]! } : { kind: 'scattered', offsets };
  }

  /** Synapses one after the other, from k on. */
  #next(lanes: number, k: number): Place {
    return lanes === 1 ? this.#same(k) : { kind: 'following', offset: this.#scaled(k) };
  }

  #same(cell: number): Place {
    return { kind: 'same', offset: this.#scaled(cell) };
  }

  #scaled(local: number): number {
    this.#body.get(local);
    return this.#toOffset();
  }

  /** The index on the stack as a byte offset in a local. */
  #toOffset(): number {
    const offset = this.#body.local('i32');
    this.#body.i32(this.#access.bytes === 8 ? 3 : 2);
    this.#body.op(scalar.i32Shl);
    this.#body.set(offset);
    return offset;
  }

  #add(local: number, amount: number): void {
    this.#body.get(local);
    this.#body.i32(amount);
    this.#body.op(scalar.i32Add);
    this.#body.set(local);
  }

  /** Computes what is the same wherever `places` is all that is known, once; returns the locals with it. */
  #invariants(places: ReadonlyMap<Along, Place>, before: ReadonlyMap<Id, number>): ReadonlyMap<Id, number> {
    const { program, stores, quietUses } = this.#plan;
    const fixed = findInvariants(program, ({ from, name }) => from !== 'state' || places.has(this.#binding.state[name]!.along));
    const values = this.#values(places, before);
    const known = new Map(before);
    const asked = program.flatMap((one, id) => (quietUses[id]! > 0 && fixed[id] === 0 ? operands(one) : []));
    for (const id of [...asked, ...stores.map(({ full }) => full)]) {
      if (fixed[id] === 1 && program[id]!.op !== 'const') known.set(id, values.localOf(id));
    }
    return known;
  }

  #values(places: Places, known: ReadonlyMap<Id, number>): ValueEmitter {
    const body = this.#body;
    return new ValueEmitter({
      body,
      program: this.#plan.program,
      precision: this.#binding.precision,
      uses: this.#plan.quietUses,
      known,
      constant: (bytes) => body.hoistedGlobal(this.#module.constant(bytes)),
      open: (draw, first) => {
        if (this.#draws === null) throw unsupported('normal');
        pushUniformOpen(this.#draws, draw, first);
      },
      leaf: (instruction) => this.#leaf(instruction, places),
    });
  }

  #leaf(instruction: Leaf, places: Places): void {
    const body = this.#body;
    const { precision, parameters, coefficients, dt } = this.#binding;
    switch (instruction.op) {
      case 'load':
        if (instruction.from === 'state') return this.#access.push(instruction.name, places);
        return this.#access.pushNumber((instruction.from === 'parameter' ? parameters : coefficients)[instruction.name]!);
      case 'dt':
        return body.hoistedGlobal(this.#module.constant(repeatBytes(dt, precision)));
      case 'step':
        return this.#pushStep(precision);
      case 'uniform':
        if (this.#draws === null) throw unsupported(instruction.op);
        return pushUniform(this.#draws, instruction.draw);
      default:
        throw unsupported(instruction.op);
    }
  }

  #pushStep(precision: Precision): void {
    this.#body.get(step);
    this.#body.op(precision === 'float32' ? scalar.f32ConvertI32S : scalar.f64ConvertI32S);
    this.#body.simd(precision === 'float32' ? simd.f32x4Splat : simd.f64x2Splat);
  }

  #raise(): void {
    const body = this.#body;
    body.get(this.#watched);
    body.get(this.#watched);
    body.simd(this.#opcodes.ne);
    body.simd(this.#opcodes.bitmask);
    body.when(() => {
      body.i32(0);
      body.i32(1);
      body.i32Store(this.#binding.notFinite);
    });
  }
}
