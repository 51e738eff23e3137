/** Panels of value networks, drawn from answers and frames that are given here, so that what they must show is known. */
import { describe, expect, it } from 'vitest';
import {
  type Answer,
  allToAll,
  grid,
  inputUnit,
  network,
  type Panel,
  scenario,
  selfOrganisingMap,
  type ValueDemand,
} from '../../../index.ts';
import { kindOf } from '../../../viewer/app/open-panels.ts';
import { History } from '../../../viewer/history/history.ts';
import type { PanelView } from '../../../viewer/panels/panel.ts';
import type { PictureItem } from '../../../viewer/picture/picture.ts';
import { viewOf, watch } from '../watched.ts';

const made = scenario({
  id: 'given',
  title: 'Given',
  source: 'none',
  dt: '1 ms',
  duration: '1 s',
  network: () =>
    network({ x: inputUnit.of(2), y: inputUnit.of(4) }, [
      { from: 'x', to: 'y', port: 'input', wiring: allToAll(), weight: 1, delay: '1 ms' },
    ]),
});
const { about } = watch(made, { steps: 0 });

interface Told {
  readonly demand: ValueDemand;
  /** After each step, of all demanded cells. */
  readonly rows: readonly (readonly number[])[];
}

function seen(told: readonly Told[], answer: Answer | null = null, metrics: Readonly<Record<string, number>> = {}): PanelView {
  const history = new History(about);
  history.demand(
    1,
    told.map(({ demand }) => demand),
  );
  const steps = told[0]?.rows.length ?? 1;
  history.append({
    step: 0,
    steps,
    spikes: [],
    values: told.map(({ rows }, demand) => ({ demand, values: Float64Array.from(rows.flat()) })),
    events: [],
    metrics,
    demands: 1,
    measured: [],
    dropped: 0,
  });
  return viewOf({ about, history, ask: () => ({ answer, why: null }) });
}

function drawn(panel: Panel, view: PanelView): PictureItem[] {
  const flat = (items: readonly PictureItem[]): PictureItem[] =>
    items.flatMap((item) => (item.kind === 'clip' ? flat(item.items) : [item]));
  return flat(kindOf(panel).drawing(panel).draw(view).items);
}

function textsOf(items: readonly PictureItem[]): string[] {
  return items.flatMap((item) => (item.kind === 'text' ? [item.text] : []));
}

function of<K extends PictureItem['kind']>(items: readonly PictureItem[], kind: K): Extract<PictureItem, { readonly kind: K }>[] {
  return items.filter((item): item is Extract<PictureItem, { readonly kind: K }> => item.kind === kind);
}

const everyY: ValueDemand = { population: 1, variable: 'y', cells: [0, 1, 2, 3] };

describe('the plane of a surface', () => {
  const panel = {
    panel: 'plane',
    surface: { of: 'y', from: 'x' },
    between: [
      [-1, 1],
      [-1, 1],
    ],
    cell: 0,
  } as const satisfies Panel;
  /** y = x0, of 64 x 64 points. */
  const values = Float32Array.from({ length: 64 * 64 }, (_, k) => ((k % 64) / 63) * 2 - 1);
  const answer: Answer = { of: 'surface', surface: { columns: 64, rows: 64, values, cells: 1, step: 0 } };

  it('has the contour where the value is the threshold, and tells the value under the pointer', () => {
    const view = seen([], answer);
    const right = { ...panel, threshold: 0.5 };
    const [image] = of(drawn(right, view), 'image');
    expect([image!.columns, image!.rows]).toEqual([64, 64]);
    const [line] = of(drawn(right, view), 'polyline');
    const across = [...line!.points].filter((value, k) => k % 2 === 0 && !Number.isNaN(value));
    expect(across.length).toBeGreaterThan(60);
    const drawing = kindOf<Panel>(right).drawing(right);
    // The line is upright, and on it the value is 1/2 to the three digits that are told.
    expect(Math.max(...across) - Math.min(...across)).toBeLessThan(0.01);
    expect(drawing.hit(view, across[0]!, 150)!.lines).toContain('y 0: 0.5');
    expect(drawing.table(view)['y of y 0']).toHaveLength(64 * 64);
  });

  it('says that it waits before there is an answer', () => {
    expect(textsOf(drawn(panel, seen([])))).toEqual(['Being read …']);
  });
});

