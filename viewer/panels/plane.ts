/** Planes: paths of two variables of cells, what a network says of every point, or the state of many cells in two dimensions. */
import type { About, Panel, ValueDemand } from '../../engine/index.ts';
import { demandOf, populationNumber } from './cell-numbers.ts';
import { ComponentsPlane } from './components-plane.ts';
import { DelayPlane, demandsOfDelay } from './delay-plane.ts';
import { everyCell, someCells } from './every-cell.ts';
import { MapPlane } from './map/index.ts';
import type { PanelKind } from './panel.ts';
import { PathsPlane } from './paths-plane.ts';
import { projectionLabel } from './projection-label.ts';
import { SpectrumPlane } from './spectrum-plane.ts';
import { SurfacePlane } from './surface/index.ts';

type PlanePanel = Extract<Panel, { readonly panel: 'plane' }>;

export const plane: PanelKind<PlanePanel> = {
  title: (panel, about, t) => {
    if ('surface' in panel) return t('surface.title', { of: panel.surface.of, from: panel.surface.from });
    if ('map' in panel) return t('map.title', { map: projectionLabel(about, panel.map) });
    if ('spectrum' in panel) return t('spectrum.title', { of: panel.spectrum });
    if ('components' in panel) return t('components.title', { of: panel.of, variable: panel.variable });
    if ('delay' in panel) {
      const { variable, of, delay } = panel;
      return t('delay.title', { variable, of: [of].flat().join(', '), delay: String(delay) });
    }
    const { of, x, y, cell } = panel;
    return t('plane.title', { of, x, y, cell: [cell].flat().join(', ') });
  },
  demand: (panel, about) => {
    if ('surface' in panel || 'spectrum' in panel) return [];
    if ('map' in panel) return panel.active === undefined ? [] : ofOutput(panel.active, about);
    if ('delay' in panel) return demandsOfDelay(panel, about);
    return 'components' in panel ? ofComponents(panel, about) : ofPaths(panel, about);
  },
  drawing: (panel) => {
    if ('surface' in panel) return new SurfacePlane(panel);
    if ('map' in panel) return new MapPlane(panel);
    if ('delay' in panel) return new DelayPlane(panel);
    if ('spectrum' in panel) return new SpectrumPlane(panel);
    return 'components' in panel ? new ComponentsPlane(panel) : new PathsPlane(panel);
  },
};

function ofOutput(name: string, about: About): ValueDemand[] {
  return demandOf(about, name, about.populations[populationNumber(about, name)]?.output ?? undefined);
}

function ofPaths({ of, x, y, cell }: Extract<PlanePanel, { readonly x: string }>, about: About): ValueDemand[] {
  const population = populationNumber(about, of);
  const cells = [cell].flat().filter((one) => one < (about.populations[population]?.size ?? 0));
  return cells.length === 0 ? [] : [x, y].map((variable) => ({ population, variable, cells }));
}

function ofComponents({ of, variable, by }: Extract<PlanePanel, { readonly components: true }>, about: About): ValueDemand[] {
  const colours = by === undefined ? null : everyCell(about, by, about.populations[populationNumber(about, by)]?.output ?? '');
  return [someCells(about, of, variable), colours].filter((demand) => demand !== null);
}
