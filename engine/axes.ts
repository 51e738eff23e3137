/** Named axes of a population: read and checked when it is described. Row-major: along the last axis cells are neighbours. */
import { NeurariumError } from './errors.ts';
import { describe } from './parameter-value.ts';
import { suggest } from './suggest.ts';

export interface Axis {
  readonly name: string;
  readonly size: number;
}

function fail(message: string, hint?: string): never {
  throw new NeurariumError({ code: 'description', message, hint });
}

function isAxisName(name: string): boolean {
  return /^[A-Za-z][A-Za-z0-9_]*$/.test(name);
}

/** `{ head: 2, class: 10 }` as axes, in the order written. */
export function readAxes(given: Readonly<Record<string, unknown>>): readonly Axis[] {
  const axes = Object.entries(given).map(([name, size]) => {
    if (!isAxisName(name)) fail(`axis '${name}' is no name`, 'Names are letters, digits and _, beginning with a letter.');
    if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 1)
      fail(`the axis ${name} is ${describe(size)} long, expected a whole number of at least 1`);
    return { name, size };
  });
  return axes.length > 0 ? axes : fail('a population without axes', 'Write of(100), or of({ row: 10, column: 10 }).');
}

/** Cells of a population with these axes. */
export function cellsAlong(axes: readonly Axis[]): number {
  const cells = axes.reduce((product, { size }) => product * size, 1);
  return Number.isSafeInteger(cells) ? cells : fail(`the axes ${axes.map(({ name }) => name).join(', ')} hold too many cells`);
}

/**
 * A population seen from one of its axes: an array [outer][length][inner]. Cells that were only counted lie along any one axis, and
 * '' is the only axis there is.
 * @throws NeurariumError where it has no such axis
 */
export function axisShape(axes: readonly Axis[] | undefined, size: number, name: string) {
  if (axes === undefined) return { outer: 1, length: size, inner: 1 };
  const names = axes.map((axis) => axis.name);
  const place = name === '' && axes.length === 1 ? 0 : names.indexOf(name);
  if (place < 0 && name === '')
    fail(`the model works along the only axis of a population, but this one has ${names.join(', ')}`, 'Give it one of them.');
  if (place < 0) fail(`the model works along the axis '${name}', which the population does not have`, suggest(name, names));
  const inner = cellsAlong(axes.slice(place + 1));
  return { outer: size / (axes[place]!.size * inner), length: axes[place]!.size, inner };
}
