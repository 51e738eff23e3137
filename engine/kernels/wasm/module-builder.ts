/** Collects a module's functions and constants; each constant is kept once. Knows no population. */
import { encodeModule, type FunctionSource, type GlobalSource } from './encoder.ts';

export class ModuleBuilder {
  readonly #functions: FunctionSource[] = [];
  readonly #globals: GlobalSource[] = [];
  readonly #globalOf = new Map<string, number>();

  add(source: FunctionSource): void {
    this.#functions.push(source);
  }

  /** Index of a global that holds these 16 bytes. It is never written, but mutable: V8 would rebuild an immutable one at each use. */
  constant(bytes: readonly number[]): number {
    return this.#global(bytes.join(), { type: 'v128', initial: [0xfd, 0x0c, ...bytes] });
  }

  /** Index of the i32 global of that name, initially 0. */
  counter(name: string): number {
    return this.#global(name, { type: 'i32', initial: [0x41, 0x00] });
  }

  #global(key: string, source: GlobalSource): number {
    const known = this.#globalOf.get(key);
    if (known !== undefined) return known;
    const index = this.#globals.push(source) - 1;
    this.#globalOf.set(key, index);
    return index;
  }

  finish(): Uint8Array<ArrayBuffer> {
    return encodeModule({ functions: this.#functions, globals: this.#globals });
  }
}
