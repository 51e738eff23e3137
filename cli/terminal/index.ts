/** The door of the terminal's pictures: values in, text out. */
export { ansiColours, type Colours, coloursFor } from './colour.ts';
export { CurveCollector } from './curve-collector.ts';
export { count, number, simulatedTime, stepCount } from './format.ts';
export { type Curve, type LinePlot, linePlot } from './line-plot.ts';
export { createProgress, type Progress, type ProgressOptions, type ProgressOutput, type ProgressState } from './progress.ts';
export { RasterCollector, type RasterPicture } from './raster-collector.ts';
export { type PlotStyle, rasterPlot } from './raster-plot.ts';
export { terminalStyle } from './style.ts';
export { type SummaryDetails, summary } from './summary.ts';
export { type Column, table } from './table.ts';
export { printable, shorten } from './text.ts';
