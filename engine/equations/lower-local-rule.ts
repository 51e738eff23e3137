/** A local rule's texts -> kernel programs, by the compiler of models: over synapses, and over postsynaptic cells. */
import type { LoweredModel } from '../kernels/ir.ts';
import type { LocalRule } from '../local-rule.ts';
import type { Model } from '../model.ts';

export interface LoweredLocalRule {
  /** State: `weight` and what is handed on; ports: `pre`, `post`, `rate` and the state of the postsynaptic cells. */
  readonly synapse: LoweredModel;
  /** State: that of the postsynaptic cells; ports: `post` and `rate`. Null where they carry nothing. */
  readonly post: LoweredModel | null;
}

/** `lower`: of models. @throws as it does */
export function lowerLocalRuleBy(lower: (model: Model) => LoweredModel, rule: LocalRule): LoweredLocalRule {
  const { name, source, post, handedOn, equations } = rule;
  const carried = Object.keys(post.state);
  const model = (state: readonly string[], ports: readonly string[], text: string): Model => ({
    name,
    source,
    parameters: each(Object.keys(rule.parameters), (key) => ({ value: rule.parameters[key]!, unit: '1', doc: key })),
    state: each(state, (key) => ({ unit: '1', initial: 0, doc: key })),
    ports: each(ports, () => ({ unit: '1' })),
    equations: text,
    outputs: [],
  });
  return {
    synapse: lower(model(['weight', ...handedOn], ['pre', 'post', 'rate', ...carried], equations)),
    post: carried.length === 0 ? null : lower(model(carried, ['post', 'rate'], post.equations)),
  };
}

function each<T>(names: readonly string[], of: (name: string) => T): Record<string, T> {
  return Object.fromEntries(names.map((name) => [name, of(name)]));
}
