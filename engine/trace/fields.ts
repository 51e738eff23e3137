/** Checks of decoded messages: each value is what its field says, or an error that quotes it. Knows no particular message. */
import { NeurariumError } from '../errors.ts';

function show(value: unknown): string {
  if (typeof value === 'string') return `'${value.slice(0, 40)}'`;
  if (value === null || typeof value !== 'object') return String(value).slice(0, 40);
  return Array.isArray(value) ? `a list of ${value.length}` : value instanceof Uint8Array ? `${value.length} bytes` : 'an object';
}

/** One message, or a part of it, read field by field. All methods throw NeurariumError 'trace'. */
export class Fields {
  readonly #what: string;
  readonly #fields: Readonly<Record<string, unknown>>;

  /** `what`: named in errors, such as `header`. */
  constructor(value: unknown, what: string) {
    this.#what = what;
    if (typeof value !== 'object' || value === null || Array.isArray(value) || ArrayBuffer.isView(value)) {
      throw new NeurariumError({ code: 'trace', message: `${what} is ${show(value)}, expected an object` });
    }
    this.#fields = value as Record<string, unknown>;
  }

  get(name: string): unknown {
    return Object.hasOwn(this.#fields, name) ? this.#fields[name] : undefined;
  }

  text(name: string): string {
    const value = this.get(name);
    return typeof value === 'string' ? value : this.#refuse(name, 'text');
  }

  /** Text of 1 to `most` characters. */
  name(name: string, most: number): string {
    const value = this.text(name);
    return value.length >= 1 && value.length <= most ? value : this.#refuse(name, `1 to ${most} characters`);
  }

  flag(name: string): boolean {
    const value = this.get(name);
    return typeof value === 'boolean' ? value : this.#refuse(name, 'true or false');
  }

  number(name: string): number {
    const value = this.get(name);
    return typeof value === 'number' ? value : this.#refuse(name, 'a number');
  }

  integer(name: string, min: number, max: number = Number.MAX_SAFE_INTEGER): number {
    const value = this.get(name);
    return Number.isSafeInteger(value) && (value as number) >= min && (value as number) <= max
      ? (value as number)
      : this.#refuse(name, `a whole number from ${min} to ${max}`);
  }

  oneOf<T extends string>(name: string, allowed: readonly T[]): T {
    const value = this.get(name) as T;
    return allowed.includes(value) ? value : this.#refuse(name, `one of ${allowed.join(', ')}`);
  }

  bytes(name: string): Uint8Array {
    const value = this.get(name);
    return value instanceof Uint8Array ? value : this.#refuse(name, 'bytes');
  }

  list<T>(name: string, most: number, item: (value: unknown, index: number) => T): T[] {
    const value = this.get(name);
    if (!Array.isArray(value) || value.length > most) return this.#refuse(name, `a list of at most ${most}`);
    return value.map(item);
  }

  /** An object whose values are all of one of the `types`. */
  record<T>(name: string, ...types: readonly ('string' | 'number' | 'boolean')[]): Record<string, T> {
    const value = this.get(name);
    if (typeof value !== 'object' || value === null || Array.isArray(value) || ArrayBuffer.isView(value))
      return this.#refuse(name, 'an object');
    for (const [key, entry] of Object.entries(value)) {
      if (!(types as readonly string[]).includes(typeof entry))
        new Fields(value, `${this.#what}, ${name}`).#refuse(key, types.join(' or '));
    }
    return value as Record<string, T>;
  }

  /** Null stays null, anything else goes through `read`. */
  optional<T>(name: string, read: (name: string) => T): T | null {
    return this.get(name) === null ? null : read(name);
  }

  #refuse(name: string, expected: string): never {
    throw new NeurariumError({
      code: 'trace',
      message: `${this.#what}: '${name.slice(0, 40)}' is ${show(this.get(name))}, expected ${expected}`,
    });
  }
}
