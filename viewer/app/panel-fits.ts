/** Whether all that a panel names is in the network: a link, or a file, may say anything. Pure. */
import type { About, AboutPopulation, Panel } from '../../engine/index.ts';

export function fits(panel: Panel, about: About): boolean {
  const { projections, metrics } = about;
  const byName = new Map(about.populations.map((population) => [population.name, population]));
  const named = (names: unknown) => [names ?? []].flat().every((name) => byName.has(name as string));
  const variable = (of: string, ...names: (string | undefined)[]) => names.every((name) => has(byName.get(of), name));
  const variables = (of: string | readonly string[], name: string) => [of].flat().every((one) => variable(one, name));
  const measured = (names: unknown) => [names].flat().every((name) => metrics.includes(name as string));
  switch (panel.panel) {
    case 'raster':
    case 'rate':
    case 'graph':
      return named(panel.of);
    case 'trace':
      return named(panel.of) && variables(panel.of, panel.variable) && areNumbers(panel.cells) && areLimits(panel.between);
    case 'histogram':
      if ('distance' in panel) return measured(panel.distance) && panel.measure === 'energy';
      if ('projection' in panel) return projections.some(({ name }) => name === panel.projection);
      if (panel.measure === 'value') return isName(panel.of, byName) && variable(panel.of, panel.variable);
      return named(panel.of) && ['isi', 'rate', 'cv'].includes(panel.measure);
    case 'matrix':
      if ('confusion' in panel) return measured(panel.confusion);
      if ('from' in panel) return named([panel.from, panel.to]) && isPhase(panel.products);
      return isName(panel.of, byName) && variable(panel.of, ...[panel.variable].flat());
    case 'image-grid':
      if ('surface' in panel) return isSurface(panel.surface, byName) && areIntervals(panel.between, 2);
      if ('apart' in panel) return isPlaced(panel.apart, about);
      if (!isShape(panel.shape)) return false;
      if ('lanes' in panel)
        return isName(panel.lanes, byName) && variable(panel.lanes, panel.variable) && areNumbers([panel.most]) && panel.most > 0;
      if ('weights' in panel) return projections.some(({ name }) => name === panel.weights) && areNumbers(panel.targets ?? [0]);
      return isName(panel.of, byName) && variable(panel.of, panel.variable) && isDrawn(panel.draw, byName.get(panel.of));
    case 'plane':
      if ('surface' in panel) return isSurface(panel.surface, byName) && areIntervals(panel.between, 2);
      if ('map' in panel)
        return (
          isPlaced(panel.map, about) && areIntervals(panel.between, 2) && areNumbers(panel.axes ?? [0, 1]) && named(panel.active)
        );
      if ('delay' in panel) {
        const isInTime = areNumbers([panel.cell, panel.delay]) && panel.delay > 0;
        return named(panel.of) && variables(panel.of, panel.variable) && isInTime && areLimits(panel.between);
      }
      if ('spectrum' in panel) return isName(panel.spectrum, byName);
      if (!isName(panel.of, byName)) return false;
      if ('components' in panel)
        return typeof panel.variable === 'string' && variable(panel.of, panel.variable) && named(panel.by);
      return variable(panel.of, panel.x, panel.y) && areNumbers([panel.cell].flat()) && isRelief(panel.over);
    case 'curve':
      if ('surface' in panel) return isSurface(panel.surface, byName) && areIntervals([panel.between], 1);
      if ('against' in panel) return named(panel.of);
      if ('at' in panel && !(isBeside(panel.at, panel.of) && measured(panel.level ?? []) && typeof panel.across === 'string'))
        return false;
      return measured(panel.of);
    case 'bars':
      return 'variable' in panel ? isName(panel.of, byName) && variable(panel.of, panel.variable) : measured(panel.of);
    case 'text':
      if ('equationsOf' in panel) return named(panel.equationsOf);
      if (!('reads' in panel)) return typeof panel.text === 'string';
      return named([panel.of, panel.reads]) && variable(panel.of, panel.variable) && typeof panel.alphabet === 'string';
    default:
      return false;
  }
}

/** Whether it is a projection whose targets lie somewhere. */
function isPlaced(name: string, { projections, populations }: About): boolean {
  const to = projections.find((one) => one.name === name)?.to;
  return populations.some((one) => one.name === to && one.positions !== null);
}

type Named = ReadonlyMap<string, AboutPopulation>;

function has(population: AboutPopulation | undefined, variable: string | undefined): boolean {
  return variable === undefined || Object.hasOwn(population?.variables ?? {}, variable);
}

function isName(of: unknown, byName: Named): boolean {
  return typeof of === 'string' && byName.has(of);
}

function isSurface(surface: unknown, byName: Named): boolean {
  if (typeof surface !== 'object' || surface === null) return false;
  const { from, of, variable } = surface as Readonly<Record<string, unknown>>;
  if (!isName(from, byName) || !isName(of, byName)) return false;
  return variable === undefined || has(byName.get(of as string), String(variable));
}

function areIntervals(between: unknown, count: number): boolean {
  return Array.isArray(between) && between.length === count && between.every(isInterval);
}

function isInterval(value: unknown): boolean {
  return Array.isArray(value) && value.length === 2 && value.every(Number.isFinite) && value[0] < value[1];
}

function areLimits(between: unknown): boolean {
  return between === undefined || isInterval(between);
}

/** Whether there is a number for each name. */
function isBeside(numbers: unknown, names: unknown): boolean {
  return Array.isArray(numbers) && Array.isArray(names) && numbers.length === names.length && numbers.every(Number.isFinite);
}

function isRelief(relief: unknown): boolean {
  if (relief === undefined) return true;
  if (typeof relief !== 'object' || relief === null) return false;
  const { between, rows, values } = relief as Readonly<Record<string, unknown>>;
  const columns = Array.isArray(values) ? values.length / (rows as number) : 0;
  return areIntervals(between, 2) && Number.isInteger(columns) && columns >= 2 && (rows as number) >= 2;
}

function isDrawn(draw: unknown, population: AboutPopulation | undefined): boolean {
  if (draw === undefined) return true;
  if (typeof draw !== 'object' || draw === null) return false;
  const { port, gate, ink, paper } = draw as Readonly<Record<string, unknown>>;
  const ports = population?.ports ?? {};
  return [port, gate].every((one) => Object.hasOwn(ports, String(one))) && [ink, paper].every(Number.isFinite) && ink !== paper;
}

function isPhase(phase: unknown): boolean {
  return phase === undefined || phase === 'clamped' || phase === 'free';
}

function isShape(shape: unknown): boolean {
  return areNumbers(shape) && shape.length === 2;
}

export function areNumbers(values: unknown): values is readonly number[] {
  return Array.isArray(values) && values.length > 0 && values.every((value) => Number.isInteger(value) && value >= 0);
}
