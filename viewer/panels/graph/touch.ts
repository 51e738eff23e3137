/** A graph in space that is there to be touched: which cells lie under the pointer, and a line that says so. */
import { type Panel, parseQuantity } from '../../../engine/index.ts';
import type { PictureItem } from '../../picture/picture.ts';
import type { PanelView, Touched } from '../panel.ts';
import type { Scene } from './scene.ts';

type GraphPanel = Extract<Panel, { readonly panel: 'graph' }>;

/** Only of cells that are drawn one by one, in a run that goes on. */
function canTouch({ about }: PanelView, { graph }: Scene): boolean {
  return about.mode === 'live' && graph.of === 'cells';
}

/** The cells whose middle is within reach, by population; null where none can be touched. */
export function touchedAt({ touch }: GraphPanel, view: PanelView, scene: Scene, x: number, y: number): Touched[] | null {
  if (touch === undefined || !canTouch(view, scene)) return null;
  const { port, value, reach = '1 um' } = touch;
  const { graph, places } = scene;
  const far = parseQuantity(reach, 'um', 'reach') * places.pixels;
  const cells = new Map<number, number[]>();
  for (let n = 0; n < graph.nodes; n++) {
    if (Math.hypot(places.x[n]! - x, places.y[n]! - y) > far) continue;
    const population = graph.population[n]!;
    cells.set(population, [...(cells.get(population) ?? []), graph.cell[n]!]);
  }
  return [...cells].flatMap(([population, found]) => {
    const { ports } = view.about.populations[population]!;
    if (!Object.hasOwn(ports, port)) return [];
    return [{ population, cells: found, port, value: parseQuantity(String(value), ports[port]!.unit, 'value') }];
  });
}

export function hintHeight({ theme }: PanelView): number {
  return theme.text;
}

export function touchHint({ touch }: GraphPanel, view: PanelView, scene: Scene): PictureItem[] {
  if (touch === undefined || !canTouch(view, scene)) return [];
  const { theme, width, t } = view;
  const text = t('graph.touch');
  return [{ kind: 'text', x: width / 2, y: 4, text, size: theme.text, colour: theme.faint, align: 'middle', baseline: 'top' }];
}
