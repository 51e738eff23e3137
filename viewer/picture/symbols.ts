/** Symbols of cells, after the idea of the neural network zoo: the colour tells the function, marks inside tell the behaviour. Knows no network. */
import type { Colour, PictureItem } from './picture.ts';

export type SymbolFamily = 'input' | 'hidden' | 'output' | 'recurrent' | 'kernel';

/** `ring`: probabilistic, or holds what it was given; `triangle`: spikes, or is noisy; `square`: a vector; `dot`: keeps a memory. */
export type SymbolMark = 'ring' | 'triangle' | 'square' | 'dot';

export interface CellSymbol {
  readonly family: SymbolFamily;
  readonly marks: readonly SymbolMark[];
}

/** The fourteen kinds of cells of the chart of Van Veen & Leijnen (Asimov Institute, 2019). */
export const zooSymbols = {
  input: { family: 'input', marks: [] },
  backfedInput: { family: 'input', marks: ['ring'] },
  noisyInput: { family: 'input', marks: ['triangle'] },
  hidden: { family: 'hidden', marks: [] },
  probabilisticHidden: { family: 'hidden', marks: ['ring'] },
  spikingHidden: { family: 'hidden', marks: ['triangle'] },
  capsule: { family: 'hidden', marks: ['square'] },
  output: { family: 'output', marks: [] },
  matchInputOutput: { family: 'output', marks: ['ring'] },
  recurrent: { family: 'recurrent', marks: [] },
  memory: { family: 'recurrent', marks: ['dot'] },
  gatedMemory: { family: 'recurrent', marks: ['triangle'] },
  kernel: { family: 'kernel', marks: [] },
  convolution: { family: 'kernel', marks: ['ring'] },
} as const satisfies Readonly<Record<string, CellSymbol>>;

export type ZooCell = keyof typeof zooSymbols;

export const familyColours: Readonly<Record<SymbolFamily, Colour>> = {
  input: 0xf2c744,
  hidden: 0x4fb477,
  output: 0xee8434,
  recurrent: 0x4a90d9,
  kernel: 0xd46a9f,
};

/** Many symbols, drawn as few items: cells that do not move cost nothing anew but their colours. */
export class SymbolSheet {
  readonly #symbols: readonly CellSymbol[];
  readonly #discs: Float32Array;
  readonly #rings: Float32Array;
  readonly #dots: Float32Array;
  readonly #strokes: Float32Array;
  readonly #stroke: number;
  readonly #ringOf: readonly number[];

  /** @param places x, y, radius of each symbol */
  constructor(symbols: readonly CellSymbol[], places: Float32Array) {
    this.#symbols = symbols;
    this.#discs = places;
    const marked = (mark: SymbolMark): number[] => [...symbols.keys()].filter((s) => symbols[s]!.marks.includes(mark));
    this.#ringOf = marked('ring');
    this.#rings = shrunk(places, this.#ringOf, 0.66);
    this.#dots = shrunk(places, marked('dot'), 0.32);
    const strokes: number[] = [];
    for (const s of marked('triangle')) corners(strokes, places, s, [-90, 30, 150], 0.4);
    for (const s of marked('square')) corners(strokes, places, s, [45, 135, 225, 315], 0.5);
    this.#strokes = Float32Array.from(strokes);
    const radii = symbols.map((_, s) => places[3 * s + 2]!);
    this.#stroke = Math.min(2.5, Math.max(0.75, Math.min(...radii) * 0.12));
  }

  /** `fills` and `outlines`: one colour each. */
  items(fills: Uint32Array, outlines: Uint32Array, ink: Colour): PictureItem[] {
    const width = this.#stroke;
    const items: PictureItem[] = [
      { kind: 'discs', discs: this.#discs, colours: fills, outline: { colour: outlines, width: width * 1.4 } },
    ];
    if (this.#rings.length > 0) {
      const colours = Uint32Array.from(this.#ringOf, (s) => fills[s]!);
      items.push({ kind: 'discs', discs: this.#rings, colours, outline: { colour: ink, width } });
    }
    if (this.#dots.length > 0) items.push({ kind: 'discs', discs: this.#dots, colours: ink });
    if (this.#strokes.length > 0) items.push({ kind: 'polyline', points: this.#strokes, colour: ink, width });
    return items;
  }

  /** The colour of each symbol's function. */
  get colours(): Uint32Array {
    return Uint32Array.from(this.#symbols, ({ family }) => familyColours[family]);
  }
}

/** One symbol by itself, as in a legend. */
export function symbolItems(
  symbol: CellSymbol,
  x: number,
  y: number,
  radius: number,
  outline: Colour,
  ink: Colour,
): PictureItem[] {
  const sheet = new SymbolSheet([symbol], Float32Array.of(x, y, radius));
  return sheet.items(sheet.colours, Uint32Array.of(outline), ink);
}

function shrunk(places: Float32Array, which: readonly number[], share: number): Float32Array {
  return Float32Array.from(which.flatMap((s) => [places[3 * s]!, places[3 * s + 1]!, places[3 * s + 2]! * share]));
}

/** A closed outline through directions in degrees, then a break. */
function corners(into: number[], places: Float32Array, s: number, degrees: readonly number[], share: number): void {
  const [x, y, radius] = [places[3 * s]!, places[3 * s + 1]!, places[3 * s + 2]! * share];
  for (const degree of [...degrees, degrees[0]!]) {
    const angle = (degree / 180) * Math.PI;
    into.push(x + radius * Math.cos(angle), y + radius * Math.sin(angle));
  }
  into.push(Number.NaN, Number.NaN);
}
