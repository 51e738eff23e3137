/** What is measured of maps and of components that learn without a teacher, as plain data. Measures nothing. */
import { type DuringOption, type OfBatches, ofBatches, readOf } from './of-batches.ts';

/**
 * Of squared distances from an example to each cell: `quantisation`, the mean distance to the nearest; `topographic`, the share of examples whose
 * nearest and second nearest cells are no neighbours where the cells lie (Kiviluoto 1996, ICNN 1:294).
 */
export interface MapErrorMetric extends OfBatches {
  readonly kind: 'map-error';
  readonly reports: 'quantisation' | 'topographic';
  readonly population: string;
  readonly variable: string | null;
}

/** Share of examples that are of the class most frequent among those for which the same cell is the largest. */
export interface PurityMetric extends OfBatches {
  readonly kind: 'purity';
  readonly population: string;
  readonly variable: string | null;
  readonly field: string;
}

/** Corners of the lattice of a projection's targets that its weights turn over against the others; null unless weights and places are two each. */
export interface FoldsMetric extends OfBatches {
  readonly kind: 'folds';
  readonly projection: string;
}

/**
 * Of the weights of each target against a principal component (not centred) of a field, target k against component k: `angle`, the largest, in
 * degrees; or `length`, the largest difference of a target's Euclidean norm from 1.
 */
export interface ComponentMetric extends OfBatches {
  readonly kind: 'component';
  readonly reports: 'angle' | 'length';
  readonly projection: string;
  readonly field: string;
}

const mapError = (reports: MapErrorMetric['reports'], of: string, options: DuringOption): MapErrorMetric => ({
  kind: 'map-error',
  reports,
  ...readOf(of),
  ...ofBatches(options),
});

/** `of`: a variable of squared distances ('map.away'). */
export const quantisationError = (of: string, options: DuringOption = {}): MapErrorMetric =>
  mapError('quantisation', of, options);
export const topographicError = (of: string, options: DuringOption = {}): MapErrorMetric => mapError('topographic', of, options);

export function purity(of: string, field: string, options: DuringOption = {}): PurityMetric {
  return { kind: 'purity', ...readOf(of), field, ...ofBatches(options) };
}

export function folds(projection: string, options: DuringOption = {}): FoldsMetric {
  return { kind: 'folds', projection, ...ofBatches(options) };
}

export function componentAngle(projection: string, field: string, options: DuringOption = {}): ComponentMetric {
  return { kind: 'component', reports: 'angle', projection, field, ...ofBatches(options) };
}

export function lengthError(projection: string, field: string, options: DuringOption = {}): ComponentMetric {
  return { kind: 'component', reports: 'length', projection, field, ...ofBatches(options) };
}
