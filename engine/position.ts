/** Where the cells of a population lie: one to three coordinates per cell, as plain data in um. Draws nothing. */
import { uniform } from './distribution.ts';
import { NeurariumError, within } from './errors.ts';
import { describe, type Given, type ParameterValue, readGiven } from './parameter-value.ts';
import { parseQuantity, type Quantity } from './units.ts';

type Length = Quantity<'um'>;

/** Coordinates of the cells of a population; given to `of` as `position`. Pair expressions call them x, y and z. */
export interface Positions {
  readonly kind: 'positions';
  /** How many cells these are for; null where each coordinate is drawn. */
  readonly cells: number | null;
  /** One to three, in um. */
  readonly coordinates: readonly ParameterValue[];
  /** In um, of each coordinate: the length after which space begins again; null where it does not. */
  readonly period: readonly (number | null)[];
}

export const coordinateNames = ['x', 'y', 'z'] as const;

function fail(message: string, hint?: string): never {
  throw new NeurariumError({ code: 'description', message, hint });
}

function length(given: string, what: string): number {
  const value = parseQuantity(given, 'um', what);
  return value > 0 ? value : fail(`${what} is ${given}, expected more than 0 um`);
}

function checkCount(count: number, what: string): void {
  if (!Number.isSafeInteger(count) || count < 1) fail(`${what} is ${describe(count)}, expected a whole number of at least 1`);
}

function checkAxes(count: number, what: string): void {
  if (count < 1 || count > 3) fail(`${what} with ${count} lengths, expected one to three`);
}

/**
 * Cells on a regular grid from the origin, `[rows, columns]` (or `[columns]`, or `[layers, rows, columns]`), row by row: x runs along a
 * row, y from row to row. `periodic`: the last neighbours the first, as on a torus.
 */
export function grid(
  shape: readonly [number] | readonly [number, number] | readonly [number, number, number],
  spacing: Length,
  { periodic = false }: { readonly periodic?: boolean } = {},
): Positions {
  checkAxes(shape.length, 'grid()');
  shape.forEach((count, k) => checkCount(count, `entry ${k} of the grid's shape`));
  const step = length(spacing, 'spacing of grid()');
  const counts = [...shape].reverse();
  const cells = shape.reduce<number>((product, count) => product * count, 1);
  let stride = 1;
  const coordinates = counts.map((count): ParameterValue => {
    const each = stride;
    stride *= count;
    return {
      kind: 'values',
      values: Float64Array.from({ length: cells }, (_, cell) => (Math.floor(cell / each) % count) * step),
    };
  });
  return { kind: 'positions', cells, coordinates, period: counts.map((count) => (periodic ? count * step : null)) };
}

/** `rows` of `columns` cells, each row shifted by half a spacing against the last: every cell inside has six neighbours at `spacing`. */
export function hexagonal([rows, columns]: readonly [number, number], spacing: Length): Positions {
  checkCount(rows, 'rows of hexagonal()');
  checkCount(columns, 'columns of hexagonal()');
  const step = length(spacing, 'spacing of hexagonal()');
  const cells = rows * columns;
  const place = (of: (row: number, column: number) => number): ParameterValue => ({
    kind: 'values',
    values: Float64Array.from({ length: cells }, (_, cell) => step * of(Math.floor(cell / columns), cell % columns)),
  });
  const coordinates = [place((row, column) => column + (row % 2) / 2), place((row) => row * (Math.sqrt(3) / 2))];
  return { kind: 'positions', cells, coordinates, period: [null, null] };
}

/** `n` cells on a straight line, `spacing` apart. */
export function line(n: number, spacing: Length): Positions {
  return grid([n], spacing);
}

/** `n` cells evenly on a ring; x is the place along it, and distances are measured along it. */
export function ring(n: number, circumference: Length): Positions {
  checkCount(n, 'number of cells of ring()');
  const around = length(circumference, 'circumference of ring()');
  const values = Float64Array.from({ length: n }, (_, cell) => (cell * around) / n);
  return { kind: 'positions', cells: n, coordinates: [{ kind: 'values', values }], period: [around] };
}

/** Uniformly at random in a box of the given side lengths, each cell by itself; drawn from `<population>/position/<x, y or z>`. */
export function scattered(sides: readonly Length[], { periodic = false }: { readonly periodic?: boolean } = {}): Positions {
  checkAxes(sides.length, 'scattered()');
  const lengths = sides.map((side, k) => length(side, `side ${k} of scattered()`));
  return {
    kind: 'positions',
    cells: null,
    coordinates: lengths.map((side) => uniform('0 um', `${side} um`)),
    period: lengths.map((side) => (periodic ? side : null)),
  };
}

/** Coordinates given one by one: values('um', [...]), a distribution, or one quantity for all cells. */
export function positions(given: { readonly x: Given<'um'>; readonly y?: Given<'um'>; readonly z?: Given<'um'> }): Positions {
  let cells: number | null = null;
  if (given.z !== undefined && given.y === undefined) fail('positions() with z, but without y');
  const coordinates = coordinateNames.flatMap((name) => {
    const one = given[name];
    if (one === undefined) return name === 'x' ? fail('positions() without x') : [];
    const known = typeof one === 'object' && one.kind === 'values' ? one.values.length : null;
    cells ??= known;
    return [within('positions()', () => readGiven(one, 'um', name, cells))];
  });
  return { kind: 'positions', cells, coordinates, period: coordinates.map(() => null) };
}

/** Refuses what are no positions of `size` cells. @throws NeurariumError 'description' */
export function readPositions(given: unknown, size: number): Positions {
  if (typeof given !== 'object' || given === null || !('kind' in given) || given.kind !== 'positions') {
    return fail(
      `position is ${describe(given)}, expected positions`,
      "Write grid([20, 20], '50 um'), ring(n, '1 mm'), or the like.",
    );
  }
  const read = given as Positions;
  if (read.cells !== null && read.cells !== size) fail(`${read.cells} positions for a population of ${size} cells`);
  return read;
}
