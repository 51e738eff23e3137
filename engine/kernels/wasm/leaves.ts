/** Emits what a population's program reads: parameters, state, ports, draws, the step. Knows no equation. */
import { NeurariumError } from '../../errors.ts';
import { suggest } from '../../suggest.ts';
import type { Instruction } from '../ir.ts';
import type { Binding, BoundNumber } from './binding.ts';
import type { Frame } from './frame.ts';
import type { ModuleBuilder } from './module-builder.ts';
import { float, scalar, simd } from './opcodes.ts';
import { type DrawContext, enterDraws, pushPoisson, pushUniform, pushUniformOpen } from './philox.ts';
import type { Ports } from './ports.ts';
import { type Leaf, unsupported } from './value-emitter.ts';
import { repeatBytes } from './vector-bytes.ts';

export type Load = Instruction & { readonly op: 'load' };

export class Leaves {
  readonly #frame: Frame;
  readonly #module: ModuleBuilder;
  readonly #ports: Ports;
  readonly #draws: DrawContext;
  /** Local with step - 1 as an integer in each cell. */
  #stepBefore: number | null = null;

  constructor(frame: Frame, module: ModuleBuilder, ports: Ports) {
    this.#frame = frame;
    this.#module = module;
    this.#ports = ports;
    const { body, binding } = frame;
    this.#draws = {
      body,
      precision: binding.precision,
      key: binding.key,
      counter: body.local('v128'),
      pushCell: () => frame.pushCell(),
      constant: (bytes) => body.hoistedGlobal(module.constant(bytes)),
    };
  }

  /** Before the loop, if the program asks for refractoriness. */
  enterRefractory(): void {
    const { body, step, sameWidth, binding } = this.#frame;
    if (binding.refractoryUntil === null) return;
    this.#stepBefore = body.local('v128');
    body.get(step);
    body.i32(1);
    body.op(scalar.i32Sub);
    if (!sameWidth) body.op(scalar.i64ExtendI32S);
    body.simd(sameWidth ? simd.i32x4Splat : simd.i64x2Splat);
    body.set(this.#stepBefore);
  }

  /** Before the loop, if the program draws. */
  enterDraws(): void {
    enterDraws(this.#draws, this.#frame.step, this.#frame.lane);
  }

  push(instruction: Leaf): void {
    const { body, binding } = this.#frame;
    switch (instruction.op) {
      case 'load':
        return this.#load(instruction);
      case 'dt':
        return body.globalGet(this.#module.constant(repeatBytes(binding.dt, binding.precision)));
      case 'step':
        return this.#step();
      case 'uniform':
        return pushUniform(this.#draws, instruction.draw);
      case 'poisson':
        return pushPoisson(this.#draws, instruction.draw, find(binding.tables, instruction.mean, 'table'));
      case 'refractory':
        return this.#refractory();
      case 'argument':
        throw unsupported(instruction.op);
      default:
        instruction satisfies never;
    }
  }

  /** Puts two float64 strictly between 0 and 1 on the stack, for the vector's cells `first` and `first + 1`. */
  pushOpen(draw: number, first: 0 | 2): void {
    pushUniformOpen(this.#draws, draw, first);
  }

  #load(load: Load): void {
    const { body, binding } = this.#frame;
    if (load.from === 'port') {
      find(binding.ports, load.name, 'port');
      return this.#ports.push(load.name);
    }
    if (load.from === 'state') {
      body.get(this.#frame.numbers);
      return body.memory(simd.load, 16, stateAddress(binding, load.name));
    }
    if (load.from === 'scratch') {
      body.get(this.#frame.numbers);
      return body.memory(simd.load, 16, scratchAddress(binding, load.name));
    }
    const { address, perCell } = boundNumber(binding, load)!;
    if (perCell) {
      this.#frame.pushShared();
      return body.memory(simd.load, 16, address);
    }
    body.i32(0);
    body.memory(float[binding.precision].loadSplat, this.#frame.bytes, address);
  }

  #step(): void {
    const { body, step, sameWidth } = this.#frame;
    body.get(step);
    body.op(sameWidth ? scalar.f32ConvertI32S : scalar.f64ConvertI32S);
    body.simd(sameWidth ? simd.f32x4Splat : simd.f64x2Splat);
  }

  /** until > step - 1: a single comparison, where until >= step would be two instructions. */
  #refractory(): void {
    const { body, binding, integers, sameWidth } = this.#frame;
    if (binding.refractoryUntil === null || this.#stepBefore === null) return body.v128(repeatBytes(0, 'float64'));
    body.get(integers);
    if (sameWidth) body.memory(simd.load, 16, binding.refractoryUntil);
    else body.memory(simd.load32x2Signed, 8, binding.refractoryUntil);
    body.get(this.#stepBefore);
    body.simd(sameWidth ? simd.i32x4GtS : simd.i64x2GtS);
  }
}

/** Where the parameter or coefficient lies; null for what else is loaded. */
export function boundNumber(binding: Binding, load: Load): BoundNumber | null {
  if (load.from === 'parameter') return find(binding.parameters, load.name, 'parameter');
  if (load.from === 'coefficient') return find(binding.coefficients, load.name, 'coefficient');
  if (load.from === 'index') return find(binding.indices ?? {}, load.name, 'index along the axis');
  return null;
}

export function scratchAddress(binding: Binding, name: string): number {
  return find(binding.scratch ?? {}, name, 'scratch array');
}

export function stateAddress(binding: Binding, name: string): number {
  return find(binding.state, name, 'state variable');
}

function find<T>(bound: Readonly<Record<string, T>>, name: string, kind: string): T {
  const value = bound[name];
  if (value !== undefined) return value;
  throw new NeurariumError({
    code: 'equation',
    message: `the program uses the ${kind} '${name}', which is not bound to memory`,
    hint: suggest(name, Object.keys(bound)),
  });
}
