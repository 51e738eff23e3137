/** What a network graph consists of: cells, or populations where cells are too many, and the connections between them. Knows no place and no colour. */
import type { About, Synapses } from '../../../engine/index.ts';
import type { Ask } from '../panel.ts';

/** With more cells than this, a node stands for a population. */
export const mostCells = 300;
/** Synapses that are asked of one projection. */
const mostSynapses = 3000;
/** Enough to tell whether a projection excites or inhibits. */
const sample = 32;

export interface NetworkGraph {
  readonly of: 'cells' | 'populations';
  readonly nodes: number;
  /** Per node: place in About.populations, and the cell (0 where the node is a population). */
  readonly population: Uint32Array;
  readonly cell: Uint32Array;
  /** The first node of a population; -1 where it is not shown. */
  readonly firstNode: Int32Array;
  readonly edges: GraphEdges;
  /** Whether answers are still to come. */
  readonly waiting: boolean;
  /** Why connections are not all there; null where they are. */
  readonly missing: string | null;
}

/** Arrays with one element per edge. */
export interface GraphEdges {
  readonly count: number;
  readonly source: Uint32Array;
  readonly target: Uint32Array;
  /** Place in About.projections. */
  readonly projection: Uint32Array;
  /** 1 excites, -1 inhibits, 0: not known. */
  readonly sign: Int8Array;
  /** From 0 to 1: |weight| against the largest of its unit; of populations: log of the synapses. */
  readonly strength: Float32Array;
  /** NaN: not known. Of populations: the mean. */
  readonly weight: Float64Array;
  /** In steps. Of populations: the mean. */
  readonly delay: Float64Array;
  /** Of the loss by the weight; NaN where nothing learns by it. Of populations: the mean of its size. */
  readonly gradient: Float64Array;
}

/** @param of names of populations; undefined: all of them */
export function networkGraph(about: About, of: readonly string[] | undefined, answers: readonly Answered[]): NetworkGraph {
  const shown = shownPopulations(about, of);
  const cells = areCells(about, shown);
  const firstNode = new Int32Array(about.populations.length).fill(-1);
  const population: number[] = [];
  const cell: number[] = [];
  for (const p of shown) {
    firstNode[p] = population.length;
    for (let c = 0; c < (cells ? about.populations[p]!.size : 1); c++) {
      population.push(p);
      cell.push(c);
    }
  }
  const edges = (cells ? cellEdges : populationEdges)(about, answers, firstNode);
  return {
    of: cells ? 'cells' : 'populations',
    nodes: population.length,
    population: Uint32Array.from(population),
    cell: Uint32Array.from(cell),
    firstNode,
    edges,
    waiting: answers.some(({ synapses, why }) => synapses === null && why === null),
    missing: answers.find(({ why }) => why !== null)?.why ?? null,
  };
}

/** The connections of one projection, as far as they were told. */
export interface Answered {
  readonly projection: number;
  readonly synapses: Synapses | null;
  readonly why: string | null;
}

/** Asks for the connections between the shown populations; the same objects come back as long as nothing changes. */
export function askConnections(about: About, of: readonly string[] | undefined, ask: Ask): Answered[] {
  const shown = shownPopulations(about, of);
  const limit = areCells(about, shown) ? mostSynapses : sample;
  const names = new Set(shown.map((p) => about.populations[p]!.name));
  return about.projections.flatMap(({ from, to }, projection) => {
    if (!names.has(from) || !names.has(to)) return [];
    const { answer, why } = ask({ of: 'synapses', projection, limit });
    return { projection, synapses: answer?.of === 'synapses' ? answer.synapses : null, why };
  });
}

function shownPopulations({ populations }: About, of: readonly string[] | undefined): number[] {
  return [...populations.keys()].filter((p) => of === undefined || of.length === 0 || of.includes(populations[p]!.name));
}

function areCells({ populations }: About, shown: readonly number[]): boolean {
  return shown.reduce((sum, p) => sum + populations[p]!.size, 0) <= mostCells;
}

/** What a name says of a port holds; conductances and gates have positive weights that may yet inhibit. */
export function signOf(port: string, weight: number): number {
  if (/^inhib/i.test(port)) return -1;
  if (Number.isNaN(weight) || weight === 0) return /^excit/i.test(port) ? 1 : 0;
  return weight > 0 ? 1 : -1;
}

