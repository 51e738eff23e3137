/** Reads and writes the variables of a walk at its current place: one entry, or a vector of them. Knows no equation. */
import { bytesOf, cellsOf } from './binding.ts';
import type { FunctionBody } from './function-body.ts';
import { float, simd } from './opcodes.ts';
import type { Along, WalkBinding } from './walk-binding.ts';

/** Where entries lie: the same for all of a vector, one after the other, or each where its local says (byte offsets). */
export type Place =
  | { readonly kind: 'same'; readonly offset: number }
  | { readonly kind: 'following'; readonly offset: number }
  | { readonly kind: 'scattered'; readonly offsets: readonly number[] };

export type Places = ReadonlyMap<Along, Place>;

export class WalkAccess {
  readonly #body: FunctionBody;
  readonly #binding: WalkBinding;
  readonly bytes: number;
  readonly cells: number;

  constructor(body: FunctionBody, binding: WalkBinding) {
    this.#body = body;
    this.#binding = binding;
    this.bytes = bytesOf[binding.precision];
    this.cells = cellsOf[binding.precision];
  }

  /** Puts the number at an address into every lane. */
  pushNumber(address: number): void {
    this.#body.i32(0);
    this.#body.memory(float[this.#binding.precision].loadSplat, this.bytes, address);
  }

  push(name: string, places: Places): void {
    const body = this.#body;
    const { address, along } = this.#binding.state[name]!;
    const place = places.get(along)!;
    if (place.kind === 'scattered') return this.#gather(address, place.offsets);
    body.get(place.offset);
    if (place.kind === 'same') body.memory(float[this.#binding.precision].loadSplat, this.bytes, address);
    else body.memory(simd.load, 16, address);
  }

  /** A value that is the same in all lanes is stored once. */
  store(name: string, places: Places, value: number): void {
    const body = this.#body;
    const { address, along } = this.#binding.state[name]!;
    const place = places.get(along)!;
    if (place.kind === 'following') {
      body.get(place.offset);
      body.get(value);
      return body.memory(simd.store, 16, address);
    }
    const offsets = place.kind === 'same' ? [place.offset] : place.offsets;
    offsets.forEach((offset, lane) => {
      body.get(offset);
      body.get(value);
      body.storeLane(this.bytes, address, lane);
    });
  }

  #gather(address: number, offsets: readonly number[]): void {
    const body = this.#body;
    const vector = body.local('v128');
    body.get(offsets[0]!);
    body.memory(float[this.#binding.precision].loadSplat, this.bytes, address);
    for (let lane = 1; lane < offsets.length; lane++) {
      body.set(vector);
      body.get(offsets[lane]!);
      body.get(vector);
      body.loadLane(this.bytes, address, lane);
    }
  }
}
