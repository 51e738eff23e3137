/** The door of the panels: each kind of the union that scenarios write. */
import type { Panel } from '../../engine/index.ts';
import { bars } from './bars.ts';
import { curve } from './curve.ts';
import { graph } from './graph.ts';
import { histogram } from './histogram.ts';
import { imageGrid } from './image-grid.ts';
import { matrix } from './matrix.ts';
import type { PanelKind } from './panel.ts';
import { plane } from './plane.ts';
import { raster } from './raster.ts';
import { rate } from './rate.ts';
import { text } from './text.ts';
import { trace } from './trace.ts';

export type * from './panel.ts';

type Kinds<Names extends Panel['panel']> = { readonly [K in Names]: PanelKind<Extract<Panel, { readonly panel: K }>> };

export const panelKinds = {
  bars,
  curve,
  graph,
  histogram,
  'image-grid': imageGrid,
  matrix,
  plane,
  raster,
  rate,
  text,
  trace,
} satisfies Kinds<Panel['panel']>;
