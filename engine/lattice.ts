/** Which cells of a population are neighbours, by where they lie. */

/** Rounded places of neighbours may be apart by a little more than others. */
const tolerance = 1.001;

export interface Lattice {
  /** One to three coordinates of each cell. */
  readonly places: readonly Float64Array[];
  /** Of each coordinate: after which length space begins again; null where it does not. */
  readonly period: readonly (number | null)[];
}

/** From one cell to another, along each coordinate, the shortest way. */
export function way({ places, period }: Lattice, from: number, to: number): number[] {
  return places.map((coordinate, axis) => {
    const apart = coordinate[to]! - coordinate[from]!;
    const along = period[axis] ?? null;
    return along === null ? apart : apart - along * Math.round(apart / along);
  });
}

/** Pairs of cells as near to each other as any two are, the smaller number first, ascending. */
export function neighbourPairs(lattice: Lattice): readonly (readonly [number, number])[] {
  const cells = lattice.places[0]?.length ?? 0;
  const squared: number[] = [];
  let least = Number.POSITIVE_INFINITY;
  for (let a = 0; a < cells; a++)
    for (let b = a + 1; b < cells; b++) {
      const length = way(lattice, a, b).reduce((sum, x) => sum + x * x, 0);
      squared.push(length);
      least = Math.min(least, length);
    }
  const pairs: [number, number][] = [];
  let k = 0;
  for (let a = 0; a < cells; a++) for (let b = a + 1; b < cells; b++) if (squared[k++]! <= least * tolerance) pairs.push([a, b]);
  return pairs;
}

/** Of each cell, ascending. */
export function neighboursOf(lattice: Lattice): readonly (readonly number[])[] {
  const all: number[][] = Array.from({ length: lattice.places[0]?.length ?? 0 }, () => []);
  for (const [a, b] of neighbourPairs(lattice)) {
    all[a]!.push(b);
    all[b]!.push(a);
  }
  return all.map((cells) => cells.sort((a, b) => a - b));
}
