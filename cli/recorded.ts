/** What a trace says beside its activity: panels, per-cell parameters, expectations. Others may have written it, so all is checked. */
import type { NetworkPopulation, Panel, SavedNetwork, TraceHeader, TraceSummary } from '../engine/index.ts';
import type { PerCell } from './pictures.ts';
import type { ExpectationResult } from './run-result.ts';
import { count } from './terminal/index.ts';

type Loose = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The panels that the terminal draws; what is none of them is left out. */
export function recordedPanels({ panels = [] }: TraceHeader): Panel[] {
  return panels.filter((panel): panel is Panel => isObject(panel) && (isBars(panel) || isCurve(panel)));
}

function isBars({ panel, of }: Loose): boolean {
  return panel === 'bars' && isNames(of);
}

function isNames(of: unknown): boolean {
  return [of].flat().every((name) => typeof name === 'string');
}

function isCurve({ panel, of, against, expected }: Loose): boolean {
  if (against === undefined) return panel === 'curve' && isNames(of);
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

const MOST_NAMES = 6;

/** What is recorded beside spikes, events and metrics, in words. `network`: what was learnt; null where nothing was. */
export function recordedInWords({ values, populations, thinning }: TraceHeader, network: SavedNetwork | null): string[] {
  const names = values.map(({ population, variable }) => `${populations[population]!.name}.${variable}`);
  const more = names.length > MOST_NAMES ? [`${names.length - MOST_NAMES} more`] : [];
  const listed = [...names.slice(0, MOST_NAMES), ...more].join(', ');
  const steps = ({ window, every }: { readonly window: number; readonly every: number }) =>
    `${window} ${window === 1 ? 'step' : 'steps'} of ${count(window * every)}`;
  return [
    ...(names.length === 0 ? [] : [thinning === undefined ? listed : `${listed} (${steps(thinning)})`]),
    ...(network === null ? [] : [`the network (${count(numbersOf(network))} numbers)`]),
  ];
}

function numbersOf(network: SavedNetwork): number {
  return Object.values(network).reduce((sum, { length }) => sum + length, 0);
}
