/**
 * Lays out the one linear memory of a plan: constants, kept, state, scratch, in this order. Regions are requested first and get
 * their addresses when the layout is sealed; the memory is then allocated at its final size and never grows.
 */
import { NeurariumError } from '../errors.ts';

/** `kept`: what a checkpoint holds like the state, but `reset` leaves as it is: parameters, what was learnt. */
export type Range = 'constants' | 'kept' | 'state' | 'scratch';

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
  /** [begin, end) of `kept` and `state` together: all that anything can change. */
  readonly whole: readonly [number, number];
  readonly bytes: number;
}

const order: readonly Range[] = ['constants', 'kept', 'state', 'scratch'];
const pageBytes = 65_536;
/** WebAssembly's limit of a 32-bit memory: 65,536 pages. */
const largestMemory = 65_536 * pageBytes;
/** A cache line: no two regions share one, and every vector load is aligned. */
const alignment = 64;
/** Low addresses stay free, so that no region has the address 0. */
const firstAddress = 1024;

export class Layout {
  readonly #requests: { readonly range: Range; readonly bytes: number; address: number }[] = [];

  request(range: Range, bytes: number): Region {
    const region = { range, bytes, address: 0 };
    this.#requests.push(region);
    return region;
  }

  /** What sealing would allocate now. */
  get bytes(): number {
    return this.#requests.reduce((sum, { bytes }) => sum + aligned(bytes), firstAddress);
  }

  /** Gives every region its address and allocates the memory. */
  seal(): MemoryMap {
    const ranges: Record<Range, readonly [number, number]> = { constants: [0, 0], kept: [0, 0], state: [0, 0], scratch: [0, 0] };
    let end = firstAddress;
    for (const range of order) {
      const begin = end;
      for (const region of this.#requests) {
        if (region.range !== range) continue;
        region.address = end;
        end += aligned(region.bytes);
      }
      ranges[range] = [begin, end];
    }
    refuseTooLarge(end, 'this network');
    return { memory: allocate(end), ranges, whole: [ranges.kept[0], ranges.state[1]], bytes: end };
  }
}

function aligned(bytes: number): number {
  return Math.ceil(bytes / alignment) * alignment;
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