describe('images of weights', () => {
  const panel = { panel: 'image-grid', weights: about.projections[0]!.name, shape: [1, 2] } as const satisfies Panel;
  const weights = { values: Float32Array.of(1, -1, 0, Number.NaN), targets: Uint32Array.of(0, 3), unit: '1' };
  const view = seen([], { of: 'incoming-weights', weights });

  it('are one for each target, on one scale, empty where there is no synapse, with the number of the target', () => {
    const items = drawn(panel, view);
    const images = of(items, 'image').filter(({ rows, columns }) => rows === 1 && columns === 2);
    expect(images).toHaveLength(2);
    expect(images.map(({ rgba }) => [rgba[3], rgba[7]])).toEqual([
      [255, 255],
      [255, 0],
    ]);
    expect(images[0]!.rgba.subarray(0, 3)).not.toEqual(images[0]!.rgba.subarray(4, 7));
    expect(textsOf(items)).toEqual(expect.arrayContaining(['0', '3', '1', '-1']));
  });

  it('leave numbers away where they are small', () => {
    const small = { ...view, width: 110, height: 40 };
    expect(textsOf(drawn(panel, small))).not.toContain('3');
  });

  it('are knobs that stand upright at 0, or have colours alone where they are small', () => {
    const knobs = { ...panel, look: 'dials' } as const;
    const [first, second] = of(drawn(knobs, view), 'discs');
    expect([first!.discs.length, second!.discs.length]).toEqual([2 * 3, 1 * 3]);
    const upright = of(drawn(knobs, view), 'polyline')[1]!.points;
    expect(upright[2]).toBeCloseTo(upright[0]!, 4);
    expect(upright[3]).toBeLessThan(upright[1]!);
    expect(of(drawn(knobs, { ...view, width: 110, height: 12 }), 'polyline')).toEqual([]);
  });
});

describe('images of each example of a batch', () => {
  const panel = { panel: 'image-grid', lanes: 'y', variable: 'y', shape: [2, 2], most: 9 } as const satisfies Panel;
  const view = seen([], { of: 'lanes', values: Float32Array.of(0, 1, 2, 3, 0.5, 0.5, 0.5, 0.5) });

  it('are one for each, on one scale', () => {
    const items = drawn(panel, view);
    const images = of(items, 'image').filter(({ rows }) => rows === 2);
    expect(images).toHaveLength(2);
    const colours = images.map(({ rgba }) => [0, 1, 2, 3].map((pixel) => rgba.slice(4 * pixel, 4 * pixel + 3).join()));
    expect([new Set(colours[0]).size, new Set(colours[1]).size]).toEqual([4, 1]);
    expect(textsOf(items)).toEqual(expect.arrayContaining(['0', '3']));
  });

  it('tell the cell under the pointer, and every number', () => {
    const drawing = kindOf<Panel>(panel).drawing(panel);
    const [first, second] = of(drawing.draw(view).items, 'image').filter(({ rows }) => rows === 2);
    expect(drawing.hit(view, first!.x + 1, first!.y + first!.height - 1)!.lines).toEqual(['Cell 2 of y', '1: 2']);
    expect(drawing.hit(view, second!.x + 1, second!.y + 1)!.cell).toEqual({ population: 1, cell: 0 });
    expect(drawing.hit(view, first!.x - 3, first!.y)).toBeNull();
    const table = drawing.table(view);
    expect([table['example'], table['y']]).toEqual([
      [0, 0, 0, 0, 1, 1, 1, 1],
      [0, 1, 2, 3, 0.5, 0.5, 0.5, 0.5],
    ]);
  });

  it('wait, and are refused, with a word', () => {
    expect(textsOf(drawn(panel, seen([])))).toEqual(['Being read …']);
    const refused = viewOf({ about, history: new History(about), ask: () => ({ answer: null, why: 'a replay' }) });
    expect(textsOf(drawn(panel, refused)).join()).toContain('a replay');
  });
});

