/** Emits the step of one population: a loop over its vectors of cells. Knows no model, and no address but through the binding. */
import { NeurariumError } from '../../errors.ts';
import type { Id } from '../ir.ts';
import type { Binding, PortInput } from './binding.ts';
import type { FunctionSource } from './encoder.ts';
import { enterProduct, multiplyInto, pushNotFinite, raiseIfNotFinite, raiseIfProductIsNaN } from './finite-check.ts';
import { Frame, isCounted, type Walk } from './frame.ts';
import { boundNumber, Leaves, scratchAddress, stateAddress } from './leaves.ts';
import type { ModuleBuilder } from './module-builder.ts';
import { float, simd } from './opcodes.ts';
import { Ports } from './ports.ts';
import { SpikeWriter } from './spike-writer.ts';
import type { PlannedStore, StepPlan } from './step-plan.ts';
import { ValueEmitter } from './value-emitter.ts';
import { findInvariants, operands } from './vector-program.ts';

export interface StepOptions {
  readonly exportedAs: string;
  /** Which inputs it reads and clears. */
  readonly present: (input: PortInput) => boolean;
  readonly walk: Walk;
  /** Whether new state is watched for NaN and infinity. */
  readonly watch: boolean;
  /** Of a walk over an order: what becomes of the new values of its cell, before it goes on. */
  readonly after?: ((frame: Frame) => void) | null;
}

/** (lane, step, ...slots) -> number of spikes; with a walk over a list (lane, step, ...slots, list, length), length at least 1; over an order (lane, step, order, end). */
export function emitStep(module: ModuleBuilder, plan: StepPlan, binding: Binding, options: StepOptions): FunctionSource {
  return new StepEmitter(module, plan, binding, options).emit().finish(options.exportedAs);
}

class StepEmitter {
  readonly #module: ModuleBuilder;
  readonly #plan: StepPlan;
  readonly #watch: boolean;
  readonly #present: (input: PortInput) => boolean;
  readonly #after: ((frame: Frame) => void) | null;
  readonly #frame: Frame;
  readonly #ports: Ports;
  readonly #leaves: Leaves;
  readonly #writer: SpikeWriter | null;
  readonly #usedPorts: ReadonlySet<string>;
  /** How often a value is asked for outside the branch; what the branch needs too counts twice, so that it is kept. */
  readonly #uses: Int32Array;
  /** Local with 0 times all values of the only watched variable so far; null where each vector is looked at by itself. */
  readonly #product: number | null;

