/** What the front page knows of each scenario, so that it can draw all of them without loading any. Computed from their descriptions. */
import {
  type CellTags,
  type ConnectionTags,
  describeScenario,
  estimateMemory,
  type NetworkTags,
  networkTags,
  type Scenario,
} from '../../engine/index.ts';
import { type Family, familyOf } from './families.ts';

export interface CataloguePopulation extends CellTags {
  readonly name: string;
  readonly model: string;
  readonly size: number;
}

export interface CatalogueConnection extends ConnectionTags {
  /** Places in `populations`. */
  readonly from: number;
  readonly to: number;
}

export interface CatalogueEntry {
  readonly id: string;
  readonly title: string;
  readonly source: string;
  readonly family: Family;
  /** Of its cells and connections together: what the search looks for. */
  readonly tags: readonly string[];
  readonly populations: readonly CataloguePopulation[];
  readonly connections: readonly CatalogueConnection[];
  /** In ms of model time; null where a protocol says how long it takes. */
  readonly duration: number | null;
  readonly cells: number;
  readonly synapses: number;
}

/** Of the scenario as it is at first. @throws NeurariumError where it cannot be described */
export function catalogueEntry(scenario: Scenario): CatalogueEntry {
  const { id, title, source, network, duration, precision, dt, learners } = describeScenario(scenario);
  const all = Object.values(learners);
  const tags = networkTags(network, all);
  const { cells, connections } = tags;
  const { cells: count, synapses } = estimateMemory(network, precision, 1, dt);
  const place = (name: string): number => network.populations.findIndex((population) => population.name === name);
  return {
    id,
    title,
    source,
    family: familyOf(tags, all),
    tags: searched(tags),
    populations: network.populations.map(({ name, model, size }) => ({ name, model: model.name, size, ...cells[name]! })),
    connections: network.projections.map(({ name, from, to }) => ({ from: place(from), to: place(to), ...connections[name]! })),
    duration,
    cells: count,
    synapses,
  };
}

/** Those that tell networks apart: nearly all have directed connections and plain cells. */
function searched({ generation, cells, connections }: NetworkTags): string[] {
  const ofCells = Object.values(cells).flatMap((cell) => [...cell.function, cell.behaviour, cell.complexity, cell.signal]);
  const ofConnections = Object.values(connections).flatMap(({ course, direction, wiring, trainable }) => {
    return [course, direction, wiring, ...(trainable ? ['trainable'] : [])];
  });
  const all = [generation.toLowerCase(), ...ofCells, ...ofConnections];
  return [...new Set(all)].filter((tag) => tag !== 'plain' && tag !== 'directed').sort();
}
