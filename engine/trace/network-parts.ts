/** What a network has learnt <-> messages of bounded size, every claim checked. Knows no container. */
import { NeurariumError } from '../errors.ts';
import { Fields } from './fields.ts';
import { LIMITS, type TraceNetwork } from './format.ts';

/** Version of what the messages say; readers refuse newer ones by name. */
const NETWORK_VERSION = 1;
/** Numbers in one message: far below what a chunk holds, so that an array may be of any size. */
const PART = 1 << 20;

type Numbers = Float64Array | Float32Array;

/** One after the other; each has some numbers of one array, of which there are `count`. */
export function* networkParts(network: TraceNetwork): Generator<unknown> {
  for (const [name, numbers] of Object.entries(network)) {
    const about = { version: NETWORK_VERSION, name, count: numbers.length };
    for (let from = 0; from === 0 || from < numbers.length; from += PART)
      yield { ...about, numbers: numbers.subarray(from, from + PART) };
  }
}

function refuse(message: string, hint?: string): never {
  throw new NeurariumError({ code: 'trace', message, hint });
}

interface OpenArray {
  readonly name: string;
  readonly count: number;
  readonly parts: Numbers[];
  got: number;
}

/** Takes messages as they were written. All methods throw NeurariumError 'trace'. */
export class NetworkAssembler {
  readonly #arrays = new Map<string, Numbers>();
  #open: OpenArray | null = null;
  #bytes = 0;

  take(message: unknown): void {
    const fields = new Fields(message, 'network');
    const version = fields.integer('version', 1);
    if (version > NETWORK_VERSION) {
      const known = `this version of neurarium reads versions 1 to ${NETWORK_VERSION}`;
      refuse(`the network was saved in version ${version}; ${known}`, 'Update neurarium.');
    }
    const name = fields.name('name', LIMITS.name);
    const count = fields.integer('count', 0);
    const numbers = fields.get('numbers');
    if (!(numbers instanceof Float64Array || numbers instanceof Float32Array)) refuse(`network: '${name}' has no numbers`);
    this.#bytes += numbers.byteLength;
    if (this.#bytes > LIMITS.networkBytes) refuse(`the network has more than ${LIMITS.networkBytes} bytes`);
    this.#add(name, count, numbers);
  }

  /** Null where no message came. */
  network(): TraceNetwork | null {
    if (this.#open !== null) refuse(`network: '${this.#open.name}' has ${this.#open.got} numbers, of ${this.#open.count}`);
    return this.#arrays.size === 0 ? null : Object.fromEntries(this.#arrays);
  }

  #add(name: string, count: number, numbers: Numbers): void {
    const open = this.#open ?? this.#begun(name, count);
    open.got += numbers.length;
    if (
      open.name !== name ||
      open.count !== count ||
      open.got > count ||
      open.parts.some((part) => part.constructor !== numbers.constructor)
    )
      refuse(`network: a part of '${name}' does not fit what came before it`);
    open.parts.push(numbers);
    this.#open = open;
    if (open.got < count) return;
    this.#arrays.set(name, joined(open));
    this.#open = null;
  }

  #begun(name: string, count: number): OpenArray {
    if (this.#arrays.has(name)) refuse(`network: '${name}' came twice`);
    if (this.#arrays.size === LIMITS.networkArrays) refuse(`the network has more than ${LIMITS.networkArrays} arrays`);
    return { name, count, parts: [], got: 0 };
  }
}

function joined({ parts, got }: OpenArray): Numbers {
  if (parts.length === 1) return parts[0]!;
  const all = parts[0] instanceof Float32Array ? new Float32Array(got) : new Float64Array(got);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
