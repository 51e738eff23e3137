/** A formula as a disjunction of conjunctions of atoms and their negations, with few terms (Quine 1952, Am Math Mon 59:521; McCluskey 1956). */
import { NeurariumError } from '../../engine/index.ts';
import { type Atom, atomsOf, evaluate, type Formula, replaceAtoms } from './formula.ts';

/** Its table has two rows for each; more would take long. */
const mostAtoms = 12;

/** Rows of a table whose bits outside `free` are those of `value`: bit i is atom i. */
interface Cube {
  readonly free: number;
  readonly value: number;
}

/** Says the same. @throws NeurariumError 'equation' for more than 12 atoms */
export function normalForm(formula: Formula): Formula {
  const atoms = atomsOf(formula);
  if (atoms.length > mostAtoms)
    throw new NeurariumError({
      code: 'equation',
      message: `a formula of ${atoms.length} atoms, expected at most ${mostAtoms} for its normal form`,
      hint: "Use the form 'nested': as it is written.",
    });
  const places = new Map<Atom, number>();
  replaceAtoms(formula, (atom) => {
    places.set(
      atom,
      atoms.findIndex(({ name, delay }) => name === atom.name && delay === atom.delay),
    );
    return atom;
  });
  const rows = Array.from({ length: 1 << atoms.length }, (_, row) => row);
  const right = rows.filter((row) => evaluate(formula, (atom) => ((row >> places.get(atom)!) & 1) === 1));
  return { kind: 'or', parts: cover(right, primes(right, atoms.length)).map((cube) => conjunction(cube, atoms)) };
}

/** The largest cubes of these rows. */
function primes(rows: readonly number[], atoms: number): Cube[] {
  const found: Cube[] = [];
  let cubes = rows.map((value): Cube => ({ free: 0, value }));
  while (cubes.length > 0) {
    const known = new Set(cubes.map(keyOf));
    const larger = new Map<number, Cube>();
    const joined = new Set<number>();
    for (const cube of cubes) {
      for (let bit = 1; bit < 1 << atoms; bit *= 2) {
        if ((cube.free & bit) !== 0) continue;
        if (!known.has(keyOf({ free: cube.free, value: cube.value ^ bit }))) continue;
        joined.add(keyOf(cube));
        const wider = { free: cube.free | bit, value: cube.value & ~bit };
        larger.set(keyOf(wider), wider);
      }
    }
    found.push(...cubes.filter((cube) => !joined.has(keyOf(cube))));
    cubes = [...larger.values()];
  }
  return found;
}

function keyOf({ free, value }: Cube): number {
  return (free << mostAtoms) + value;
}

function has({ free, value }: Cube, row: number): boolean {
  return (row & ~free) === value;
}

/** Some of the cubes that have all rows: again and again the one with most rows that none has yet. */
function cover(rows: readonly number[], cubes: readonly Cube[]): Cube[] {
  const chosen: Cube[] = [];
  let left = rows;
  while (left.length > 0) {
    const counts = cubes.map((cube) => left.reduce((count, row) => count + (has(cube, row) ? 1 : 0), 0));
    const best = cubes[counts.indexOf(counts.reduce((a, b) => Math.max(a, b)))]!;
    chosen.push(best);
    left = left.filter((row) => !has(best, row));
  }
  return chosen;
}

function conjunction({ free, value }: Cube, atoms: readonly Atom[]): Formula {
  const parts = atoms.flatMap((atom, i): Formula[] => {
    if (((free >> i) & 1) === 1) return [];
    return [((value >> i) & 1) === 1 ? atom : { kind: 'not', a: atom }];
  });
  return { kind: 'and', parts };
}
