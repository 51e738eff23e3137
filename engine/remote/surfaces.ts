/**
 * Surfaces of a network that may be learning: what cells say for each point of a grid of inputs. One pass over a grid answers for all
 * populations that are asked of.
 */
import type { PopulationPlan } from '../compile/plan.ts';
import type { Question, ToldSurface } from './messages.ts';
import { Spaced } from './spaced.ts';
import type { Twin } from './twin.ts';

export type SurfaceQuestion = Extract<Question, { readonly of: 'surface' }>;

interface Wanted {
  readonly population: PopulationPlan;
  readonly variable: string;
  told: ToldSurface | null;
}

interface Grid {
  readonly wanted: Map<string, Wanted>;
  readonly spaced: Spaced;
}

export class Surfaces {
  readonly #now: () => number;
  readonly #grids = new Map<string, Grid>();

  /** `now`: wall time in ms. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** As the network is in `step`, or was a short while ago. @param port of the inputs */
  answer(question: SurfaceQuestion, twin: Twin, port: string, step: number): ToldSurface {
    const { inputs, across, up, columns, rows, population, variable } = question;
    const grid = remembered(this.#grids, [inputs, ...across, ...up, columns, rows].join(' '), () => {
      return { wanted: new Map<string, Wanted>(), spaced: new Spaced(this.#now) };
    });
    const wanted = remembered(grid.wanted, `${population} ${variable}`, () => {
      return { population: twin.plan.populations[population]!, variable, told: null };
    });
    if (wanted.told === null) grid.spaced.again();
    grid.spaced.run(step, () => pass(question, [...grid.wanted.values()], twin, port, step));
    return wanted.told!;
  }
}

function remembered<K, V>(all: Map<K, V>, key: K, make: () => V): V {
  const known = all.get(key) ?? make();
  all.set(key, known);
  return known;
}

function pass(
  { inputs: index, across, up, columns, rows }: SurfaceQuestion,
  all: readonly Wanted[],
  twin: Twin,
  port: string,
  step: number,
): void {
  const inputs = twin.plan.populations[index]!;
  const given = twin.input(inputs, port);
  const told = all.map((wanted) => {
    const cells = wanted.population.size;
    const values = new Float32Array(cells * rows * columns);
    wanted.told = { columns, rows, values, cells, step };
    return { from: twin.values(wanted.population, wanted.variable), values };
  });
  twin.follow();
  for (let at = 0; at < rows * columns; at++) {
    twin.begin();
    given[0] = along(across, at % columns, columns);
    if (given.length > 1) given[1] = along(up, Math.floor(at / columns), rows);
    twin.step(inputs);
    for (const { from, values } of told)
      for (let cell = 0; cell < from.length; cell++) values[cell * rows * columns + at] = from[cell]!;
  }
}

/** Both ends are points of the grid. */
function along([low, high]: readonly [number, number], place: number, count: number): number {
  return count === 1 ? low : low + ((high - low) * place) / (count - 1);
}
