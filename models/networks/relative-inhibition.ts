/**
 * The same net under the other assumption: where an inhibitory input no longer forbids, but takes one excitatory input away, each inhibiting
 * unit is doubled as often as there is excitation to be outweighed, and all inputs pass through one unit more. It answers what the first net
 * answers, one step later (McCulloch & Pitts 1943, Bull Math Biophys 5:115: "the same results, though perhaps not in the same time").
 */
import type { ThresholdNet, ThresholdUnit } from './threshold-net.ts';

/** `net`: with absolute inhibition. Each pair of units has at most one connection of a kind, of weight 1 or -1. */
export function relativeInhibition(net: ThresholdNet): ThresholdNet {
  const copies = copiesOf(net);
  const doubled = (name: string): string[] => Array.from({ length: copies.get(name) ?? 1 }, (_, k) => copyName(name, k));
  const relays = net.inputs.flatMap((input) =>
    doubled(input).map((name) => ({ name, threshold: 1, excitatory: [input], inhibitory: [] })),
  );
  const units = net.units.flatMap((unit): ThresholdUnit[] => {
    const excitatory = unit.excitatory.map((name) => copyName(name, 0));
    const inhibitory = unit.inhibitory.flatMap((name) => Array.from({ length: outweighing(unit) }, (_, k) => copyName(name, k)));
    return doubled(unit.name).map((name) => ({ name, threshold: unit.threshold, excitatory, inhibitory }));
  });
  return {
    inputs: net.inputs,
    units: [...relays, ...units],
    outputs: net.outputs.map((name) => copyName(name, 0)),
    lag: net.lag + 1,
    inhibition: 'relative',
  };
}

/** Inputs that must be taken away for a unit to stay below its threshold whatever excites it. */
function outweighing({ threshold, excitatory }: ThresholdUnit): number {
  return Math.max(1, excitatory.length - threshold + 1);
}

/** How often each name is needed at once. */
function copiesOf({ units }: ThresholdNet): Map<string, number> {
  const most = new Map<string, number>();
  for (const unit of units) for (const name of unit.inhibitory) most.set(name, Math.max(most.get(name) ?? 1, outweighing(unit)));
  return most;
}

function copyName(name: string, copy: number): string {
  return `${name}#${copy}`;
}