describe('a map', () => {
  const lattice = scenario({
    id: 'map',
    title: 'Map',
    source: 'none',
    dt: '1 ms',
    duration: '1 s',
    network: () => selfOrganisingMap({ inputs: 2, lattice: grid([2, 2], '1 um'), cells: 4, at: 0.5 }),
  });
  const { about: placed } = watch(lattice, { steps: 0 });
  const name = placed.projections[0]!.name;
  // Corners of a rectangle, as wide as high; rows of the lattice 1 apart, columns 2.
  const weights = { values: Float32Array.of(0, 0, 2, 0, 0, 1, 2, 1), targets: Uint32Array.of(0, 1, 2, 3), unit: '1' };
  const view = viewOf({
    about: placed,
    history: new History(placed),
    ask: () => ({ answer: { of: 'incoming-weights', weights }, why: null }),
  });
  const plane = {
    panel: 'plane',
    map: name,
    between: [
      [-1, 3],
      [-1, 3],
    ],
  } as const satisfies Panel;

  it('lies over its data: a disc for each cell, a line for each pair of neighbours', () => {
    const items = drawn(plane, view);
    const [cells] = of(items, 'discs');
    expect(cells!.discs).toHaveLength(4 * 3);
    const [edges] = of(items, 'polyline');
    // Four sides of the square lattice, no diagonal; each two places and a break.
    expect(edges!.points).toHaveLength(4 * 6);
    const drawing = kindOf<Panel>(plane).drawing(plane);
    const hit = drawing.hit(view, cells!.discs[3]!, cells!.discs[4]!)!;
    expect(hit.cell).toEqual({ population: 1, cell: 1 });
    expect(drawing.table(view)).toEqual({ cell: [0, 1, 2, 3], 'weight 0': [0, 2, 0, 2], 'weight 1': [0, 0, 1, 1] });
  });

  it('tells how far neighbours are apart, on average, where cells lie', () => {
    const panel = { panel: 'image-grid', apart: name } as const satisfies Panel;
    const [squares] = of(drawn(panel, view), 'rects');
    expect(squares!.boxes).toHaveLength(4 * 4);
    // Each has a neighbour at 2 and one at 1.
    expect(kindOf<Panel>(panel).drawing(panel).table(view)).toEqual({ cell: [0, 1, 2, 3], distance: [1.5, 1.5, 1.5, 1.5] });
  });
});

it('a matrix of answers counts them by class, and gives shares of a class', () => {
  const panel: Panel = { panel: 'matrix', confusion: 'accuracy' };
  const confusion = { classes: ['cat', 'dog'], counts: Uint32Array.of(3, 1, 0, 6) };
  const view = seen([], { of: 'confusion', confusion });
  const items = drawn(panel, view);
  // A field for each pair, a number where there is one.
  expect(of(items, 'rects')).toHaveLength(4);
  expect(textsOf(items)).toEqual(expect.arrayContaining(['3', '1', '6', 'cat', 'dog']));
  expect(textsOf(items)).not.toContain('0');
  const wrong = of(items, 'rects')[1]!.boxes;
  const hit = kindOf(panel)
    .drawing(panel)
    .hit(view, wrong[0]! + 2, wrong[1]! + 2);
  expect(hit!.lines).toEqual(['cat answered as dog', '1 (25 %)']);
  expect(textsOf(drawn(panel, seen([], { of: 'confusion', confusion: null })))[0]).toContain('while it is tested');
});

it('bars of cells are as long as their values, the largest in another colour', () => {
  const panel: Panel = { panel: 'bars', of: 'y', variable: 'y', labels: ['a', 'b', 'c', 'd'] };
  const view = seen([{ demand: { population: 1, variable: 'y', cells: 'all' }, rows: [[0.2, 0.4, 0.1, 0.3]] }]);
  const items = drawn(panel, view);
  const bars = of(items, 'rects');
  const lengths = bars.map(({ boxes }) => boxes[2]! / bars[1]!.boxes[2]!);
  [0.5, 1, 0.25, 0.75].forEach((share, k) => expect(lengths[k]).toBeCloseTo(share, 3));
  expect(bars.map(({ colours }) => colours === view.theme.accent)).toEqual([false, true, false, false]);
  expect(textsOf(items)).toEqual(['a', '0.2', 'b', '0.4', 'c', '0.1', 'd', '0.3']);
});

it('the plane of components finds the directions in which cells differ, and says how much of it they are', () => {
  const panel: Panel = { panel: 'plane', of: 'y', variable: 'y', components: true };
  // On a circle of cells 1 and 2 that is stretched twice: shares of 4/5 and 1/5.
  const rows = Array.from({ length: 40 }, (_, k) => {
    const angle = (k / 40) * 2 * Math.PI;
    return [7, 2 * Math.cos(angle), Math.sin(angle), 7];
  });
  const view = seen([{ demand: everyY, rows }]);
  const items = drawn(panel, view);
  expect(textsOf(items)).toEqual(expect.arrayContaining(['component 1 (80 %)', 'component 2 (20 %)']));
  const table = kindOf(panel).drawing(panel).table(view);
  // Up to their signs they are those two cells.
  (table['component 1'] as number[]).forEach((value, k) => expect(Math.abs(value)).toBeCloseTo(Math.abs(rows[k]![1]!), 4));
  (table['component 2'] as number[]).forEach((value, k) => expect(Math.abs(value)).toBeCloseTo(Math.abs(rows[k]![2]!), 4));
});