function cellEdges(about: About, answers: readonly Answered[], firstNode: Int32Array): GraphEdges {
  const edges = emptyEdges(answers.reduce((sum, { synapses }) => sum + (synapses?.weight.length ?? 0), 0));
  const largest = new Map<string, number>();
  const unitOf = (k: number): string => {
    const { to, port } = about.projections[k]!;
    return about.populations.find(({ name }) => name === to)?.ports[port]?.unit ?? '';
  };
  let e = 0;
  for (const { projection: k, synapses } of answers) {
    if (synapses === null) continue;
    const { from, to, port } = about.projections[k]!;
    const [source, target] = [from, to].map((name) => firstNode[about.populations.findIndex((one) => one.name === name)]!);
    const unit = unitOf(k);
    synapses.weight.forEach((weight, s) => {
      edges.source[e] = source! + synapses.source[s]!;
      edges.target[e] = target! + synapses.target[s]!;
      edges.projection[e] = k;
      edges.weight[e] = weight;
      edges.delay[e] = synapses.delay[s]!;
      edges.gradient[e] = synapses.gradient?.[s] ?? Number.NaN;
      edges.sign[e] = signOf(port, weight);
      largest.set(unit, Math.max(largest.get(unit) ?? 0, Math.abs(weight)));
      e++;
    });
  }
  for (e = 0; e < edges.count; e++) {
    const most = largest.get(unitOf(edges.projection[e]!))!;
    edges.strength[e] = most === 0 ? 1 : Math.abs(edges.weight[e]!) / most;
  }
  return edges;
}

function populationEdges(about: About, answers: readonly Answered[], firstNode: Int32Array): GraphEdges {
  const edges = emptyEdges(answers.length);
  const most = Math.max(2, ...answers.map(({ projection }) => about.projections[projection]!.synapses));
  answers.forEach(({ projection: k, synapses }, e) => {
    const { from, to, port, synapses: count } = about.projections[k]!;
    const node = (name: string): number => firstNode[about.populations.findIndex((one) => one.name === name)]!;
    const weight = mean(synapses?.weight);
    edges.source[e] = node(from);
    edges.target[e] = node(to);
    edges.projection[e] = k;
    edges.weight[e] = weight;
    edges.delay[e] = mean(synapses?.delay) || 0;
    edges.gradient[e] = mean(synapses?.gradient?.map(Math.abs));
    edges.sign[e] = signOf(port, weight);
    edges.strength[e] = Math.log1p(count) / Math.log1p(most);
  });
  return edges;
}

/** Whether the same nodes are connected in the same way, with whatever weights. */
export function sameWays(a: NetworkGraph, b: NetworkGraph): boolean {
  const same = (one: Uint32Array, other: Uint32Array): boolean =>
    one.length === other.length && one.every((n, k) => n === other[k]);
  return a.of === b.of && a.nodes === b.nodes && same(a.edges.source, b.edges.source) && same(a.edges.target, b.edges.target);
}

function emptyEdges(count: number): GraphEdges {
  return {
    count,
    source: new Uint32Array(count),
    target: new Uint32Array(count),
    projection: new Uint32Array(count),
    sign: new Int8Array(count),
    strength: new Float32Array(count),
    weight: new Float64Array(count),
    delay: new Float64Array(count),
    gradient: new Float64Array(count).fill(Number.NaN),
  };
}

function mean(values: ArrayLike<number> | undefined): number {
  if (values === undefined || values.length === 0) return Number.NaN;
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
}

/** Edges by the node they leave: those of node n are `edges[starts[n]]` to `edges[starts[n + 1]]`, not included. */
export function edgesBySource({ nodes, edges }: NetworkGraph): { readonly starts: Uint32Array; readonly edges: Uint32Array } {
  const starts = new Uint32Array(nodes + 1);
  for (let e = 0; e < edges.count; e++) starts[edges.source[e]! + 1]!++;
  for (let n = 0; n < nodes; n++) starts[n + 1]! += starts[n]!;
  const next = starts.slice();
  const sorted = new Uint32Array(edges.count);
  for (let e = 0; e < edges.count; e++) sorted[next[edges.source[e]!]!++] = e;
  return { starts, edges: sorted };
}
