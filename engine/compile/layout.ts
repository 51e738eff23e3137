/**
 * Lays out the one linear memory of a plan: constants, state, scratch, in this order. Regions are requested first and get
 * their addresses when the layout is sealed; the memory is then allocated at its final size and never grows.
 */
import { NeurariumError } from '../errors.ts';

export type Range = 'constants' | 'state' | 'scratch';

/** A piece of the memory; `address` is known once the layout is sealed. */
export interface Region {
  readonly range: Range;
  readonly bytes: number;
  readonly address: number;
}

export interface MemoryMap {
  readonly memory: WebAssembly.Memory;
  /** [begin, end) in bytes of each range. */
  readonly ranges: Readonly<Record<Range, readonly [number, number]>>;
  readonly bytes: number;
}

const order: readonly Range[] = ['constants', 'state', 'scratch'];
const pageBytes = 65_536;
/** WebAssembly's limit of a 32-bit memory: 65,536 pages. */
const largestMemory = 65_536 * pageBytes;
/** A cache line: no two regions share one, and every vector load is aligned. */
const alignment = 64;
/** Low addresses stay free, so that no region has the address 0. */
const firstAddress = 1024;

export class Layout {
  readonly #requests: { range: Range; bytes: number; offset: number; address: number }[] = [];
  readonly #size: Record<Range, number> = { constants: 0, state: 0, scratch: 0 };

  request(range: Range, bytes: number): Region {
    const region = { range, bytes, offset: this.#size[range], address: 0 };
    this.#size[range] += Math.ceil(bytes / alignment) * alignment;
    this.#requests.push(region);
    return region;
  }

  /** Gives every region its address and allocates the memory. */
  seal(): MemoryMap {
    const ranges: Record<Range, readonly [number, number]> = { constants: [0, 0], state: [0, 0], scratch: [0, 0] };
    let begin = firstAddress;
    for (const range of order) {
      ranges[range] = [begin, begin + this.#size[range]];
      begin += this.#size[range];
    }
    refuseTooLarge(begin, 'this network');
    for (const region of this.#requests) region.address = ranges[region.range][0] + region.offset;
    return { memory: allocate(begin), ranges, bytes: begin };
  }
}

/** An error if `bytes` do not fit into one linear memory. */
export function refuseTooLarge(bytes: number, what: string): void {
  if (bytes <= largestMemory) return;
  throw new NeurariumError({
    code: 'memory',
    message: `${what} needs about ${formatBytes(bytes)}; one plan holds at most ${formatBytes(largestMemory)}`,
    hint: 'Use fewer cells or synapses: a weight shared by a projection takes no memory, precision float32 halves state and weights.',
  });
}

function allocate(bytes: number): WebAssembly.Memory {
  const pages = Math.ceil(bytes / pageBytes);
  try {
    return new WebAssembly.Memory({ initial: pages, maximum: pages });
  } catch (error) {
    throw new NeurariumError(
      {
        code: 'memory',
        message: `the system refused the ${formatBytes(bytes)} of memory that this network needs`,
        hint: 'Close other programs or use fewer cells or synapses.',
      },
      { cause: error },
    );
  }
}

/** Such as `3.2 GiB`. */
export function formatBytes(bytes: number): string {
  const units = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'];
  let power = 0;
  let size = bytes;
  while (size >= 1024 && power < units.length - 1) {
    size /= 1024;
    power++;
  }
  return `${power === 0 ? size : size.toFixed(1)} ${units[power]}`;
}
