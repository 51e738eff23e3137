/** What a kind of panel is: a pure function from the history, the time window and a size to a picture. Knows no screen and no source. */
import type { About, Answer, Panel, Question, ValueDemand } from '../../engine/index.ts';
import type { History } from '../history/history.ts';
import type { Colour, Picture } from '../picture/picture.ts';
import type { TextKey, Values } from '../texts/index.ts';

/** Colours and sizes of the light or dark look, and of a lecture hall. */
export interface Theme {
  readonly dark: boolean;
  readonly background: Colour;
  readonly ink: Colour;
  /** Axes, grids, what matters less. */
  readonly faint: Colour;
  readonly accent: Colour;
  /** Of populations, by their place: told apart by colour-blind eyes too. */
  readonly populations: readonly Colour[];
  /** Text size in px. */
  readonly text: number;
}

/** Steps, fractions allowed. What is seen is (from, to]; the state shown is that after `cursor`. */
export interface TimeWindow {
  readonly from: number;
  readonly to: number;
  readonly cursor: number;
}

/** One cell. */
export interface CellId {
  readonly population: number;
  readonly cell: number;
}

/** Looks up a text of the interface in the reader's language. */
export type Translate = (key: TextKey, values?: Values) => string;

/** Answers of the run, as they come in; null until then. `why` says that there is none. */
export type Ask = (question: Question) => { readonly answer: Answer | null; readonly why: string | null };

export interface PanelView {
  readonly about: About;
  readonly history: History;
  readonly time: TimeWindow;
  /** The step after the last one that is planned; null where nobody knows. */
  readonly planned: number | null;
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
  readonly theme: Theme;
  readonly selected: CellId | null;
  /** The step under the pointer, in whichever panel it is; null where it is in none. */
  readonly hover: number | null;
  /** No movement that means nothing. */
  readonly calm: boolean;
  /** Of each cell, what the reader has drawn on this panel and the network is not told yet; null: nothing. */
  readonly sketch: Float64Array | null;
  readonly ask: Ask;
  readonly t: Translate;
}

/** What lies under the pointer. */
export interface Hit {
  /** Lines of the tooltip. */
  readonly lines: readonly string[];
  readonly cell: CellId | null;
  /** Where the panel has a time axis. */
  readonly step: number | null;
}

/** Columns of equal length, for CSV; numbers in the unit that the name gives, such as 'time (ms)'. */
export type Table = Readonly<Record<string, readonly (number | string)[]>>;

/** A panel kind that has a time axis tells where it lies, so that dragging and zooming move all panels at once. */
export interface TimeAxis {
  readonly left: number;
  readonly right: number;
}

/** Cells of a population that are stimulated together, each once. */
export interface Touched {
  readonly population: number;
  readonly cells: readonly number[];
  readonly port: string;
  /** In the port's unit; or one for each of the cells. */
  readonly value: number | Float64Array;
}

/** A panel that is there to be drawn on. */
export interface SketchPad {
  /** With what a stroke that begins at a place draws; null where none can. */
  begin(view: PanelView, x: number, y: number): number | null;
  /** The sketch after a stroke of this, from one place to another. */
  stroke(view: PanelView, value: number, from: Place, to: Place): Float64Array;
  /** What the network is told of the view's sketch, in one step. */
  told(view: PanelView): readonly Touched[];
}

/** CSS pixels. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** Made once per panel on the screen; may keep buffers and layouts between pictures, but the picture follows from the view alone. */
export interface PanelDrawing {
  draw(view: PanelView): Picture;
  hit(view: PanelView, x: number, y: number): Hit | null;
  /** What a press at a place stimulates; null where the panel is not there to be pressed. */
  touch?(view: PanelView, x: number, y: number): readonly Touched[] | null;
  readonly pad?: SketchPad;
  table(view: PanelView): Table;
  /** Null where x is not time. */
  timeAxis(view: PanelView): TimeAxis | null;
}

/** The same panel, otherwise. */
export interface PanelOption {
  readonly label: string;
  readonly panel: Panel;
  /** Whether it is as it is now. */
  readonly chosen: boolean;
}

export interface PanelKind<P extends Panel = Panel> {
  title(panel: P, about: About, t: Translate): string;
  /** What the reader may choose; default: nothing. */
  options?(panel: P, about: About, t: Translate): readonly PanelOption[];
  /** Values it needs beside the spikes, which are always there. */
  demand(panel: P, about: About): readonly ValueDemand[];
  drawing(panel: P): PanelDrawing;
}
