/** The hash of all spikes of a run, as the run itself makes it. Knows no trace. */
import { Fnv1a64 } from '../hash.ts';

/** FNV-1a 64 over little-endian uint32 (step, lane, population, cell), fed by the block. */
export class SpikeHash {
  readonly #hash = new Fnv1a64();
  readonly #words = new Uint32Array(4 * 1024);
  #end = 0;

  add(step: number, lane: number, population: number, cells: Uint32Array): void {
    const words = this.#words;
    for (const cell of cells) {
      if (this.#end === words.length) this.#flush();
      words[this.#end++] = step;
      words[this.#end++] = lane;
      words[this.#end++] = population;
      words[this.#end++] = cell;
    }
  }

  hex(): string {
    this.#flush();
    return this.#hash.hex();
  }

  #flush(): void {
    this.#hash.update(new Uint8Array(this.#words.buffer, 0, 4 * this.#end));
    this.#end = 0;
  }
}
