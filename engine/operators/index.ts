/** The door of the operators: frames in, measures out. */
export { coefficientOfVariation, type VariationFrame, type VariationOptions } from './coefficient-of-variation.ts';
export { copyFrames } from './copy-frames.ts';
export { DensestWindow } from './densest-window.ts';
export { FilteredSpikes } from './filtered-spikes.ts';
export type { FrameOptions, StepCount } from './frame-options.ts';
export { type IntervalFrame, type IntervalOptions, interSpikeIntervals } from './inter-spike-intervals.ts';
export { type IntervalHistogram, type IntervalHistogramOptions, intervalHistogram } from './interval-histogram.ts';
export { powerSpectrum, type Spectrum, type SpectrumOptions } from './power-spectrum.ts';
export { type RasterBatch, type RasterOptions, raster } from './raster.ts';
export { type RateFrame, rate } from './rate.ts';
export { SpikeStatistics, type SpikesOfStep, type StepRange } from './spike-statistics.ts';
export { type TraceOptions, type TraceSample, trace } from './trace.ts';
