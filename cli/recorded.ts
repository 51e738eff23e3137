/** What a trace says beside its activity: panels, per-cell parameters, expectations. Others may have written it, so all is checked. */
import type { NetworkPopulation, Panel, TraceHeader, TraceSummary } from '../engine/index.ts';
import type { PerCell } from './pictures.ts';
import type { ExpectationResult } from './run-result.ts';

type Loose = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The panels that the terminal draws; what is none of them is left out. */
export function recordedPanels({ panels = [] }: TraceHeader): Panel[] {
  return panels.filter((panel): panel is Panel => isObject(panel) && (isBars(panel) || isCurve(panel)));
}

function isBars({ panel, of }: Loose): boolean {
  return panel === 'bars' && [of].flat().every((name) => typeof name === 'string');
}

function isCurve({ panel, of, against, expected }: Loose): boolean {
  const names = typeof of === 'string' && typeof against === 'string';
  const numbers =
    expected === undefined || (Array.isArray(expected) && expected.every((value: unknown) => typeof value === 'number'));
  return panel === 'curve' && names && numbers;
}

/** Parameters as they were described. `network` is a description, or what a file has in its place. */
export function perCellOf(network: unknown): PerCell {
  const populations: readonly unknown[] =
    isObject(network) && Array.isArray(network['populations']) ? network['populations'] : [];
  return (name, parameter) => {
    const found = populations.find((population) => isObject(population) && population['name'] === name);
    if (!isObject(found)) return null;
    const { parameters, model, size } = found as Partial<NetworkPopulation>;
    const given: unknown = isObject(parameters) && Object.hasOwn(parameters, parameter) ? parameters[parameter] : undefined;
    const values = isObject(given) ? given['values'] : undefined;
    if (!(values instanceof Float64Array) || values.length !== size) return null;
    const about: unknown = isObject(model?.parameters) ? model.parameters[parameter] : undefined;
    const unit = isObject(about) ? about['unit'] : undefined;
    return { unit: typeof unit === 'string' ? unit : '1', values };
  };
}

/** An expectation with its reason, as the run judged it. */
export type RecordedExpectation = ExpectationResult & { readonly why: string };

/** What is no judged expectation is left out. */
export function recordedExpectations(summary: TraceSummary | undefined): RecordedExpectation[] {
  return (summary?.expect ?? []).flatMap((each) => {
    if (!isObject(each)) return [];
    const { of, measure, value, between, pass, why } = each;
    if (!isTextOrNull(of) || typeof measure !== 'string' || !isNumberOrNull(value) || typeof why !== 'string') return [];
    if (pass !== null && typeof pass !== 'boolean') return [];
    const [low, high]: readonly unknown[] = Array.isArray(between) ? between : [];
    if (!isNumberOrNull(low) || !isNumberOrNull(high) || (low === null && high === null)) return [];
    return [{ of, measure, value, between: [low, high], pass, why }];
  });
}

function isTextOrNull(value: unknown): value is string | null {
  return value === null || typeof value === 'string';
}

function isNumberOrNull(value: unknown): value is number | null {
  return value === null || typeof value === 'number';
}
