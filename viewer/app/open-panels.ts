/** Which panels are open: those of the scenario, or those of a link, and what can be added. Pure. */
import type { About, Panel } from '../../engine/index.ts';
import { panelKinds } from '../panels/index.ts';
import type { PanelKind } from '../panels/panel.ts';
import type { LinkedPanel } from './link.ts';
import type { OpenPanel } from './panel-desk.ts';

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

/** A panel of the scenario by its place there. */
export function asLinked(panel: Panel, about: About): LinkedPanel {
  const place = ownPanels(about).indexOf(panel);
  return place === -1 ? panel : place;
}

/** Whether all that a panel names is in the network. */
function fits(panel: Panel, { populations, projections, metrics }: About): boolean {
  const byName = new Map(populations.map((population) => [population.name, population]));
  const named = (names: string | readonly string[] | undefined) => [names ?? []].flat().every((name) => byName.has(name));
  const variable = (of: string, ...names: (string | undefined)[]) =>
    names.every((name) => name === undefined || Object.hasOwn(byName.get(of)?.variables ?? {}, name));
  switch (panel.panel) {
    case 'raster':
    case 'rate':
    case 'graph':
      return named(panel.of);
    case 'trace':
      return named(panel.of) && variable(panel.of, panel.variable) && areNumbers(panel.cells);
    case 'histogram':
      if ('projection' in panel) return projections.some(({ name }) => name === panel.projection);
      return named(panel.of) && ['isi', 'rate', 'cv'].includes(panel.measure);
    case 'matrix':
      return 'from' in panel ? named([panel.from, panel.to]) : named(panel.of) && variable(panel.of, panel.variable);
    case 'image-grid':
      return named(panel.of) && variable(panel.of, panel.variable) && areNumbers(panel.shape) && panel.shape.length === 2;
    case 'plane':
      return named(panel.of) && variable(panel.of, panel.x, panel.y) && typeof panel.cell === 'number';
    case 'curve':
      return 'against' in panel ? named(panel.of) : [panel.of].flat().every((name) => metrics.includes(name));
    case 'bars':
      return [panel.of].flat().every((name) => metrics.includes(name));
    case 'text':
      return 'equationsOf' in panel ? named(panel.equationsOf) : typeof panel.text === 'string';
    default:
      return false;
  }
}

/** Panels that can be added by hand, with sensible contents; each once. */
export function addablePanels(about: About): readonly Panel[] {
  return [...new Map(possiblePanels(about).map((panel) => [contents(panel), panel])).values()];
}

/** The same for panels that show the same. */
function contents(panel: Panel): string {
  const fields = Object.entries(panel).map(([name, value]) => `${name} ${[value].flat().join(' ')}`);
  return fields.sort().join(', ');
}

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
    ...weights.map(({ name }): Panel => ({ panel: 'histogram', projection: name, measure: 'weight' })),
    ...[...pairs.values()].map(({ from, to }): Panel => ({ panel: 'matrix', from, to })),
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

function areNumbers(values: unknown): values is readonly number[] {
  return Array.isArray(values) && values.length > 0 && values.every((value) => Number.isInteger(value) && value >= 0);
}

let opened = 0;

export function openPanel(panel: Panel): OpenPanel {
  opened++;
  return { id: `panel-${opened}`, panel, drawing: kindOf(panel).drawing(panel) };
}
