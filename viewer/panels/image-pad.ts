/** Drawing on an image of cells: a stroke that begins on paper leaves ink, one that begins on ink wipes it away. */
import type { Panel } from '../../engine/index.ts';
import { cellNumbers, populationNumber } from './cell-numbers.ts';
import type { PanelView, Place, SketchPad, Touched } from './panel.ts';

type ActivityPanel = Extract<Panel, { readonly panel: 'image-grid'; readonly of: string }>;
type Pixels = (view: PanelView) => { readonly x: number; readonly y: number; readonly pixel: number };

/** Radii of pen and eraser, in pixels of the image. */
const pen = 1;
const eraser = 2.6;

export function isDrawnOn({ draw }: ActivityPanel, { about }: PanelView): boolean {
  return draw !== undefined && about.mode === 'live';
}

/** What the image shows; null where nothing was told. */
export function shownNumbers({ of, variable }: ActivityPanel, view: PanelView): ArrayLike<number> | null {
  const numbers = cellNumbers(view, of, variable);
  return view.sketch !== null && view.sketch.length === numbers?.length ? view.sketch : numbers;
}

/** `pixels`: where the image lies. */
export function imagePad(panel: ActivityPanel, pixels: Pixels): SketchPad {
  const { of, shape, draw } = panel;
  const [rows, columns] = shape;
  const onImage = (view: PanelView, { x, y }: Place) => {
    const { x: left, y: top, pixel } = pixels(view);
    return { row: (y - top) / pixel - 0.5, column: (x - left) / pixel - 0.5 };
  };
  return {
    begin(view, x, y) {
      const { row, column } = onImage(view, { x, y });
      const [i, j] = [Math.round(row), Math.round(column)];
      const numbers = shownNumbers(panel, view);
      if (!isDrawnOn(panel, view) || numbers === null || i < 0 || j < 0 || i >= rows || j >= columns) return null;
      const { ink, paper } = draw!;
      const here = numbers[i * columns + j]!;
      return Math.abs(here - ink) < Math.abs(here - paper) ? paper : ink;
    },
    stroke(view, value, from, to) {
      const values = Float64Array.from(shownNumbers(panel, view) ?? []);
      const [begin, end] = [onImage(view, from), onImage(view, to)];
      const radius = value === draw!.ink ? pen : eraser;
      const dabs = Math.ceil(Math.hypot(end.row - begin.row, end.column - begin.column));
      for (let k = 0; k <= dabs; k++) {
        const share = dabs === 0 ? 0 : k / dabs;
        const row = begin.row + share * (end.row - begin.row);
        const column = begin.column + share * (end.column - begin.column);
        for (let cell = 0; cell < values.length; cell++)
          if (Math.hypot(Math.floor(cell / columns) - row, (cell % columns) - column) <= radius) values[cell] = value;
      }
      return values;
    },
    told(view): readonly Touched[] {
      const { port, gate } = draw!;
      const values = view.sketch;
      if (values === null) return [];
      const population = populationNumber(view.about, of);
      const cells = Array.from(values.keys());
      return [
        { population, cells, port, value: values },
        { population, cells, port: gate, value: 1 },
      ];
    },
  };
}
