/** Whether a panel shows what a scenario has: each name in it, and the shapes of what is given as numbers. Draws nothing. */
import { NeurariumError } from './errors.ts';
import { checkMetricName, checkVariable, outputOf, populationOf, projectionOf } from './find-in-network.ts';
import type { Metric } from './metrics.ts';
import type { Network, NetworkPopulation, NetworkProjection } from './network.ts';
import type { Drawn, GraphLayout, Interval, Panel, PanelScale, Relief, Surface, Touch } from './scenario.ts';
import { suggest } from './suggest.ts';
import { tagAxes } from './tag-axes.ts';
import { networkTags } from './tags.ts';
import type { DataSelection } from './training/index.ts';
import { parseQuantity } from './units.ts';

/** What a panel may name. */
export interface PanelContext {
  readonly metrics: Readonly<Record<string, Metric>>;
  readonly network: Network;
  readonly data: DataSelection | null;
}

type PanelOf<K extends Panel['panel']> = Extract<Panel, { readonly panel: K }>;

const graphLayouts: readonly GraphLayout[] = ['layered', 'circular', 'force', 'spatial'];
const scales: readonly PanelScale[] = ['linear', 'log'];

function fail(message: string, hint?: string): never {
  throw new NeurariumError({ code: 'description', message, hint });
}

/** @throws NeurariumError 'description' */
export function checkPanel(panel: Panel, context: PanelContext): void {
  const { metrics, network } = context;
  switch (panel.panel) {
    case 'raster':
    case 'rate':
      for (const name of [panel.of].flat()) populationOf(network, name);
      if (panel.panel === 'rate' && panel.bin !== undefined) parseQuantity(panel.bin, 'ms', 'bin');
      return;
    case 'graph':
      return checkGraph(panel, network);
    case 'trace':
      for (const name of [panel.of].flat()) checkVariable(populationOf(network, name), panel.variable);
      if (panel.between !== undefined) checkInterval(panel.between);
      return checkCells(panel.cells);
    case 'histogram':
      return checkHistogram(panel, context);
    case 'matrix':
      return checkMatrix(panel, context);
    case 'image-grid':
      return checkImages(panel, network);
    case 'plane':
      return checkPlane(panel, context);
    case 'curve':
      return checkCurve(panel, context);
    case 'bars':
      if ('variable' in panel) return checkBars(panel, network);
      for (const name of [panel.of].flat()) checkMetricName(name, metrics);
      return checkScale(panel.scale);
    case 'text':
      return checkText(panel, network);
    default:
      panel satisfies never;
      fail(`panel '${String((panel as Panel).panel)}' is unknown`);
  }
}

/** Not against the size: a control may make the population smaller than the panel was written for; it then shows the cells there are. */
function checkCells(cells: readonly number[]): void {
  for (const cell of cells) {
    if (!Number.isInteger(cell) || cell < 0) fail(`cell ${cell}, expected an index`, 'Cells are counted from 0.');
  }
}

function checkGraph({ of, layout, colour, touch }: PanelOf<'graph'>, network: Network): void {
  const names = of ?? [];
  for (const name of names) populationOf(network, name);
  if (layout !== undefined) checkLayout(layout, names, network);
  if (touch !== undefined) checkTouch(touch, layout, network, names);
  const axes = colour === undefined ? [] : tagAxes(networkTags(network));
  if (colour !== undefined && !axes.includes(colour)) fail(`no tag is called '${colour}'`, suggest(colour, axes));
}

function checkTouch(
  { port, value, reach = '1 um' }: Touch,
  layout: GraphLayout | undefined,
  network: Network,
  of: readonly string[],
): void {
  if (layout !== 'spatial')
    fail(`touch in a graph of layout '${layout ?? 'layered'}', expected 'spatial'`, "Write layout: 'spatial'.");
  if (!(parseQuantity(reach, 'um', 'reach of touch') > 0)) fail(`touch reaches '${reach}', expected more than 0`);
  const shown = network.populations.filter(({ name }) => of.length === 0 || of.includes(name));
  const ports = shown.flatMap(({ model }) => (Object.hasOwn(model.ports, port) ? [model.ports[port]!] : []));
  if (ports.length === 0)
    fail(
      `touch: none of ${shown.map(({ name }) => name).join(', ')} has a port '${port}'`,
      suggest(
        port,
        shown.flatMap(({ model }) => Object.keys(model.ports)),
      ),
    );
  for (const { unit } of ports) parseQuantity(String(value), unit, 'value of touch');
}

