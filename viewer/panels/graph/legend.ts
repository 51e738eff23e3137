/** The line under a network graph: which symbol and colour is which population, and what arrows and bars mean. */
import type { PictureItem } from '../../picture/picture.ts';
import { symbolItems } from '../../picture/symbols.ts';
import { textWidth } from '../../picture/text-width.ts';
import { isTextKey } from '../../texts/index.ts';
import type { PanelView, Translate } from '../panel.ts';
import { signColour } from './edge-items.ts';
import { flowColour } from './error-flow.ts';
import { populationColour } from './node-items.ts';
import type { Scene } from './scene.ts';
import type { TagColours } from './tag-colours.ts';

/** With more populations their names stand at the cells, or nowhere. */
const mostEntries = 8;

/** What a graph shows beside its cells and connections. */
interface LegendOf {
  readonly colours: TagColours | null;
  /** Whether errors go back. */
  readonly learns: boolean;
}

interface Entry {
  readonly text: string;
  draw(x: number, y: number, size: number): PictureItem[];
}

export function legendHeight({ theme }: PanelView): number {
  return theme.text * 1.9;
}

/** One row, from the left; what has no room is left out at the right. */
export function legendItems(view: PanelView, scene: Scene, shown: LegendOf): PictureItem[] {
  const { theme, width, height, t } = view;
  const { graph, layout } = scene;
  const y = height - legendHeight(view) / 2;
  const layoutName = t(`graph.${layout}`);
  const caption =
    graph.of === 'cells'
      ? t('graph.cells', { cells: graph.nodes, connections: graph.edges.count, layout: layoutName })
      : t('graph.populations', { populations: graph.nodes, connections: graph.edges.count, layout: layoutName });
  const small = theme.text * 0.85;
  const items: PictureItem[] = [{ kind: 'text', x: width - 8, y, text: caption, size: small, colour: theme.faint, align: 'end' }];
  const room = width - 24 - textWidth(caption, small);
  let x = 10;
  for (const entry of entriesOf(view, scene, shown)) {
    const end = x + theme.text * 1.5 + textWidth(entry.text, theme.text);
    if (end > room) break;
    items.push(...entry.draw(x, y, theme.text));
    items.push({ kind: 'text', x: x + theme.text * 1.5, y, text: entry.text, size: theme.text, colour: theme.ink });
    x = end + theme.text;
  }
  return items;
}

function entriesOf(view: PanelView, scene: Scene, { colours, learns }: LegendOf): Entry[] {
  const { theme, t } = view;
  const dot =
    (colour: number) =>
    (x: number, y: number, size: number): PictureItem[] => [
      { kind: 'discs', discs: Float32Array.of(x + size / 2, y, size * 0.42), colours: colour },
    ];
  const tags = colours?.legend.map(({ word, colour }): Entry => ({ text: wordOf(word, t), draw: dot(colour) })) ?? [];
  const flow: Entry[] = learns ? [{ text: t('graph.errors'), draw: dot(flowColour(theme)) }] : [];
  return [
    ...tags,
    ...(colours?.cells == null ? symbolEntries(view, scene) : []),
    ...(colours?.connections == null ? signEntries(view, scene) : []),
    ...flow,
  ];
}

/** In the reader's language, where there is a word for it. */
function wordOf(tag: string, t: Translate): string {
  const key = `tag.${tag}`;
  return isTextKey(key) ? t(key) : tag;
}

function symbolEntries({ about, theme }: PanelView, { graph, symbols }: Scene): Entry[] {
  const entries: Entry[] = [];
  const shown = [...new Set(graph.population)];
  if (graph.of === 'cells' && shown.length <= mostEntries) {
    for (const p of shown) {
      const symbol = symbols[graph.firstNode[p]!]!;
      const ink = theme.dark ? 0x11151a : 0x1c232b;
      entries.push({
        text: about.populations[p]!.name,
        draw: (x, y, size) => symbolItems(symbol, x + size / 2, y, size * 0.5, populationColour(theme, p), ink),
      });
    }
  }
  return entries;
}

function signEntries({ theme, t }: PanelView, { graph }: Scene): Entry[] {
  const entries: Entry[] = [];
  for (const sign of [1, -1]) {
    if (!graph.edges.sign.includes(sign)) continue;
    entries.push({
      text: t(sign > 0 ? 'graph.excites' : 'graph.inhibits'),
      draw: (x, y, size) => {
        const end = x + size * 1.2;
        const half = size * 0.3;
        const points = sign > 0 ? [end - half, y - half, end, y, end - half, y + half] : [end, y - half, end, y + half];
        const all = Float32Array.from([x, y, end, y, Number.NaN, Number.NaN, ...points]);
        return [{ kind: 'polyline', points: all, colour: signColour(sign, theme), width: 2 }];
      },
    });
  }
  return entries;
}
