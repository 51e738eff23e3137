/** What a network has learnt, taken out of its plan and put back: numbers by name, nothing else. */
import { fillCoefficients } from '../compile/index.ts';
import { numbersAt, type Plan } from '../compile/plan.ts';
import { NeurariumError } from '../errors.ts';

/** Trained numbers ('x->h:input#0', 'h.bias'), and states that are kept ('norm.mean'). Copies. */
export type SavedNetwork = Readonly<Record<string, Float64Array | Float32Array>>;

/** What is saved of a plan, by name: views of its memory. */
function views({ trained, populations, map, precision }: Plan): [name: string, values: Float64Array | Float32Array][] {
  const { buffer } = map.memory;
  const kept = populations.flatMap(({ name, model, state, size }) =>
    Object.entries(model.state).flatMap(([variable, about]) =>
      about.kept === true ? { name: `${name}.${variable}`, values: state[variable]!, count: size } : [],
    ),
  );
  return [...trained, ...kept].map(({ name, values, count }) => [name, numbersAt(buffer, values.address, count, precision)]);
}

export function savedNetwork(plan: Plan): SavedNetwork {
  return Object.fromEntries(views(plan).map(([name, values]) => [name, values.slice()]));
}

/**
 * The numbers, and what the plan computes of them before it runs.
 * @throws NeurariumError 'data' where it is of another network, naming what does not fit; then nothing was changed
 */
export function loadNetwork(plan: Plan, saved: SavedNetwork): void {
  const all = views(plan);
  const { map, precision, dt } = plan;
  const round = precision === 'float32' ? Math.fround : (value: number) => value;
  const unknown = Object.keys(saved).find((name) => !all.some(([own]) => own === name));
  if (unknown !== undefined) refuse(`it has '${unknown}', which this network has not`);
  for (const [name, values] of all) {
    const given = Object.hasOwn(saved, name) ? saved[name]! : refuse(`it lacks '${name}'`);
    if (given.length !== values.length) refuse(`it has ${given.length} numbers of '${name}', this network ${values.length}`);
    const wrong = given.findIndex((value) => !Number.isFinite(round(value)));
    if (wrong >= 0) refuse(`number ${wrong} of '${name}' is ${given[wrong]}`);
  }
  for (const [name, values] of all) values.set(saved[name]!);
  for (const population of plan.populations) fillCoefficients(population, map.memory.buffer, precision, dt);
}

function refuse(what: string): never {
  throw new NeurariumError({
    code: 'data',
    message: `the saved network does not fit: ${what}`,
    hint: 'Load it into the scenario that it was saved from, with the same controls.',
  });
}
