/** The network graph: cells, or populations where cells are too many, with their activity, and spikes on their way. Knows no source. */
import { type About, type Panel, tagAxes } from '../../engine/index.ts';
import type { Picture, PictureItem } from '../picture/picture.ts';
import { glowSteps, NodeActivity, valueDemand } from './graph/activity.ts';
import { edgeAlpha, edgeItems } from './graph/edge-items.ts';
import { edgeNear } from './graph/edge-paths.ts';
import { ErrorFlow } from './graph/error-flow.ts';
import { legendHeight, legendItems } from './graph/legend.ts';
import { labelItems, nodeItems } from './graph/node-items.ts';
import { cellPulses, populationPulses } from './graph/pulses.ts';
import { nodeAt, nodeOf, type Scene, SceneMaker } from './graph/scene.ts';
import { type TagColours, tagColours } from './graph/tag-colours.ts';
import { hintHeight, touchedAt, touchHint } from './graph/touch.ts';
import { toldSpan } from './model-time.ts';
import type { Hit, PanelDrawing, PanelKind, PanelView, Table, Theme, Touched } from './panel.ts';
import { shortNumber, withUnit } from './short-number.ts';

type GraphPanel = Extract<Panel, { readonly panel: 'graph' }>;

/** Share of the window that a spike's way takes at least. */
const travelShare = 1 / 24;

export const graph: PanelKind<GraphPanel> = {
  title: ({ of }, _about, t) =>
    of === undefined || of.length === 0 ? t('graph.title') : `${t('graph.title')}: ${of.join(', ')}`,
  demand: ({ of }, about) =>
    [...about.populations.keys()].flatMap((p) => {
      const shown = of === undefined || of.length === 0 || of.includes(about.populations[p]!.name);
      return shown ? (valueDemand(about, p) ?? []) : [];
    }),
  options: ({ colour: now, ...panel }, { tags }, t) => {
    const axes = tags === null ? [] : tagAxes(tags);
    if (axes.length === 0) return [];
    const plain = { label: t('graph.colour'), panel, chosen: now === undefined };
    return [
      plain,
      ...axes.map((colour) => ({ label: t('graph.by', { axis: colour }), panel: { ...panel, colour }, chosen: colour === now })),
    ];
  },
  drawing: (panel) => new GraphDrawing(panel),
};

interface StaticEdges {
  readonly scene: Scene;
  readonly theme: Theme;
  readonly node: number;
  readonly items: readonly PictureItem[];
}

class GraphDrawing implements PanelDrawing {
  readonly #panel: GraphPanel;
  readonly #maker = new SceneMaker();
  #activity: { readonly scene: Scene; readonly of: NodeActivity } | null = null;
  #edges: StaticEdges | null = null;
  readonly #flow = new ErrorFlow();
  #tagged: { readonly about: About; readonly theme: Theme; readonly colours: TagColours | null } | null = null;

  constructor(panel: GraphPanel) {
    this.#panel = panel;
  }

