/** Nodes with their glow, numbers and names. */
import { colourOf, colourScale } from '../../picture/colour-map.ts';
import { mixed } from '../../picture/mixed.ts';
import type { PictureItem } from '../../picture/picture.ts';
import { textWidth } from '../../picture/text-width.ts';
import type { PanelView, Theme } from '../panel.ts';
import { shortNumber } from '../short-number.ts';
import type { NodeActivity } from './activity.ts';
import { nodeOf, type Scene } from './scene.ts';

/** Steps of glow that are drawn apart. */
const glowLevels = 4;

/** `colours`: by population, in place of activity. */
export function nodeItems(
  view: PanelView,
  scene: Scene,
  activity: NodeActivity,
  colours: readonly number[] | null,
): PictureItem[] {
  const { theme, selected } = view;
  const { graph, sheet, places, radii } = scene;
  const fills = colours === null ? fillsOf(view, scene, activity) : Uint32Array.from(graph.population, (p) => colours[p]!);
  const outlines = Uint32Array.from(graph.population, (p) => populationColour(theme, p));
  const ink = theme.dark ? 0x11151a : 0x1c232b;
  const items = [...glowItems(scene, activity, theme), ...sheet.items(fills, outlines, ink)];
  const node = nodeOf(graph, selected);
  if (node >= 0) {
    const radius = radii[node]! + Math.max(4, 0.25 * radii[node]!);
    items.push(ring(places.x[node]!, places.y[node]!, radius, theme.accent, Math.max(2, theme.text / 6)));
  }
  return items;
}

export function populationColour({ populations }: Theme, population: number): number {
  return populations[population % populations.length]!;
}

/** At rest a cell shows the colour of its kind faintly, active in full; cells without spikes show their value. */
function fillsOf({ theme }: PanelView, { graph, sheet }: Scene, activity: NodeActivity): Uint32Array {
  const full = sheet.colours;
  return Uint32Array.from(full, (colour, n) => {
    const value = activity.value[n]!;
    const extent = Number.isNaN(value) ? null : activity.extent(graph.population[n]!);
    if (extent !== null) return colourOf(colourScale(extent.low, extent.high, theme.dark), value);
    return mixed(theme.background, colour, (theme.dark ? 0.42 : 0.5) + (theme.dark ? 0.58 : 0.5) * activity.glow[n]!);
  });
}

function glowItems({ graph, sheet, places, radii }: Scene, { glow }: NodeActivity, { dark }: Theme): PictureItem[] {
  const colours = sheet.colours;
  const levels = Array.from({ length: glowLevels }, () => ({ discs: [] as number[], colours: [] as number[] }));
  for (let n = 0; n < graph.nodes; n++) {
    const level = levels[Math.min(glowLevels, Math.ceil(glow[n]! * glowLevels - 0.15)) - 1];
    if (level === undefined) continue;
    const reach = radii[n]! + Math.max(3, 0.55 * Math.min(radii[n]!, 30)) * (0.5 + 0.5 * glow[n]!);
    level.discs.push(places.x[n]!, places.y[n]!, reach, places.x[n]!, places.y[n]!, (reach + radii[n]!) / 2);
    level.colours.push(colours[n]!, colours[n]!);
  }
  return levels.flatMap(({ discs, colours: of }, level): PictureItem[] => {
    if (discs.length === 0) return [];
    const alpha = ((level + 1) / glowLevels) * (dark ? 0.45 : 0.4);
    return [{ kind: 'discs', discs: Float32Array.from(discs), colours: Uint32Array.from(of), alpha }];
  });
}

function ring(x: number, y: number, radius: number, colour: number, width: number): PictureItem {
  const points = new Float32Array(2 * 49);
  for (let k = 0; k <= 48; k++) {
    points[2 * k] = x + radius * Math.cos((k * Math.PI) / 24);
    points[2 * k + 1] = y + radius * Math.sin((k * Math.PI) / 24);
  }
  return { kind: 'polyline', points, colour, width };
}

/** Names of populations and their rates, or numbers of cells where there is room. */
export function labelItems(view: PanelView, scene: Scene, activity: NodeActivity): PictureItem[] {
  const { about, theme } = view;
  const { graph, places, radii } = scene;
  const items: PictureItem[] = [];
  for (let n = 0; n < graph.nodes; n++) {
    const { name, size } = about.populations[graph.population[n]!]!;
    const [x, y, radius] = [places.x[n]!, places.y[n]!, radii[n]!];
    const under = y + radius + 3;
    if (graph.of === 'cells') {
      const small = Math.min(theme.text - 1, 1.1 * radius);
      if (size === 1 && radius > 7) items.push(label(name, x, under, small, theme.ink));
      else if (radius > 8 && (size > 1 || graph.nodes > 1))
        items.push(label(String(graph.cell[n]!), x, under, small, theme.faint));
      continue;
    }
    const rate = activity.rate[n]!;
    const numbers = Number.isNaN(rate) ? '' : view.t('graph.rate', { rate: shortNumber(rate) });
    // Connections cross where the name stands.
    const across = Math.max(textWidth(name, theme.text) * 1.1, textWidth(numbers, theme.text)) + 6;
    const down = theme.text * (numbers === '' ? 1.2 : 2.35);
    items.push({
      kind: 'rects',
      boxes: Float32Array.of(x - across / 2, under - 1, across, down),
      colours: theme.background,
      alpha: 0.7,
    });
    items.push({ ...label(name, x, under, theme.text, theme.ink), bold: true });
    if (numbers !== '') items.push(label(numbers, x, under + theme.text * 1.15, theme.text, theme.ink));
  }
  return items;
}

function label(text: string, x: number, y: number, size: number, colour: number): Extract<PictureItem, { kind: 'text' }> {
  return { kind: 'text', x, y, text, size, colour, align: 'middle', baseline: 'top' };
}
