/** Which panels are open: those of the scenario, or those of a link, and what can be added. Pure. */
import type { About, AboutPopulation, Panel } from '../../engine/index.ts';
import { panelKinds } from '../panels/index.ts';
import type { PanelKind } from '../panels/panel.ts';
import type { LinkedPanel } from './link.ts';
import type { OpenPanel } from './panel-desk.ts';
import { fits } from './panel-fits.ts';

/** The kind that draws a panel. */
export function kindOf<P extends Panel>(panel: P): PanelKind<P> {
  return panelKinds[panel.panel] as unknown as PanelKind<P>;
}

/** Panels of the scenario; where it names none, what shows most of any network. */
export function ownPanels(about: About): readonly Panel[] {
  const { panels, populations, projections } = about;
  // Of a recorded run they are what a file says.
  const own = panels.filter((panel) => isObject(panel) && fits(panel, about));
  if (own.length > 0) return own;
  const spiking = populations.filter(({ spikes }) => spikes).map(({ name }) => name);
  const graph: readonly Panel[] = projections.length > 0 ? [{ panel: 'graph' }] : [];
  return spiking.length === 0 ? graph : [{ panel: 'raster', of: spiking }, ...graph, { panel: 'rate', of: spiking }];
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

/** What a link asks for, as far as this network has it. */
export function linkedPanels(linked: readonly LinkedPanel[], about: About): { panels: Panel[]; unread: string[] } {
  const own = ownPanels(about);
  const panels: Panel[] = [];
  const unread: string[] = [];
  for (const one of linked) {
    const panel = typeof one === 'number' ? own[one] : one;
    if (panel === undefined || !fits(panel, about)) unread.push(`panels: ${typeof one === 'number' ? one : one.panel}`);
    else panels.push(panel);
  }
  return { panels, unread };
}

/** A panel of the scenario by its place there, also where a run that began anew has told it again. */
export function asLinked(panel: Panel, about: About): LinkedPanel {
  const own = ownPanels(about);
  const place = own.indexOf(panel);
  if (place !== -1) return place;
  const written = JSON.stringify(panel);
  const like = own.findIndex((one) => JSON.stringify(one) === written);
  return like === -1 ? panel : like;
}

/** Panels that can be added by hand, with sensible contents; each once. */
export function addablePanels(about: About): readonly Panel[] {
  return [...new Map(possiblePanels(about).map((panel) => [contents(panel), panel])).values()];
}

/** The same for panels that show the same. */
function contents(panel: Panel): string {
  const fields = Object.entries(panel).map(([name, value]) => `${name} ${JSON.stringify([value].flat())}`);
  return fields.sort().join(', ');
}

/** More bars than these have no room. */
const mostBars = 40;

function possiblePanels(about: About): readonly Panel[] {
  const { populations, projections, metrics } = about;
  const spiking = populations.filter(({ spikes }) => spikes).map(({ name }) => name);
  const weights = projections.filter(({ kind }) => kind === 'event');
  const pairs = new Map(projections.map(({ from, to }) => [`${from} ${to}`, { from, to }]));
  return [
    ...ownPanels(about),
    ...(spiking.length > 0 ? ([{ panel: 'raster', of: spiking }] as const) : []),
    { panel: 'graph' } as const,
    ...(spiking.length > 0 ? ([{ panel: 'rate', of: spiking }] as const) : []),
    ...populations.flatMap(({ name, variables, size }): Panel[] =>
      Object.keys(variables).map((variable) => {
        const cells = Array.from({ length: Math.min(3, size) }, (_, cell) => cell);
        return { panel: 'trace', of: name, variable, cells };
      }),
    ),
    ...spiking.flatMap((of): Panel[] => [
      { panel: 'histogram', of, measure: 'isi' },
      { panel: 'histogram', of, measure: 'rate' },
      { panel: 'matrix', of },
    ]),
    ...populations.filter(({ spikes }) => !spikes).flatMap(ofValues),
    ...weights.map(({ name }): Panel => ({ panel: 'histogram', projection: name, measure: 'weight' })),
    ...[...pairs.values()].map(({ from, to }): Panel => ({ panel: 'matrix', from, to })),
    ...projections.flatMap(({ name, from, kind }): Panel[] => {
      const { size } = populations.find((one) => one.name === from)!;
      const side = Math.sqrt(size);
      return kind === 'value' && size > 9 && Number.isInteger(side)
        ? [{ panel: 'image-grid', weights: name, shape: [side, side] }]
        : [];
    }),
    ...populations.map(({ name, size, spikes, variables }): Panel => {
      const columns = Math.ceil(Math.sqrt(size));
      const [variable] = Object.keys(variables);
      const shape = [Math.ceil(size / columns), columns] as const;
      return { panel: 'image-grid', of: name, shape, ...(spikes || variable === undefined ? {} : { variable }) };
    }),
    ...populations.flatMap(({ name, variables }): Panel[] => {
      const [x, y] = Object.keys(variables);
      return x === undefined || y === undefined ? [] : [{ panel: 'plane', of: name, x, y, cell: 0 }];
    }),
    ...(metrics.length > 0
      ? ([
          { panel: 'curve', of: metrics },
          { panel: 'bars', of: metrics },
        ] as const)
      : []),
    ...populations.map(({ name }): Panel => ({ panel: 'text', equationsOf: name })),
  ];
}

/** What shows values of cells that do not spike. */
function ofValues({ name: of, size, variables }: AboutPopulation): Panel[] {
  const [variable] = Object.keys(variables);
  if (variable === undefined) return [];
  return [
    { panel: 'matrix', of, variable },
    ...(size <= mostBars ? ([{ panel: 'bars', of, variable }] as const) : []),
    ...(size > 2 ? ([{ panel: 'plane', of, variable, components: true }] as const) : []),
  ];
}

let opened = 0;

/** `id`: of the panel that it stands for; default: a new one. */
export function openPanel(panel: Panel, id = `panel-${++opened}`): OpenPanel {
  return { id, panel, drawing: kindOf(panel).drawing(panel) };
}