  draw(view: PanelView): Picture {
    const { width, height } = view;
    const scene = this.#scene(view);
    const activity = this.#active(view, scene);
    const colours = this.#colours(view);
    const learns = this.#flow.take(scene.graph);
    const items = [
      ...this.#edgeItems(view, scene, colours),
      ...(learns ? this.#flow.items(view, scene.graph, scene.paths) : []),
      ...nodeItems(view, scene, activity, colours?.cells ?? null),
      ...(view.calm ? [] : pulsesOf(view, scene)),
      ...labelItems(view, scene, activity),
      ...legendItems(view, scene, { colours, learns }),
      ...noticeItems(view, scene),
      ...touchHint(this.#panel, view, scene),
    ];
    return { width, height, items };
  }

  hit(view: PanelView, x: number, y: number): Hit | null {
    const scene = this.#scene(view);
    const node = nodeAt(scene, x, y);
    if (node >= 0) return this.#hitNode(view, scene, node);
    const edge = edgeNear(scene.paths, scene.graph.edges.count, x, y, 5);
    return edge < 0 ? null : hitEdge(view, scene, edge);
  }

  touch(view: PanelView, x: number, y: number): readonly Touched[] | null {
    return touchedAt(this.#panel, view, this.#scene(view), x, y);
  }

  table(view: PanelView): Table {
    const { about, history, time } = view;
    const { graph, places } = this.#scene(view);
    const from = Math.max(about.firstStep, Math.ceil(time.from));
    const to = Math.floor(time.to) + 1;
    const seconds = ((to - from) * about.dt) / 1000;
    const counts = new Float64Array(graph.nodes);
    graph.firstNode.forEach((first, p) => {
      if (first < 0) return;
      const { size } = about.populations[p]!;
      if (graph.of === 'populations') counts[first] = history.spikes(p).countBetween(from, to) / size;
      else
        history.spikes(p).visit(from, to, (_steps, cells, begin, end) => {
          for (let k = begin; k < end; k++) counts[first + cells[k]!]!++;
        });
    });
    const spikes = (n: number): boolean => about.populations[graph.population[n]!]!.spikes;
    const nodes = [...counts.keys()];
    return {
      population: nodes.map((n) => about.populations[graph.population[n]!]!.name),
      ...(graph.of === 'cells'
        ? { cell: [...graph.cell] }
        : { cells: nodes.map((n) => about.populations[graph.population[n]!]!.size) }),
      'x (px)': [...places.x],
      'y (px)': [...places.y],
      'rate (Hz)': nodes.map((n) => (spikes(n) ? counts[n]! / seconds : '')),
    };
  }

  timeAxis(): null {
    return null;
  }

  #scene(view: PanelView): Scene {
    const { of, layout, touch } = this.#panel;
    const above = touch === undefined ? 0 : hintHeight(view);
    const box = { x: 0, y: above, width: view.width, height: Math.max(1, view.height - legendHeight(view) - above) };
    return this.#maker.scene(view, { of, layout, box });
  }

  #active(view: PanelView, scene: Scene): NodeActivity {
    if (this.#activity?.scene.graph !== scene.graph) this.#activity = { scene, of: new NodeActivity(scene.graph.nodes) };
    this.#activity.of.update(view, scene.graph);
    return this.#activity.of;
  }

  #colours({ about, theme }: PanelView): TagColours | null {
    if (this.#tagged?.about !== about || this.#tagged.theme !== theme)
      this.#tagged = { about, theme, colours: tagColours(about, this.#panel.colour, theme) };
    return this.#tagged.colours;
  }

  /** Those of the selected cell stand out, the others step back. */
  #edgeItems({ theme, selected }: PanelView, scene: Scene, colours: TagColours | null): readonly PictureItem[] {
    const node = nodeOf(scene.graph, selected);
    const old = this.#edges;
    if (old !== null && old.scene === scene && old.theme === theme && old.node === node) return old.items;
    const { graph, paths } = scene;
    const alpha = edgeAlpha(graph);
    const by = colours?.connections ?? null;
    const items = edgeItems(graph, paths, theme, null, node < 0 ? alpha : alpha * 0.3, by);
    if (node >= 0) {
      const own = new Set<number>();
      for (let e = 0; e < graph.edges.count; e++) {
        if (graph.edges.source[e] === node || graph.edges.target[e] === node) own.add(e);
      }
      items.push(...edgeItems(graph, paths, theme, own, 0.95, by));
    }
    this.#edges = { scene, theme, node, items };
    return items;
  }

  #hitNode(view: PanelView, scene: Scene, node: number): Hit {
    const { about, t } = view;
    const { graph } = scene;
    const activity = this.#active(view, scene);
    const population = graph.population[node]!;
    const { name, model, size, variables } = about.populations[population]!;
    const cell = graph.cell[node]!;
    const lines =
      graph.of === 'cells' ? [t('graph.cell', { cell, population: name }), model] : [name, t('graph.model', { size, model })];
    const value = activity.value[node]!;
    if (!Number.isNaN(value)) {
      const [variable, { unit }] = Object.entries(variables)[0]!;
      lines.push(t('graph.value', { variable, value: withUnit(value, unit) }));
    }
    if (!Number.isNaN(activity.rate[node]!)) lines.push(t('graph.rate', { rate: shortNumber(activity.rate[node]!) }));
    const count = (ends: Uint32Array): number => ends.reduce((sum, end) => sum + Number(end === node), 0);
    if (graph.of === 'cells')
      lines.push(t('graph.inOut', { inputs: count(graph.edges.target), outputs: count(graph.edges.source) }));
    return { lines, cell: graph.of === 'cells' ? { population, cell } : { population, cell: 0 }, step: null };
  }
}

function pulsesOf(view: PanelView, { graph, paths, bySource, radii }: Scene): PictureItem[] {
  const shortest = Math.max(glowSteps(view) / 2, (view.time.to - view.time.from) * travelShare);
  if (graph.of === 'populations') return populationPulses(view, graph, paths, shortest);
  const radius = Math.min(4, Math.max(1.5, 0.25 * (radii[0] ?? 0)));
  return cellPulses(view, graph, bySource, paths, radius, shortest);
}

function hitEdge({ about, t }: PanelView, { graph }: Scene, e: number): Hit {
  const { edges, cell } = graph;
  const { from, to, port, synapses } = about.projections[edges.projection[e]!]!;
  const unit = about.populations.find(({ name }) => name === to)?.ports[port]?.unit ?? '';
  const weight = withUnit(edges.weight[e]!, unit);
  const delay = toldSpan(about, edges.delay[e]!, t);
  const gradient = edges.gradient[e]!;
  const lines =
    graph.of === 'cells'
      ? [`${from} ${cell[edges.source[e]!]!} → ${to} ${cell[edges.target[e]!]!}`, port]
      : [`${from} → ${to}`, t('graph.synapses', { count: synapses, port })];
  if (!Number.isNaN(edges.weight[e]!)) lines.push(t('graph.weight', { weight, delay }));
  if (!Number.isNaN(gradient)) lines.push(t('graph.gradient', { gradient: shortNumber(gradient) }));
  return { lines, cell: null, step: null };
}

function noticeItems({ theme, t }: PanelView, { graph }: Scene): PictureItem[] {
  if (!graph.waiting && graph.missing === null) return [];
  const text = graph.waiting ? t('graph.waiting') : t('graph.missing', { why: graph.missing! });
  return [{ kind: 'text', x: 10, y: 8, text, size: theme.text, colour: theme.faint, baseline: 'top' }];
}
