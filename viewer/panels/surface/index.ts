/** The door of surfaces: what a network says for each input. */
export { FunctionCurve, type FunctionPanel } from './function-curve.ts';
export { SurfacePlane, type SurfacePlanePanel } from './surface-plane.ts';
export { SurfaceTiles, type SurfaceTilesPanel } from './surface-tiles.ts';
