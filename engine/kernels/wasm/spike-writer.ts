/** Emits the recording of a vector's spikes. Knows no equation; runs in the rarely taken branch of a step. */
import type { Frame } from './frame.ts';
import type { ModuleBuilder } from './module-builder.ts';
import { float, scalar, simd } from './opcodes.ts';

/** Where refractoriness is written, and the local with its length in steps. */
export interface RefractoryTarget {
  readonly until: number;
  readonly steps: number;
}

export class SpikeWriter {
  readonly #frame: Frame;
  readonly #address: number;
  /** Global with the byte offset of the next spike. A local would take a register, or a detour through the stack, from the whole loop. */
  readonly #next: number;

  constructor(frame: Frame, module: ModuleBuilder, address: number) {
    this.#frame = frame;
    this.#address = address;
    this.#next = module.counter('next spike');
  }

  enter(): void {
    this.#frame.pushLaneOfIntegers();
    this.#frame.body.globalSet(this.#next);
  }

  /** Puts the number of spikes of the lane on the stack. */
  pushCount(): void {
    const { body } = this.#frame;
    body.globalGet(this.#next);
    this.#frame.pushLaneOfIntegers();
    body.op(scalar.i32Sub);
    body.i32(2);
    body.op(scalar.i32ShrU);
  }

  /** `mask`: local that tells which cells of the vector spike. Padding may become refractory, which nothing reads, but does not spike. */
  write(mask: number, refractory: RefractoryTarget | null): void {
    const { body, binding } = this.#frame;
    if (refractory !== null) this.#writeRefractory(mask, refractory);
    const bits = body.local('i32');
    body.get(mask);
    body.simd(float[binding.precision].bitmask);
    this.#frame.dropPadding();
    body.tee(bits);
    body.when(() => this.#writeCells(bits));
  }

  #writeCells(bits: number): void {
    const { body } = this.#frame;
    const cell = body.local('i32');
    const next = body.local('i32');
    this.#frame.pushCell();
    body.set(cell);
    body.globalGet(this.#next);
    body.set(next);
    body.loop(() => {
      body.get(next);
      body.get(cell);
      body.get(bits);
      body.op(scalar.i32Ctz, scalar.i32Add);
      body.i32Store(this.#address);
      body.get(next);
      body.i32(4);
      body.op(scalar.i32Add);
      body.set(next);
      body.get(bits);
      body.get(bits);
      body.i32(1);
      body.op(scalar.i32Sub, scalar.i32And);
      body.tee(bits);
    });
    body.get(next);
    body.globalSet(this.#next);
  }

  #writeRefractory(mask: number, target: RefractoryTarget): void {
    const { body, integers, sameWidth } = this.#frame;
    body.get(integers);
    this.#pushLastStep(target.steps, false);
    if (sameWidth) {
      this.#pushLastStep(target.steps, true);
      body.shuffle(0, 1, 4, 5);
    }
    body.get(integers);
    body.memory(sameWidth ? simd.load : simd.load64Zero, sameWidth ? 16 : 8, target.until);
    body.get(mask);
    if (!sameWidth) {
      body.get(mask);
      body.shuffle(0, 2, 0, 2);
    }
    body.simd(simd.bitSelect);
    if (sameWidth) body.memory(simd.store, 16, target.until);
    else body.store64Lane(target.until);
  }

  /** step + refractory steps of two cells, as int32. */
  #pushLastStep(steps: number, highHalf: boolean): void {
    const { body, sameWidth, step } = this.#frame;
    body.get(step);
    body.op(scalar.f64ConvertI32S);
    body.simd(simd.f64x2Splat);
    body.get(steps);
    if (highHalf) {
      body.get(steps);
      body.shuffle(2, 3, 2, 3);
    }
    if (sameWidth) body.simd(simd.promoteLowF32x4);
    body.simd(float.float64.add);
    body.simd(simd.i32x4TruncSatF64x2SZero);
  }
}