/** At least one population must have positions where cells are to lie at them. */
function checkLayout(layout: GraphLayout, of: readonly string[], { populations }: Network): void {
  if (!graphLayouts.includes(layout)) fail(`layout '${String(layout)}' is unknown`, suggest(String(layout), graphLayouts));
  const drawn = of.length === 0 ? populations : populations.filter(({ name }) => of.includes(name));
  if (layout === 'spatial' && drawn.every(({ position }) => position === null))
    fail("layout 'spatial', but no population has positions", 'Give one a position, or choose another layout.');
}

function checkHistogram(panel: PanelOf<'histogram'>, { network, metrics }: PanelContext): void {
  if (panel.measure === 'weight') return void projectionOf(network, panel.projection);
  if (panel.measure === 'value') return checkVariable(populationOf(network, panel.of), panel.variable);
  if (panel.measure !== 'energy') return void populationOf(network, panel.of);
  checkMetricName(panel.distance, metrics);
  const metric = metrics[panel.distance]!;
  if (metric.kind !== 'enumeration' || metric.reports !== 'distance')
    fail(`metric '${panel.distance}' is no distance from Boltzmann's distribution`, "Write boltzmannDistance('units').");
}

function checkMatrix(panel: PanelOf<'matrix'>, { network, metrics }: PanelContext): void {
  if ('confusion' in panel) {
    checkMetricName(panel.confusion, metrics);
    const { kind } = metrics[panel.confusion]!;
    if (kind !== 'class-accuracy' && kind !== 'accuracy')
      fail(`metric '${panel.confusion}' is of kind '${kind}', expected one of right answers`, "Write accuracy('y', 'label').");
    return;
  }
  if ('from' in panel) {
    for (const name of [panel.from, panel.to]) populationOf(network, name);
    if (panel.products !== undefined && panel.from !== panel.to)
      fail(`products from ${panel.from} to ${panel.to}, expected of a population to itself`);
  } else {
    const strips = [panel.variable].flat();
    if (strips.length === 0) fail('no variable is named', 'Leave variable out for rates.');
    for (const variable of strips) checkActivity(panel.of, variable, network);
  }
}

function checkActivity(of: string, variable: string | undefined, network: Network): void {
  const population = populationOf(network, of);
  if (variable !== undefined) checkVariable(population, variable);
}

function checkImages(panel: PanelOf<'image-grid'>, network: Network): void {
  if ('surface' in panel) {
    checkSurface(panel.surface, 2, network);
    for (const interval of panel.between) checkInterval(interval);
    checkThreshold(panel.threshold);
  } else if ('apart' in panel) checkPlaced(panel.apart, network);
  else if ('lanes' in panel) {
    checkActivity(panel.lanes, panel.variable, network);
    if (!(Number.isInteger(panel.most) && panel.most >= 1)) fail(`most is ${panel.most}, expected a whole number of at least 1`);
  } else if ('weights' in panel) {
    const { from } = projectionOf(network, panel.weights);
    const { size } = populationOf(network, from);
    const [rows, columns] = panel.shape;
    if (rows * columns !== size) fail(`shape ${rows} x ${columns}, but ${from} has ${size} cells`);
    checkCells(panel.targets ?? []);
    if (panel.columns !== undefined && !(Number.isInteger(panel.columns) && panel.columns >= 1))
      fail(`columns is ${panel.columns}, expected a whole number of at least 1`);
    if (panel.look !== undefined && !['image', 'dials'].includes(panel.look))
      fail(`look '${String(panel.look)}' is unknown`, suggest(String(panel.look), ['image', 'dials']));
  } else {
    checkActivity(panel.of, panel.variable, network);
    if (panel.draw !== undefined) checkDrawn(panel.draw, populationOf(network, panel.of));
  }
}

