import { describe, expect, it } from 'vitest';
import { type Panel, scenario } from '../../../engine/index.ts';
import { hopfield } from '../../../models/index.ts';
import { fits } from '../../../viewer/app/panel-fits.ts';
import { imageGrid } from '../../../viewer/panels/image-grid.ts';
import { simulationOf, stimulateAt, valuesAfterSteps } from '../../simulated.ts';
import { viewOf, watch } from '../watched.ts';

const draw = { port: 'world', gate: 'clamp', ink: 1, paper: -1 };
const panel = { panel: 'image-grid', of: 'units', shape: [8, 8], variable: 's', draw } as const;
/** Without weights each cell stays what it is: -1, but for the upper left quarter. */
const start = Array.from({ length: 64 }, (_, cell) => (cell < 32 && cell % 8 < 4 ? 1 : -1));

const shown = (panels: readonly Panel[] = [panel as Panel]) =>
  scenario({
    id: 'drawn',
    title: 'Drawn',
    source: 'this test',
    duration: 10,
    network: () => hopfield({ cells: 64, start }),
    panels: panels as never,
  });

describe('an image that is there to be drawn on', () => {
  const watched = watch(shown(), { steps: 10, demands: (about) => imageGrid.demand(panel, about) });
  const drawing = imageGrid.drawing(panel);
  const pad = drawing.pad!;
  const view = viewOf(watched);
  const image = drawing.draw(view).items.find((item) => item.kind === 'image')!;
  const at = (row: number, column: number) => ({
    x: image.x + ((column + 0.5) * image.width) / 8,
    y: image.y + ((row + 0.5) * image.height) / 8,
  });

  it('leaves ink where a stroke begins on paper, and wipes away where it begins on ink', () => {
    const value = (row: number, column: number) => pad.begin(view, at(row, column).x, at(row, column).y);
    expect(value(6, 6)).toBe(1);
    expect(value(1, 1)).toBe(-1);
    expect(value(-1, 3)).toBeNull();
    expect(value(3, 8)).toBeNull();
    const inked = pad.stroke(view, 1, at(6, 1), at(6, 6));
    for (let column = 1; column <= 6; column++) expect(inked[6 * 8 + column]).toBe(1);
    expect(inked[4 * 8 + 7]).toBe(-1);
    expect(pad.stroke(view, -1, at(1, 1), at(1, 1))[0]).toBe(-1);
  });

  it('goes on from what was drawn before, and shows it', () => {
    const once = pad.stroke(view, 1, at(7, 7), at(7, 7));
    const twice = pad.stroke({ ...view, sketch: once }, 1, at(5, 1), at(5, 1));
    expect([twice[63], twice[41], twice[0]]).toEqual([1, 1, 1]);
    expect(drawing.table({ ...view, sketch: null })['s']![63]).toBe(-1);
    const { lines } = drawing.hit({ ...view, sketch: once }, at(7, 7).x, at(7, 7).y)!;
    expect(lines[1]).toBe('1');
  });

  it('tells all cells in one step, in which each becomes it, in whatever turn', () => {
    const sketch = pad.stroke(view, 1, at(7, 0), at(0, 7));
    const told = pad.told({ ...view, sketch });
    // Weights that pull all cells the other way.
    const weights = Array.from({ length: (64 * 63) / 2 }, (_, pair) => (pair % 3) - 1.5);
    const simulation = simulationOf(hopfield({ cells: 64, start, weights }), { seed: 3 });
    for (const { port, cells, value } of told) stimulateAt(simulation, 0, 'units', port, { cells, value });
    const after = valuesAfterSteps(simulation, 'units', 's');
    simulation.step(2);
    expect(after[0]).toEqual([...sketch]);
    expect(after[1]).not.toEqual(after[0]);
    expect(pad.told(view)).toEqual([]);
  });

  it('is not drawn on in a recorded run, nor where the panel does not say so', () => {
    const replay = viewOf({ ...watched, about: { ...watched.about, mode: 'replay' } });
    expect(pad.begin(replay, at(6, 6).x, at(6, 6).y)).toBeNull();
    expect(imageGrid.drawing({ ...panel, draw: undefined } as never).pad).toBeUndefined();
  });

  it('is refused where there is no such port, or ink is paper', () => {
    const other = (otherwise: object) => ({ ...panel, draw: { ...draw, ...otherwise } }) as Panel;
    expect(() => shown([other({ port: 'word' })])).toThrow(/units has no port of values 'word'.*/s);
    expect(() => shown([other({ gate: 's' })])).toThrow(/no port of values 's'/);
    expect(() => shown([other({ ink: -1 })])).toThrow(/ink -1 on paper -1/);
    expect(fits(panel as Panel, watched.about)).toBe(true);
    expect(fits(other({ gate: 'toString' }), watched.about)).toBe(false);
    expect(fits(other({ ink: Number.NaN }), watched.about)).toBe(false);
  });
});
