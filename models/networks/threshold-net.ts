/**
 * Net of McCulloch-Pitts threshold units, as plain data: unit i fires one step after at least `threshold` of its excitatory inputs did, unless
 * an inhibitory one did, too (absolute inhibition). McCulloch & Pitts 1943, Bull Math Biophys 5:115.
 */
import { type Network, NeurariumError, network, pairs, suggest } from '../../engine/index.ts';
import { mcCullochPitts, spikeList } from '../neurons/index.ts';
import type { Connection, Populations } from './connections.ts';

export interface ThresholdUnit {
  readonly name: string;
  /** 0: fires by itself, unless inhibited. */
  readonly threshold: number;
  /** Names of units and inputs. */
  readonly excitatory: readonly string[];
  readonly inhibitory: readonly string[];
}

/** `absolute`: any inhibitory input forbids firing; `relative`: it takes one excitatory input away. */
export type Inhibition = 'absolute' | 'relative';

export interface ThresholdNet {
  readonly inputs: readonly string[];
  readonly units: readonly ThresholdUnit[];
  /** Names of units. */
  readonly outputs: readonly string[];
  /** Steps after which outputs answer what inputs said. */
  readonly lag: number;
  readonly inhibition: Inhibition;
}

/** Populations `inputs`, which fire when a stimulus says so, and `units`. @throws NeurariumError naming a unit that hears what there is not */
export function thresholdNet(net: ThresholdNet): Network {
  const { populations, connections } = thresholdParts(net);
  return network(populations, connections);
}

/** What a network of a net and more is put together from. */
export function thresholdParts({ inputs, units, inhibition }: ThresholdNet): {
  readonly populations: Populations;
  readonly connections: readonly Connection[];
} {
  const names = units.map(({ name }) => name);
  checkNames(inputs, units);
  const from = { inputs: placesOf(inputs), units: placesOf(names) };
  // An input that takes away from what is counted is counted with weight -1.
  const ports = [
    { kind: 'excitatory', port: 'excitatory', weight: 1 },
    {
      kind: 'inhibitory',
      ...(inhibition === 'absolute' ? { port: 'inhibitory', weight: 1 } : { port: 'excitatory', weight: -1 }),
    },
  ] as const;
  return {
    populations: {
      inputs: spikeList.of(inputs.length),
      units: mcCullochPitts.of(units.length, { threshold: units.map(({ threshold }) => threshold) }),
    },
    connections: (['inputs', 'units'] as const).flatMap((source) =>
      ports.flatMap(({ kind, port, weight }): Connection[] => {
        const [sources, targets]: [number[], number[]] = [[], []];
        units.forEach((unit, target) => {
          for (const name of unit[kind]) {
            const place = from[source].get(name);
            if (place === undefined) continue;
            sources.push(place);
            targets.push(target);
          }
        });
        return sources.length === 0 ? [] : [{ from: source, to: 'units', port, wiring: pairs(sources, targets), weight }];
      }),
    ),
  };
}

/** Several nets beside each other as one, each with names of its own; `shared`: inputs that all of them hear. All answer after as many steps. */
export function sideBySide(nets: readonly ThresholdNet[], shared: readonly string[] = []): ThresholdNet {
  const all = new Set(shared);
  const renamed = nets.map((net, k) => {
    const rename = (name: string): string => (all.has(name) ? name : `${k}.${name}`);
    return {
      ...net,
      inputs: net.inputs.filter((name) => !all.has(name)).map(rename),
      outputs: net.outputs.map(rename),
      units: net.units.map(({ name, threshold, excitatory, inhibitory }) => ({
        name: rename(name),
        threshold,
        excitatory: excitatory.map(rename),
        inhibitory: inhibitory.map(rename),
      })),
    };
  });
  const [{ lag, inhibition } = { lag: 0, inhibition: 'absolute' as const }] = nets;
  const other = nets.find((net) => net.lag !== lag || net.inhibition !== inhibition);
  if (other !== undefined)
    fail(
      `nets of lag ${lag} with ${inhibition} and of lag ${other.lag} with ${other.inhibition} inhibition side by side, expected the same`,
    );
  return {
    inputs: [...shared, ...renamed.flatMap(({ inputs }) => inputs)],
    units: renamed.flatMap(({ units }) => units),
    outputs: renamed.flatMap(({ outputs }) => outputs),
    lag,
    inhibition,
  };
}

function placesOf(names: readonly string[]): Map<string, number> {
  return new Map(names.map((name, place) => [name, place]));
}

function checkNames(inputs: readonly string[], units: readonly ThresholdUnit[]): void {
  const known = new Set(inputs);
  for (const { name } of units) {
    if (known.has(name)) fail(`'${name}' is the name of two units, or of a unit and an input`);
    known.add(name);
  }
  for (const { name, excitatory, inhibitory } of units)
    for (const heard of [...excitatory, ...inhibitory])
      if (!known.has(heard)) fail(`unit '${name}' hears '${heard}', which there is not`, suggest(heard, [...known]));
}

function fail(message: string, hint?: string): never {
  throw new NeurariumError({ code: 'description', message, hint });
}