function checkDrawn({ port, gate, ink, paper }: Drawn, { name, model }: NetworkPopulation): void {
  const valuePorts = Object.keys(model.ports).filter((one) => model.ports[one]!.on === undefined);
  for (const one of [port, gate])
    if (!valuePorts.includes(one)) fail(`draw: ${name} has no port of values '${one}'`, suggest(one, valuePorts));
  if (!Number.isFinite(ink) || !Number.isFinite(paper) || ink === paper)
    fail(`draw with ink ${ink} on paper ${paper}, expected two numbers`);
}

/** Whether the targets of a projection lie somewhere. */
function checkPlaced(projection: string, network: Network): NetworkProjection {
  const found = projectionOf(network, projection);
  if (populationOf(network, found.to).position === null)
    fail(`${found.to} has no positions, and neighbours are shown`, "Give it some, such as { position: grid([10, 10], '1 um') }.");
  return found;
}

function checkMap(panel: Extract<Panel, { readonly map: string }>, { network, data }: PanelContext): void {
  const { from, to } = checkPlaced(panel.map, network);
  const [sources, targets] = [populationOf(network, from).size, populationOf(network, to).size];
  const axes = panel.axes ?? [0, 1];
  checkCells(axes);
  if (axes.some((axis) => axis >= sources)) fail(`axes ${axes.join(' and ')}, but ${from} has ${sources} cells, counted from 0`);
  for (const interval of panel.between) checkInterval(interval);
  checkPoints(panel.points, data);
  if (panel.active === undefined) return;
  const { size, name } = populationOf(network, panel.active);
  outputOf(populationOf(network, panel.active));
  if (size !== targets) fail(`${name} has ${size} cells, and ${to} ${targets}: expected one for each`);
}

function checkPlane(panel: PanelOf<'plane'>, context: PanelContext): void {
  const { network, data } = context;
  if ('map' in panel) return checkMap(panel, context);
  if ('surface' in panel) {
    checkSurface(panel.surface, 2, network);
    for (const interval of panel.between) checkInterval(interval);
    if (panel.cell !== undefined) checkCells([panel.cell]);
    checkThreshold(panel.threshold);
    if (panel.lines !== undefined) {
      checkSurface({ ...panel.lines, from: panel.surface.from }, 2, network);
      checkThreshold(panel.lines.at);
    }
    return checkPoints(panel.points, data);
  }
  if ('delay' in panel) return checkDelayed(panel, network);
  if ('spectrum' in panel) return checkSpectrum(panel.spectrum, network);
  const population = populationOf(network, panel.of);
  if ('components' in panel) {
    checkVariable(population, panel.variable);
    if (population.size < 2) fail(`${panel.of} has ${population.size} cell, and a plane needs two components`);
    if (panel.by !== undefined) outputOf(populationOf(network, panel.by));
    return;
  }
  const cells = [panel.cell].flat();
  for (const variable of [panel.x, panel.y]) checkVariable(population, variable);
  checkCells(cells);
  if (panel.names !== undefined && panel.names.length !== cells.length)
    fail(`${panel.names.length} names for ${cells.length} cells, expected one for each`);
  if (panel.over !== undefined) checkRelief(panel.over);
}

function checkSpectrum(of: string, network: Network): void {
  populationOf(network, of);
  if (!network.projections.some(({ from, to, variable }) => from === of && to === of && variable !== null))
    fail(`no connection of values leads from ${of} to itself, and its spectrum is shown`);
}

function checkDelayed(
  { of, variable, cell, delay, between }: Extract<Panel, { readonly delay: number }>,
  network: Network,
): void {
  if (between !== undefined) checkInterval(between);
  for (const name of [of].flat()) checkVariable(populationOf(network, name), variable);
  checkCells([cell]);
  if (!Number.isSafeInteger(delay) || delay < 1) fail(`delay is ${delay}, expected a whole number of steps of at least 1`);
}

function checkRelief({ between, rows, values }: Relief): void {
  for (const interval of between) checkInterval(interval);
  const columns = values.length / rows;
  if (!Number.isInteger(rows) || rows < 2 || !Number.isInteger(columns) || columns < 2)
    fail(`${values.length} values in ${rows} rows, expected at least 2 rows of at least 2`);
}

