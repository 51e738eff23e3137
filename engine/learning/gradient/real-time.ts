/**
 * Real-time recurrent learning (Williams & Zipser 1989, Neural Comput 1:270): beside the state of one recurrent population goes what each
 * of its numbers changes by with each trained one, step by step, so that gradients are known at once and need no past. Plain loops in
 * float64: n^2 trained weights times n cells times n make it a method for small populations.
 */
import type { Region } from '../../compile/index.ts';
import { type Numbers, numberBytes, numbersAt, type Plan, type ValueProjectionPlan } from '../../compile/plan.ts';
import { NeurariumError } from '../../errors.ts';
import { type AdjointArrays, type LearningArrays, stateAt } from '../arrays.ts';
import type { CellLearning } from '../cell-learning.ts';
import type { MadeNetwork } from '../learner.ts';
import type { TrainedArray } from './optimiser-pass.ts';

const mostCells = 64;

/** A projection onto the population, with its synapses by target. */
interface Incoming {
  readonly port: string;
  readonly rows: Uint32Array;
  readonly sources: Uint32Array;
  readonly weights: Numbers;
  /** What the sources said. */
  readonly values: Numbers;
  /** Whether they are the population's own cells, one step before; and which of its variables they say. */
  readonly recurrent: boolean;
  readonly variable: string;
  /** Place of its first weight among all that is trained; null where they are not trained. */
  readonly first: number | null;
}

/** What a cell's new state changes by with its old state, its ports and its trained parameters: one number per cell each. */
interface Jacobian {
  readonly states: Readonly<Record<string, Numbers>>;
  readonly ports: Readonly<Record<string, Numbers>>;
  readonly parameters: Readonly<Record<string, Numbers>>;
}

export class RealTime {
  readonly #cell: CellLearning;
  readonly #states: readonly string[];
  readonly #incoming: readonly Incoming[];
  readonly #parameters: readonly { readonly name: string; readonly first: number }[];
  readonly #arrays: readonly TrainedArray[];
  readonly #firsts: readonly number[];
  readonly #count: number;
  readonly #view: (region: Region) => Numbers;
  /** By state: what each cell's number changes by with each trained one, cells x trained. */
  #sensitivity: ReadonlyMap<string, Float64Array>;
  /** The same of the next step, while it is reckoned. */
  #after: ReadonlyMap<string, Float64Array>;
  /** By port: what each cell's input changes by with each trained number. */
  readonly #arriving: ReadonlyMap<string, Float64Array>;

