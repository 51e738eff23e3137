/** Writes examples of a data set into the lanes of a network that learns: inputs to ports, what is asked to losses. */
import { type Dataset, type Field, fieldOf, lengthOf } from '../data/index.ts';
import { NeurariumError } from '../errors.ts';
import type { BatchNetwork, LaneNumbers } from '../learning/index.ts';
import type { Encoding } from '../training/index.ts';
import { inputField, refuseUnknown } from './fields.ts';

/** One field, and where it goes. */
interface Route {
  readonly name: string;
  readonly field: Field;
  readonly to: LaneNumbers;
  /** Numbers of one step of one example. */
  readonly length: number;
  /** By which a number is multiplied; of a class, what its place gets. */
  readonly factor: number;
  /** What the places of other classes get. */
  readonly rest: number;
  /** Whether it may be unknown: then nothing is asked. An input may not. */
  readonly asked: boolean;
  /** Of an example, in which it goes there. */
  readonly steps: number;
  /** Are told 1 meanwhile, all their cells. */
  readonly gates: readonly (LaneNumbers & { readonly size: number })[];
}

export class Feeder {
  readonly #data: Dataset;
  readonly #batch: number;
  readonly #routes: readonly Route[];

  /** @throws NeurariumError where fields do not fit the network */
  constructor(data: Dataset, trainer: BatchNetwork, encodings: readonly Encoding[]) {
    this.#data = data;
    this.#batch = trainer.batch;
    const inputs = encodings.map((encoding) => inputRoute(data, trainer, encoding));
    // An example is asked as long as it is there.
    const steps = inputs.length === 0 ? Number.POSITIVE_INFINITY : Math.max(...inputs.map((route) => route.steps));
    this.#routes = [...inputs, ...targetRoutes(data, trainer, steps)];
  }

  /** Step `step` of the examples goes to time `time` of the lanes. */
  feed(examples: Uint32Array, step: number, time: number): void {
    for (const route of this.#routes) {
      if (step >= route.steps) continue;
      for (let lane = 0; lane < examples.length; lane++) this.#write(route, examples[lane]!, lane, step, time);
    }
  }

  #write(
    { name, field, to, length, factor, rest, asked, gates }: Route,
    example: number,
    lane: number,
    step: number,
    time: number,
  ): void {
    const numbers = this.#data.values(name, example);
    const from = field.perStep === true ? step * length : 0;
    const begin = (time * this.#batch + lane) * to.stride;
    for (const { values, stride, size } of gates) {
      const first = (time * this.#batch + lane) * stride;
      values.fill(1, first, first + size);
    }
    if (field.classes === undefined) {
      for (let i = 0; i < length; i++) {
        const number = numbers[from + i]!;
        if (Number.isNaN(number) && !asked) refuseUnknown(this.#data, name, example, step);
        to.values[begin + i] = number * factor;
      }
      return;
    }
    const label = numbers[from]!;
    if (Number.isNaN(label)) return asked ? undefined : refuseUnknown(this.#data, name, example, step);
    to.values.fill(rest, begin, begin + field.classes.length);
    to.values[begin + label] = factor;
  }
}

function inputRoute(data: Dataset, trainer: BatchNetwork, encoding: Encoding): Route {
  const { population, scale } = encoding;
  if ('parameter' in encoding)
    return refuse(`encode sets parameter ${encoding.parameter} of ${population}, expected a port: learning goes by batches`);
  const name = encoding.field ?? inputField(data);
  const field = fieldOf(data, name);
  const size = trainer.plan.populations.find((one) => one.name === population)!.size;
  const length = checkSize(data, name, population, size);
  const factor = field.classes === undefined ? scale / (field.maximum ?? 1) : scale;
  const { port, steps } = encoding;
  const gates = encoding.gates.map((gate) => gateOf(gate, trainer));
  return { name, field, to: trainer.input(population, port), length, factor, rest: 0, asked: false, steps, gates };
}

function gateOf(gate: string, trainer: BatchNetwork): Route['gates'][number] {
  const [population = '', port = ''] = gate.split('.');
  const { size } = trainer.plan.populations.find(({ name }) => name === population)!;
  return { ...trainer.input(population, port), size };
}

function targetRoutes(data: Dataset, trainer: BatchNetwork, steps: number): Route[] {
  return trainer.targets.map(({ field: name, population, size, otherClasses, ...to }) => {
    const field = fieldOf(data, name);
    // A single logistic cell says the second of two classes; margins are about -1 and 1.
    const single = field.classes?.length === 2 && size === 1;
    const common = { name, to, factor: 1, asked: true, steps, gates: [] };
    if (single) return { ...common, field: asNumber(field), length: 1, rest: 0 };
    const length = checkSize(data, name, population, size);
    return { ...common, field, length, rest: otherClasses };
  });
}

/** Two classes as 0 and 1. */
function asNumber({ classes: _, ...field }: Field): Field {
  return field;
}

/** Numbers of a step. @throws NeurariumError where there are not as many as cells */
function checkSize(data: Dataset, name: string, population: string, size: number): number {
  const field = fieldOf(data, name);
  const length = lengthOf(field, 1);
  const needed = field.classes?.length ?? length;
  if (needed !== size) {
    const message = `field '${name}' of data set ${data.name} needs ${needed} cells, and ${population} has ${size}`;
    refuse(
      message,
      'A network can be as wide as given data need: network: (controls, data) => ..., with data.inputs and data.outputs.',
    );
  }
  return length;
}

function refuse(message: string, hint?: string): never {
  throw new NeurariumError({ code: 'description', message, hint });
}
