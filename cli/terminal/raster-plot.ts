/** Rasters of populations one below the other, over one axis of time. Knows pictures only, not where they come from. */
import { drawAxis, timeAxis } from './axis.ts';
import { BrailleCanvas } from './braille-canvas.ts';
import { type Colours, noColours, type Paint } from './colour.ts';
import { count, number } from './format.ts';
import type { RasterPicture } from './raster-collector.ts';
import { padEnd, printable, shorten } from './text.ts';

export interface PlotStyle {
  /** Columns of the terminal. */
  readonly width: number;
  readonly colours?: Colours;
}

export interface RasterStyle extends PlotStyle {
  /** Length of a step in ms, or null where time is counted in steps. */
  readonly dt: number | null;
  /** Lines for all rasters together, without the rates and the axis; default 16. Each population gets at least one. */
  readonly lines?: number;
}

const MOST_POPULATIONS = 32;
const MOST_WITH_RATE = 6;
/** Below this the raster shows every spike, and a rate over so few cells says nothing more. */
const FEWEST_WITH_RATE = 8;
const NARROWEST_GUTTER = 12;
const BLOCKS = ' ▁▂▃▄▅▆▇█';

/**
 * For each population its raster, one row of dots for each sampled cell, and below it the rate over time as a strip of blocks
 * with the rate of the tallest (left out below eight cells and above six populations). Larger populations get more lines, in
 * proportion to the square root of their size.
 */
export function rasterPlot(all: readonly RasterPicture[], style: RasterStyle): string[] {
  const pictures = all.filter(({ size, steps }) => size > 0 && steps > 0).slice(0, MOST_POPULATIONS);
  if (pictures.length === 0) return [];
  const colours = style.colours ?? noColours;
  const gutter = gutterWidth(pictures, style);
  const plotWidth = Math.max(10, style.width - gutter - 2);
  const heights = shareLines(pictures, style.lines ?? 16);
  const left = (label: string, border: string) => `${padEnd(label, gutter)} ${colours.dim(border)}`;
  const lines: string[] = [];
  pictures.forEach((picture, i) => {
    const paint = colours.series(i);
    const drawn = drawMarks(picture, plotWidth, heights[i]!, paint);
    const labels = labelsOf(picture, gutter, drawn.cells, colours.bold, paint);
    drawn.lines.forEach((line, row) => lines.push(left(labels[row] ?? '', '│') + line));
    if (pictures.length > MOST_WITH_RATE || picture.size < FEWEST_WITH_RATE) return;
    const { blocks, peak } = rateStrip(picture, plotWidth, style.dt);
    lines.push(left(colours.dim(shorten(peak, gutter)), '│') + paint(blocks));
  });
  const { from, steps } = pictures[0]!;
  const [ruler, numbers] = drawAxis(timeAxis(from, steps, style.dt), plotWidth);
  lines.push(left('', '└') + colours.dim(ruler), `${' '.repeat(gutter + 2)}${numbers}`);
  if (all.length > pictures.length) lines.push(colours.dim(`${all.length - pictures.length} more populations are not drawn.`));
  return lines.map((line) => line.trimEnd());
}

function gutterWidth(pictures: readonly RasterPicture[], { width }: PlotStyle): number {
  const widest = Math.max(
    NARROWEST_GUTTER,
    ...pictures.map(({ name, size }) => Math.max([...name].length, cellsOf(size).length)),
  );
  return Math.min(widest, Math.max(NARROWEST_GUTTER, Math.floor(width / 4)));
}

function cellsOf(size: number): string {
  return size === 1 ? '1 cell' : `${count(size)} cells`;
}

/** Name, size and, where not all cells are drawn, how many are; a population with a single line shows its name alone. */
function labelsOf({ name, size }: RasterPicture, width: number, drawn: number, bold: Paint, paint: Paint): string[] {
  const labels = [bold(paint(shorten(printable(name), width))), cellsOf(size)];
  if (drawn < size) labels.push(`${drawn} drawn`);
  return labels;
}

/** Line by line to the population that has the fewest for its weight, until the lines or the cells to fill them are used up. */
function shareLines(pictures: readonly RasterPicture[], total: number): number[] {
  const weights = pictures.map(({ size }) => Math.sqrt(size));
  const most = pictures.map(({ rows }) => (rows <= 8 ? Math.ceil(rows / 2) : Math.max(4, Math.ceil(rows / 4))));
  const lines = pictures.map(() => 1);
  for (let left = total - lines.length; left > 0; left--) {
    let next = -1;
    lines.forEach((have, i) => {
      if (have < most[i]! && (next < 0 || have / weights[i]! < lines[next]! / weights[next]!)) next = i;
    });
    if (next < 0) break;
    lines[next]!++;
  }
  return lines;
}

function drawMarks(picture: RasterPicture, width: number, height: number, paint: Paint): { lines: string[]; cells: number } {
  const { rows, bins, binSteps, steps, marks } = picture;
  const canvas = new BrailleCanvas(width, height);
  const cells = Math.min(rows, canvas.height);
  // Few cells get marks several dots tall, with a gap of one between them where there is room.
  const pitch = Math.floor(canvas.height / cells);
  const tall = cells > 1 && pitch > 2 ? pitch - 1 : pitch;
  const dotsPerStep = canvas.width / steps;
  for (let cell = 0; cell < cells; cell++) {
    const row = Math.floor(((cell + 0.5) * rows) / cells);
    const top = Math.floor((cell * canvas.height) / cells);
    for (let bin = 0; bin < bins; bin++) {
      if (marks[row * bins + bin] === 0) continue;
      const x = Math.min(canvas.width - 1, Math.floor((bin + 0.5) * binSteps * dotsPerStep));
      for (let y = 0; y < tall; y++) canvas.set(x, top + y);
    }
  }
  return { lines: canvas.lines(() => paint), cells };
}

/** Mean rate of all cells in each column, as blocks of eight heights; the label tells the tallest. */
function rateStrip(picture: RasterPicture, width: number, dt: number | null): { blocks: string; peak: string } {
  const perColumn = resample(picture, width);
  const most = Math.max(...perColumn);
  const stepsPerColumn = picture.steps / width;
  const perCellAndStep = most / (picture.size * stepsPerColumn);
  const peak =
    dt === null ? `max ${number(perCellAndStep * picture.size)}/step` : `max ${number((1000 * perCellAndStep) / dt)} Hz`;
  if (most === 0) return { blocks: '', peak: 'silent' };
  const blocks = Array.from(perColumn, (spikes) => BLOCKS[spikes === 0 ? 0 : Math.max(1, Math.round((8 * spikes) / most))]!);
  return { blocks: blocks.join('').trimEnd(), peak };
}

/** Spikes per column; a bin that lies across columns is shared out by its overlap with each. */
function resample({ bins, binSteps, steps, totals }: RasterPicture, width: number): Float64Array {
  const columns = new Float64Array(width);
  const scale = width / steps;
  for (let bin = 0; bin < bins; bin++) {
    const start = bin * binSteps * scale;
    const end = Math.min(steps, (bin + 1) * binSteps) * scale;
    for (let column = Math.floor(start); column < Math.min(width, Math.ceil(end)); column++) {
      const overlap = Math.min(end, column + 1) - Math.max(start, column);
      if (overlap > 0) columns[column]! += (totals[bin]! * overlap) / (end - start);
    }
  }
  return columns;
}