  /** @throws NeurariumError for networks that are not one recurrent population with feed-forward layers after it */
  constructor({ plan, cells }: MadeNetwork, trained: readonly TrainedArray[]) {
    const values = plan.projections.filter((one): one is ValueProjectionPlan => one.kind === 'value');
    const loops = new Set(values.filter(({ delay }) => delay > 0).map(({ target }) => target));
    const [population, ...more] = loops;
    if (population === undefined || more.length > 0 || values.length < plan.projections.length)
      refuse(`${loops.size} populations are recurrent, expected one, of values`);
    if (population.size > mostCells) refuse(`${population.size} recurrent cells, expected at most ${mostCells}`);
    this.#cell = cells[population.index]!;
    this.#view = ({ address, bytes }) =>
      numbersAt(plan.map.memory.buffer, address, bytes / numberBytes(plan.precision), plan.precision);
    this.#states = Object.keys(population.model.state);
    const own = trained.filter(({ name }) => isOnto(name, population.name, values));
    this.#arrays = own;
    this.#firsts = own.map((_, k) => own.slice(0, k).reduce((sum, { count }) => sum + count, 0));
    this.#count = own.reduce((sum, { count }) => sum + count, 0);
    const placeOf = (name: string) => {
      const k = own.findIndex((one) => one.name === name);
      return k < 0 ? null : this.#firsts[k]!;
    };
    this.#incoming = values
      .filter(({ target }) => target === population)
      .map((one) => this.#incomingOf(one, plan, cells, placeOf));
    this.#parameters = Object.keys(this.#adjoints.parameters).map((name) => ({
      name,
      first: placeOf(`${population.name}.${name}`)!,
    }));
    const nothing = (names: Iterable<string>) =>
      new Map(Array.from(names, (name) => [name, new Float64Array(population.size * this.#count)]));
    this.#sensitivity = nothing(this.#states);
    this.#after = nothing(this.#states);
    this.#arriving = nothing(this.#incoming.map(({ port }) => port));
  }

  /** The network begins anew: nothing has been changed by anything yet. */
  reset(): void {
    clear(this.#sensitivity);
  }

  /** After a step: what its new state changes by with what is trained. `step`: its number. */
  goOn(step: number): void {
    const size = this.#cell.arrays.population.size;
    const [before, after] = [this.#sensitivity, this.#after];
    clear(after);
    this.#arrive(before, size);
    for (const state of this.#states) {
      const jacobian = this.#jacobian(state, step);
      const rows = after.get(state)!;
      for (let cell = 0; cell < size; cell++) {
        const row = rows.subarray(cell * this.#count, (cell + 1) * this.#count);
        for (const old of this.#states) addTo(row, before.get(old)!, cell, jacobian.states[old]![cell]!);
        for (const [port, changes] of this.#arriving) addTo(row, changes, cell, jacobian.ports[port]![cell]!);
        for (const { name, first } of this.#parameters) row[first + cell]! += jacobian.parameters[name]![cell]!;
      }
    }
    this.#sensitivity = after;
    this.#after = before;
  }

  /** Replaces the gradients of what leads into the population, by what the loss changes by with its states of now. */
  fillGradients(): void {
    const { population, stride } = this.#cell.arrays;
    const total = new Float64Array(this.#count);
    for (const state of this.#states) {
      const adjoint = this.#view(this.#adjoints.state[state]!);
      for (let cell = 0; cell < population.size; cell++)
        addTo(total, this.#sensitivity.get(state)!, cell, adjoint[stride + cell]!);
    }
    this.#arrays.forEach(({ gradient, count }, k) => {
      const first = this.#firsts[k]!;
      this.#view(gradient).set(total.subarray(first, first + count));
    });
  }

  get #adjoints(): AdjointArrays {
    return this.#cell.arrays.adjoints!;
  }

  /** Inputs change with trained numbers through the weights, and through what was said before. */
  #arrive(before: ReadonlyMap<string, Float64Array>, size: number): void {
    clear(this.#arriving);
    for (const { port, rows, sources, weights, values, recurrent, variable, first } of this.#incoming) {
      const changes = this.#arriving.get(port)!;
      for (let cell = 0; cell < size; cell++) {
        const row = changes.subarray(cell * this.#count, (cell + 1) * this.#count);
        for (let k = rows[cell]!; k < rows[cell + 1]!; k++) {
          if (first !== null) row[first + k]! += values[sources[k]!]!;
          if (recurrent) addTo(row, before.get(variable)!, sources[k]!, weights[k]!);
        }
      }
    }
  }

  /** Of the new value of one state: the cell's own adjoint, asked for that state alone. */
  #jacobian(state: string, step: number): Jacobian {
    const { arrays, backward } = this.#cell;
    const { state: states, ports, parameters } = this.#adjoints;
    for (const [name, region] of Object.entries(states)) {
      const adjoint = this.#view(region).fill(0);
      if (name === state) adjoint.fill(1, arrays.stride, 2 * arrays.stride);
    }
    for (const region of [...Object.values(ports), ...Object.values(parameters)]) this.#view(region).fill(0);
    backward!(step, 0);
    const copies = (regions: LearningArrays['ports']) =>
      Object.fromEntries(Object.entries(regions).map(([name, region]) => [name, this.#view(region).slice(0, arrays.stride)]));
    return { states: copies(states), ports: copies(ports), parameters: copies(parameters) };
  }

  #incomingOf(
    { name, source, target, variable, port, rows, sources, weights, delay, synapses }: ValueProjectionPlan,
    { map: { memory } }: Plan,
    cells: readonly CellLearning[],
    placeOf: (name: string) => number | null,
  ): Incoming {
    if (delay > 1 || (delay === 1 && source !== target))
      refuse(`${name} has a delay of ${delay} steps, expected one step of the population to itself alone`);
    const said = cells[source.index]!.arrays;
    const words = ({ address }: Region, count: number) => new Uint32Array(memory.buffer, address, count);
    return {
      port,
      rows: words(rows, target.size + 1),
      sources: words(sources, synapses),
      weights: this.#view(weights),
      // Of the step before, or of this one.
      values: numbersAt(memory.buffer, stateAt(said, variable, 1 - delay), said.stride, said.precision),
      recurrent: delay === 1,
      variable,
      first: placeOf(name),
    };
  }
}

/** Whether what is trained leads into the population, or is a parameter of it. */
function isOnto(name: string, population: string, projections: readonly ValueProjectionPlan[]): boolean {
  const projection = projections.find((one) => one.name === name);
  return projection === undefined ? name.startsWith(`${population}.`) : projection.target.name === population;
}

function clear(all: ReadonlyMap<string, Float64Array>): void {
  for (const numbers of all.values()) numbers.fill(0);
}

/** row += factor * rows[cell]. */
function addTo(row: Float64Array, rows: Float64Array, cell: number, factor: number): void {
  if (factor === 0) return;
  const begin = cell * row.length;
  for (let i = 0; i < row.length; i++) row[i]! += factor * rows[begin + i]!;
}

function refuse(what: string): never {
  throw new NeurariumError({
    code: 'description',
    message: `real-time learning: ${what}`,
    hint: 'Use gradients through time: leave realTime out.',
  });
}