function checkCurve(panel: PanelOf<'curve'>, { network, metrics, data }: PanelContext): void {
  if ('against' in panel) return checkRates(panel, populationOf(network, panel.of));
  if ('surface' in panel) {
    const { surface, between, cell, expected, tube, points } = panel;
    checkSurface(surface, 1, network);
    checkInterval(between);
    if (cell !== undefined) checkCells([cell]);
    if (expected !== undefined && expected.length < 2) fail(`${expected.length} expected values, expected at least 2`);
    if (tube !== undefined && !(tube > 0 && expected !== undefined))
      fail(`a tube of ${tube} around ${expected === undefined ? 'nothing' : 'what is expected'}, expected more than 0`);
    return checkPoints(points, data);
  }
  for (const name of [panel.of].flat()) checkMetricName(name, metrics);
  if (!('at' in panel)) return checkScale(panel.scale);
  const { of, at, level } = panel;
  if (at.length !== of.length || !at.every(Number.isFinite))
    fail(`${of.length} metrics at ${at.join(', ')}: expected a number for each`);
  if (level !== undefined) checkMetricName(level, metrics);
}

function checkRates(
  { against, expected }: Extract<Panel, { readonly against: string }>,
  { name, size, model, parameters }: NetworkPopulation,
): void {
  const value = Object.hasOwn(parameters, against) ? parameters[against] : undefined;
  if (value === undefined)
    fail(`${name} (model ${model.name}) has no parameter '${against}'`, suggest(against, Object.keys(model.parameters)));
  if (typeof value !== 'object' || value.kind !== 'values')
    fail(`all cells of ${name} have the same ${against}, expected one value for each`, 'Give it as an array, or as values().');
  if (expected !== undefined && expected.length !== size)
    fail(`${expected.length} expected rates for the ${size} cells of ${name}`);
}

function checkBars({ of, variable, labels }: Extract<Panel, { panel: 'bars'; variable: string }>, network: Network): void {
  const population = populationOf(network, of);
  checkVariable(population, variable);
  if (labels !== undefined && labels.length !== population.size)
    fail(`${labels.length} labels for the ${population.size} cells of ${of}`);
}

function checkText(panel: PanelOf<'text'>, network: Network): void {
  if ('equationsOf' in panel) populationOf(network, panel.equationsOf);
  else if ('reads' in panel) {
    const characters = [...panel.alphabet];
    checkVariable(populationOf(network, panel.of), panel.variable);
    outputOf(populationOf(network, panel.reads));
    for (const name of [panel.of, panel.reads]) {
      const { size } = populationOf(network, name);
      if (size !== characters.length) fail(`an alphabet of ${characters.length} characters, but ${name} has ${size} cells`);
    }
    const unknown = [...(panel.prompt ?? '')].find((character) => !characters.includes(character));
    if (unknown !== undefined) fail(`the prompt has '${unknown}', which is not in the alphabet`);
    if (panel.prompt === '') fail('the prompt is empty, expected at least one character');
  }
}

/** `inputs`: how many there are to be. */
function checkSurface({ from, of, variable }: Surface, inputs: number, network: Network): void {
  const source = populationOf(network, from);
  if (source.size !== inputs) fail(`a surface over ${from}, which has ${source.size} cells, expected ${inputs}`);
  if (Object.values(source.model.ports).every(({ on }) => on !== undefined))
    fail(`${from} (model ${source.model.name}) takes no values, and a surface is over those`);
  checkVariable(populationOf(network, of), variable ?? outputOf(populationOf(network, of)));
}

function checkThreshold(threshold: number | undefined): void {
  if (threshold !== undefined && !Number.isFinite(threshold)) fail(`threshold is ${threshold}, expected a number`);
}

function checkInterval([low, high]: Interval): void {
  if (!(Number.isFinite(low) && Number.isFinite(high) && low < high))
    fail(`between ${low} and ${high}, expected the smaller first`);
}

function checkPoints(field: string | undefined, data: DataSelection | null): void {
  if (field !== undefined && data === null) fail(`points by field '${field}', but the scenario has no data`);
}

function checkScale(scale: PanelScale | undefined): void {
  if (scale !== undefined && !scales.includes(scale)) fail(`scale '${String(scale)}' is unknown`, suggest(String(scale), scales));
}