  constructor(module: ModuleBuilder, plan: StepPlan, binding: Binding, { present, walk, watch, after = null }: StepOptions) {
    this.#module = module;
    this.#plan = plan;
    this.#watch = watch;
    this.#present = present;
    this.#after = after;
    this.#frame = new Frame(binding, walk);
    this.#ports = new Ports(this.#frame, present);
    this.#leaves = new Leaves(this.#frame, module, this.#ports);
    this.#writer = plan.spike === null ? null : new SpikeWriter(this.#frame, module, bound(binding.spikes, 'spikes'));
    const loads = plan.program.filter((instruction, id) => instruction.op === 'load' && this.#isNeeded(id));
    this.#usedPorts = new Set(loads.flatMap((load) => (load.op === 'load' && load.from === 'port' ? [load.name] : [])));
    this.#product = watch && plan.watched.length === 1 && !this.#frame.isPadded ? this.#frame.body.local('v128') : null;
    this.#frame.keepsIntegers = this.#needsIntegers();
    this.#uses = plan.quietUses.map((uses, id) => (uses > 0 && plan.branchUses[id]! > 0 ? 2 : uses));
  }

  emit(): Frame['body'] {
    const { body, binding } = this.#frame;
    if (binding.size === 0) {
      body.i32(0);
      return body;
    }
    this.#frame.enter();
    if (this.#product !== null) enterProduct(this.#frame, this.#product);
    this.#ports.enter(this.#usedPorts);
    this.#writer?.enter();
    if (this.#isUsed('refractory')) this.#leaves.enterRefractory();
    if (this.#isUsed('uniform') || this.#isUsed('normal') || this.#isUsed('poisson')) this.#leaves.enterDraws();
    const known = this.#enterInvariants();
    body.loop(() => {
      this.#frame.goToCell();
      this.#emitVector(known);
      this.#ports.clearUnused(this.#usedPorts);
      this.#after?.(this.#frame);
      this.#frame.advance();
    });
    if (this.#product !== null) raiseIfProductIsNaN(this.#frame, this.#product);
    if (this.#after !== null) this.#frame.pushPlaceInOrder();
    else if (this.#writer === null) body.i32(0);
    else this.#writer.pushCount();
    return body;
  }

  /** Whether every vector reads an int32 array; else the branch alone does. */
  #needsIntegers(): boolean {
    const inputs = Object.values(this.#frame.binding.ports).flat();
    const counts = inputs.some((input) => isCounted(input) && this.#present(input));
    const { program, quietUses } = this.#plan;
    const looks = program.some(({ op }, id) => op === 'refractory' && quietUses[id]! > 0);
    return counts || looks;
  }

  #isUsed(op: 'refractory' | 'uniform' | 'normal' | 'poisson'): boolean {
    return this.#plan.program.some((instruction, id) => instruction.op === op && this.#isNeeded(id));
  }

  #isNeeded(id: Id): boolean {
    return this.#plan.quietUses[id]! > 0 || this.#plan.branchUses[id]! > 0;
  }

  /** Computes what is the same for all cells; returns the locals that the loop takes it from. */
  #enterInvariants(): ReadonlyMap<Id, number> {
    const { program, stores, spike, quietUses } = this.#plan;
    const invariant = findInvariants(program, (load) => boundNumber(this.#frame.binding, load)?.perCell === false);
    const values = this.#valuesWith(new Map(), quietUses, true);
    const known = new Map<Id, number>();
    const roots = [...stores.map(({ quiet }) => quiet), ...(spike === null ? [] : [spike.mask])];
    const asked = program.flatMap((instruction, id) => (quietUses[id]! > 0 && invariant[id] === 0 ? operands(instruction) : []));
    for (const id of [...asked, ...roots]) {
      if (invariant[id] === 1 && program[id]!.op !== 'const') known.set(id, values.localOf(id));
    }
    return known;
  }

  /** Everything is read and computed before anything is written: no load may see a store of the same step. */
  #emitVector(known: ReadonlyMap<Id, number>): void {
    const { body, binding } = this.#frame;
    const { stores, spike } = this.#plan;
    const values = this.#valuesWith(known, this.#uses, true);
    const quiet = stores.map((store) => values.localOf(store.quiet));
    const mask = spike === null ? null : values.localOf(spike.mask);
    const all = this.#watch ? this.#plan.watched.map((id) => values.localOf(id)) : [];
    this.#readForBranch(values);
    stores.forEach((store, index) => {
      if (!store.quietlyKept) this.#store(store, quiet[index]!);
    });
    if (this.#product !== null) multiplyInto(this.#frame, this.#product, all[0]!);
    const watched = this.#product === null ? all : [];
    if (watched.length > 0) pushNotFinite(this.#frame, watched);
    if (mask !== null) body.get(mask);
    if (watched.length > 0 && mask !== null) body.simd(simd.or);
    if (watched.length === 0 && mask === null) return;
    body.simd(float[binding.precision].bitmask);
    body.when(() => {
      this.#frame.enterBranch();
      this.#emitBranch(this.#valuesWith(values.locals, this.#plan.branchUses, false), quiet, mask);
    });
  }

  /** What the branch reads and nothing else does must still be read before the stores. Refractoriness is stored last. */
  #readForBranch(values: ValueEmitter): void {
    this.#plan.program.forEach((instruction, id) => {
      if (this.#plan.branchUses[id] === 0) return;
      if (instruction.op === 'load' && ['state', 'port'].includes(instruction.from)) values.localOf(id);
    });
  }

  /** Some cell spikes, or some new value is not finite. Padding gets its resets too, lest it enters the branch at each step. */
  #emitBranch(values: ValueEmitter, quiet: readonly number[], mask: number | null): void {
    const { stores, spike } = this.#plan;
    const full = stores.map((store, index) => (store.full === store.quiet ? quiet[index]! : values.localOf(store.full)));
    stores.forEach((store, index) => {
      if (full[index] !== quiet[index]) this.#store(store, full[index]!);
    });
    if (this.#watch && full.length > 0) raiseIfNotFinite(this.#frame, full);
    if (mask === null || spike === null) return;
    if (spike.amplitude !== undefined)
      this.#storeAt(bound(this.#frame.binding.amplitude, 'amplitude'), values.localOf(spike.amplitude));
    const steps = spike.refractory === null ? null : values.localOf(spike.refractory);
    const until = this.#frame.binding.refractoryUntil;
    this.#writer?.write(mask, steps === null ? null : { until: bound(until, 'refractoryUntil'), steps });
  }

  #store({ to, name }: PlannedStore, local: number): void {
    const { binding } = this.#frame;
    this.#storeAt(to === 'state' ? stateAddress(binding, name) : scratchAddress(binding, name), local);
  }

  #storeAt(address: number, local: number): void {
    const { body, numbers } = this.#frame;
    body.get(numbers);
    body.get(local);
    body.memory(simd.store, 16, address);
  }

  /** `hoist`: whether constants are worth a local that is set before the loop. */
  #valuesWith(known: ReadonlyMap<Id, number>, uses: Int32Array, hoist: boolean): ValueEmitter {
    const { body } = this.#frame;
    return new ValueEmitter({
      body,
      program: this.#plan.program,
      precision: this.#frame.binding.precision,
      uses,
      known,
      constant: (bytes) => {
        const global = this.#module.constant(bytes);
        if (hoist) body.hoistedGlobal(global);
        else body.globalGet(global);
      },
      leaf: (instruction) => this.#leaves.push(instruction),
      open: (draw, first) => this.#leaves.pushOpen(draw, first),
    });
  }
}

function bound(address: number | null, name: 'spikes' | 'refractoryUntil' | 'amplitude'): number {
  if (address !== null) return address;
  throw new NeurariumError({
    code: 'equation',
    message: `the program has a spike, but the binding's '${name}' is null; expected an address`,
  });
}
