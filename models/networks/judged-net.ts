/**
 * A threshold net beside what it should say: units that fire where the two differ, and a table of both. Everything is units of the same kind, so
 * that what is wrong is seen where it happens.
 */
import { type Network, network, pairs, steps } from '../../engine/index.ts';
import { mcCullochPitts, spikeList } from '../neurons/index.ts';
import type { Connection, Populations } from './connections.ts';
import { type ThresholdNet, thresholdParts } from './threshold-net.ts';

/**
 * Populations `inputs` and `units` of the net; `truth`, which a stimulus makes fire: cell k with what output k should say, in the same step, and
 * then one cell in the steps in which outputs are asked at all; `wrong`: cell 2 k fires one step after output k missed what is true, cell 2 k + 1
 * after it said what is not; `table`: inputs as they were when they were asked, outputs, and what is true, beside each other.
 */
export function judgedNet(net: ThresholdNet): Network {
  const { populations, connections } = thresholdParts(net);
  const count = net.outputs.length;
  const unitOf = new Map(net.units.map(({ name }, unit) => [name, unit]));
  const outputs = net.outputs.map((name) => unitOf.get(name)!);
  const each = outputs.map((_, k) => k);
  const missed = each.map((k) => 2 * k);
  const invented = each.map((k) => 2 * k + 1);
  const inputs = net.inputs.map((_, i) => i);
  const all: Populations = {
    ...populations,
    truth: spikeList.of(count + 1),
    wrong: mcCullochPitts.of(2 * count, { threshold: each.flatMap(() => [1, 2]) }),
    table: mcCullochPitts.of(inputs.length + 2 * count),
  };
  const excitatory = { port: 'excitatory', weight: 1 };
  const inhibitory = { port: 'inhibitory', weight: 1 };
  const asked = each.map(() => count);
  const judging: Connection[] = [
    { from: 'truth', to: 'wrong', ...excitatory, wiring: pairs([...each, ...asked], [...missed, ...invented]) },
    { from: 'truth', to: 'wrong', ...inhibitory, wiring: pairs(each, invented) },
    { from: 'units', to: 'wrong', ...excitatory, wiring: pairs(outputs, invented) },
    { from: 'units', to: 'wrong', ...inhibitory, wiring: pairs(outputs, missed) },
    { from: 'inputs', to: 'table', ...excitatory, wiring: pairs(inputs, inputs), delay: steps(net.lag) },
    {
      from: 'units',
      to: 'table',
      ...excitatory,
      wiring: pairs(
        outputs,
        each.map((k) => inputs.length + k),
      ),
    },
    {
      from: 'truth',
      to: 'table',
      ...excitatory,
      wiring: pairs(
        each,
        each.map((k) => inputs.length + count + k),
      ),
    },
  ];
  return network(all, [...connections, ...judging]);
}
