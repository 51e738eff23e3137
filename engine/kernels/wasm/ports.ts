/** Emits the reading and clearing of a population's inputs. Knows no equation. */
import type { PortInput } from './binding.ts';
import { type Frame, isCounted } from './frame.ts';
import { float, simd } from './opcodes.ts';
import { repeatBytes } from './vector-bytes.ts';

export class Ports {
  readonly #frame: Frame;
  readonly #inputs: ReadonlyMap<string, readonly PortInput[]>;
  /** Local of each weight, in every cell of a vector. */
  readonly #weights = new Map<PortInput, number>();

  constructor(frame: Frame, present: (input: PortInput) => boolean) {
    this.#frame = frame;
    this.#inputs = new Map(Object.entries(frame.binding.ports).map(([name, inputs]) => [name, inputs.filter(present)]));
  }

  /** What is the same for all cells, before the loop. */
  enter(used: ReadonlySet<string>): void {
    for (const [name, inputs] of this.#inputs) {
      for (const input of inputs) {
        if ('ring' in input) this.#frame.enterRing(input);
        const shared = isCounted(input) && !(input.kind === 'drawn' && input.perCell);
        if (shared && used.has(name)) this.#loadWeight(input.weightAddress, input);
      }
    }
  }

  #loadWeight(address: number, input: PortInput): void {
    const { body, binding, bytes } = this.#frame;
    const local = body.local('v128');
    body.i32(0);
    body.memory(float[binding.precision].loadSplat, bytes, address);
    body.set(local);
    this.#weights.set(input, local);
  }

  /** Puts the port's value on the stack, and clears its inputs. */
  push(name: string): void {
    const { body, binding } = this.#frame;
    const inputs = this.#inputs.get(name) ?? [];
    if (inputs.length === 0) return this.#pushZero();
    inputs.forEach((input, index) => {
      this.#pushInput(input);
      if (index > 0) body.simd(float[binding.precision].add);
    });
  }

  /** Clears the inputs of a port that the program does not read. */
  clearUnused(used: ReadonlySet<string>): void {
    for (const [name, inputs] of this.#inputs) {
      if (used.has(name)) continue;
      for (const input of inputs) this.#clear(input, this.#offsetOf(input));
    }
  }

  #pushInput(input: PortInput): void {
    const { body, binding, sameWidth } = this.#frame;
    const offset = this.#offsetOf(input);
    body.get(offset);
    if (!isCounted(input)) {
      body.memory(simd.load, 16, input.address);
      return this.#clear(input, offset);
    }
    if (sameWidth) {
      body.memory(simd.load, 16, input.address);
      body.simd(simd.f32x4ConvertI32x4S);
    } else {
      body.memory(simd.load64Zero, 8, input.address);
      body.simd(simd.f64x2ConvertLowI32x4S);
    }
    this.#pushWeight(input);
    body.simd(float[binding.precision].mul);
    this.#clear(input, offset);
  }

  #pushWeight(input: Extract<PortInput, { weightAddress: number }>): void {
    const { body } = this.#frame;
    const shared = this.#weights.get(input);
    if (shared !== undefined) return body.get(shared);
    this.#frame.pushShared();
    body.memory(simd.load, 16, input.weightAddress);
  }

  /** Local with the vector's offset in the input's array. */
  #offsetOf(input: PortInput): number {
    const local = this.#frame.body.local('i32');
    this.#frame.pushInput(input);
    this.#frame.body.set(local);
    return local;
  }

  #clear(input: PortInput, offset: number): void {
    if (input.kind === 'drawn') return;
    const { body, sameWidth } = this.#frame;
    body.get(offset);
    if (input.kind === 'counts' && !sameWidth) {
      body.clear64(input.address);
    } else {
      this.#pushZero();
      body.memory(simd.store, 16, input.address);
    }
  }

  #pushZero(): void {
    this.#frame.body.v128(repeatBytes(0, 'float64'));
  }
}
