/** Optimisers and losses are equations like cells: text, checked and lowered by the same compiler. */
import { lowerModel } from '../equations/index.ts';
import type { LoweredModel } from '../kernels/ir.ts';
import type { Model } from '../model.ts';

interface Written {
  readonly name: string;
  readonly source: string;
  readonly parameters?: Readonly<Record<string, number>>;
  readonly state: readonly string[];
  readonly ports: readonly string[];
  readonly equations: string;
}

/** Numbers without units throughout. */
export function lowerNumbers({ name, source, parameters = {}, state, ports, equations }: Written): LoweredModel {
  const model: Model = {
    name,
    source,
    parameters: Object.fromEntries(Object.entries(parameters).map(([key, value]) => [key, { value, unit: '1', doc: key }])),
    state: Object.fromEntries(state.map((key) => [key, { unit: '1', initial: 0, doc: key }])),
    ports: Object.fromEntries(ports.map((key) => [key, { unit: '1' }])),
    equations,
    outputs: [],
  };
  return lowerModel(model);
}
