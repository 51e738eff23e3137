/** What the synapses of a projection hold now, copied out of the memory. Changes nothing. */
import { type EventProjectionPlan, numbersAt, type Plan } from '../compile/plan.ts';
import { NeurariumError } from '../errors.ts';
import { suggest } from '../suggest.ts';
import { findProjection } from './event-check.ts';

/** A projection of a running simulation. Arrays are copies, in internal units. */
export interface ProjectionActivity {
  readonly name: string;
  readonly synapses: number;
  /** Of the weights: the port's. */
  readonly unit: string;
  /** By block of 65,536 targets, then source, delay, target, ascending: for up to 65,536 targets and one delay that is by source and target. */
  readonly weights: Float64Array;
  /** A rule's own numbers: of a synapse in the order of `weights`, or of a cell as 'pre.x', 'post.x'. @throws NeurariumError for an unknown name */
  variable(name: string): Float64Array;
}

/** @throws NeurariumError 'usage' where no projection that carries spikes has this name */
export function projectionActivity(plan: Plan, name: string): ProjectionActivity {
  const projection = findProjection(plan, name);
  const read = (address: number, count: number) => numbersAt(plan.map.memory.buffer, address, count, plan.precision);
  const { table, learning } = projection;
  return {
    name,
    synapses: table.synapses,
    unit: projection.target.model.ports[projection.port]!.unit,
    get weights() {
      return weightsOf(projection, read);
    },
    variable: (variable) => {
      if (learning !== null && Object.hasOwn(learning.rule.state, variable)) {
        const blocks = table.blocks.map(({ synapses }, b) => read(learning.blocks[b]!.state[variable]!.address, synapses));
        return Float64Array.from(blocks.flatMap((block) => Array.from(block)));
      }
      const cells = cellVariables(projection);
      const found = cells.get(variable);
      if (found !== undefined) {
        // A trace that only decays lies in memory over a scale that all cells share.
        const decay = learning?.decays.find(({ trace }) => trace.address === found.address);
        const scale = decay === undefined ? 1 : read(decay.scale.address, 1)[0]!;
        return Float64Array.from(read(found.address, found.count), (value) => value * scale);
      }
      throw new NeurariumError({
        code: 'usage',
        message: `'${variable}' is no variable of the synapses`,
        where: `projection ${name}`,
        hint: suggest(variable, [...Object.keys(learning?.rule.state ?? {}), ...cells.keys()]),
      });
    },
  };
}

type Read = (address: number, count: number) => Float64Array | Float32Array;

function weightsOf({ table, sharedWeight }: EventProjectionPlan, read: Read): Float64Array {
  const weights = new Float64Array(table.synapses);
  if (sharedWeight !== null) return weights.fill(read(sharedWeight.address, 1)[0]!);
  let first = 0;
  for (const block of table.blocks) {
    weights.set(read(block.weights!.address, block.synapses), first);
    first += block.synapses;
  }
  return weights;
}

function cellVariables({ learning, source, target }: EventProjectionPlan): Map<string, { address: number; count: number }> {
  const sides = [
    ['pre', source.size],
    ['post', target.size],
  ] as const;
  return new Map(
    sides.flatMap(([side, count]) =>
      Object.entries(learning?.[side] ?? {}).map(([name, { address }]) => [`${side}.${name}`, { address, count }] as const),
    ),
  );
}