it('a text that is read tells the surprise of each character from the share it was given before', () => {
  const panel: Panel = { panel: 'text', reads: 'x', of: 'y', variable: 'y', alphabet: 'ab' };
  const given: Told = {
    demand: { population: 0, variable: 'y', cells: [0, 1] },
    rows: [
      [1, 0],
      [0, 1],
      [1, 0],
    ],
  };
  const shares: Told = {
    demand: everyY,
    rows: [
      [0.5, 0.5, 0, 0],
      [0.25, 0.75, 0, 0],
      [1, 0, 0, 0],
    ],
  };
  const view = seen([given, shares]);
  const table = kindOf(panel).drawing(panel).table(view);
  expect(table['character']).toEqual(['a', 'b', 'a']);
  // Nothing was foretold of the first; then 1/2 and 1/4.
  expect(table['surprise (bits)']).toEqual([Number.NaN, 1, 2]);
  const items = drawn(panel, view);
  expect(textsOf(items).join('')).toContain('aba');
  // Those that were foretold lie on a colour; the other rectangles are the key.
  expect(of(items, 'rects').map(({ boxes }) => boxes.length / 4)).toContain(2);
});

it('paths over a relief keep the place of the ground, and end in a disc at the cursor', () => {
  const relief = {
    between: [
      [0, 4],
      [0, 4],
    ],
    rows: 3,
    values: [0, 1, 2, 0, 1, 2, 0, 1, 2],
  } as const;
  const panel: Panel = { panel: 'plane', of: 'y', x: 'y', y: 'y', cell: [0], over: relief };
  const demand: ValueDemand = { population: 1, variable: 'y', cells: [0] };
  const view = seen([{ demand, rows: [[1], [2], [3]] }]);
  const items = drawn(panel, view);
  const [ground] = of(items, 'image');
  expect([ground!.columns, ground!.rows]).toEqual([3, 3]);
  const [x, y] = of(items, 'discs')[0]!.discs;
  const hit = kindOf(panel).drawing(panel).hit(view, x!, y!);
  expect(hit!.step).toBe(2);
  expect(hit!.lines).toContain('y = 3');
  // Limits are the relief's, not those of the path: 3 of 4 lies at three quarters.
  const clip = kindOf(panel)
    .drawing(panel)
    .draw(view)
    .items.find((item) => item.kind === 'clip')!;
  expect((x! - clip.x) / clip.width).toBeCloseTo(0.75, 3);
});

it('energies are bars, their distribution a line of steps over them', () => {
  const panel: Panel = { panel: 'histogram', distance: 'distance', measure: 'energy' };
  const [visited, expected] = [Float64Array.of(0.5, 0.3, 0.2, 0), Float64Array.of(0.4, 0.4, 0.1, 0.1)];
  const view = seen([], { of: 'energies', energies: { low: -4, high: 4, visited, expected } });
  const items = drawn(panel, view);
  const [bars] = of(items, 'rects');
  const heights = [0, 1, 2, 3].map((k) => bars!.boxes[4 * k + 3]! / bars!.boxes[3]!);
  [1, 0.6, 0.4, 0].forEach((share, k) => expect(heights[k]).toBeCloseTo(share, 3));
  // Two points for each bin: the first at 0.4 of what the bar at its left has at 0.5.
  const line = of(items, 'polyline').at(-1)!.points;
  expect(line).toHaveLength(16);
  const bottom = bars!.boxes[1]! + bars!.boxes[3]!;
  expect((bottom - line[1]!) / bars!.boxes[3]!).toBeCloseTo(0.8, 3);
  expect(kindOf(panel).drawing(panel).table(view)).toMatchObject({
    'energy from': [-4, -2, 0, 2],
    'share of steps': [0.5, 0.3, 0.2, 0],
  });
});

it('products of cells are a matrix as weights are, under a title of their own', () => {
  const panel: Panel = { panel: 'matrix', from: 'y', to: 'y', products: 'free' };
  const means = Float64Array.from({ length: 16 }, (_, k) => (k % 5 === 0 ? 1 : -0.5));
  const view = seen([], { of: 'weights', matrix: { rows: 4, columns: 4, means, unit: '1' } });
  expect(of(drawn(panel, view), 'image')[0]).toMatchObject({ rows: 4, columns: 4 });
  const table = kindOf(panel).drawing(panel).table(view);
  expect(table['product']).toEqual([...means]);
  expect(kindOf(panel).title(panel, about, view.t)).toBe('Products of cells of y, left to themselves');
});
