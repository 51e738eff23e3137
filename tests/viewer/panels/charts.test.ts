import { describe, expect, it } from 'vitest';
import type { Panel } from '../../../engine/index.ts';
import cuba from '../../../scenarios/cuba.ts';
import hello from '../../../scenarios/hello.ts';
import { kindOf } from '../../../viewer/app/open-panels.ts';
import type { PanelView } from '../../../viewer/panels/panel.ts';
import type { PictureItem } from '../../../viewer/picture/picture.ts';
import { viewOf, type Watched, watch } from '../watched.ts';

/** 100 ms of 400 cells. */
const network = watch(cuba, {
  controls: { size: 400 },
  steps: 1000,
  demands: () => [{ population: 0, variable: 'v', cells: [0, 1] }],
});

function drawn(panel: Panel, view: PanelView): PictureItem[] {
  const flat = (items: readonly PictureItem[]): PictureItem[] =>
    items.flatMap((item) => (item.kind === 'clip' ? flat(item.items) : [item]));
  return flat(kindOf(panel).drawing(panel).draw(view).items);
}

function spikesOf({ history }: Watched, population: number, from: number, to: number): { step: number; cell: number }[] {
  const found: { step: number; cell: number }[] = [];
  history.spikes(population).visit(from, to, (steps, cells, begin, end) => {
    for (let k = begin; k < end; k++) found.push({ step: steps[k]!, cell: cells[k]! });
  });
  return found;
}

describe('a raster', () => {
  const panel: Panel = { panel: 'raster', of: ['E', 'I'] };

  it('has a mark for each spike of the window, and no other', () => {
    const view = viewOf(network, { time: { from: 99, to: 499, cursor: 499 } });
    const expected = spikesOf(network, 0, 100, 500).length;
    const marks = drawn(panel, view).flatMap((item) =>
      item.kind === 'rects' && item.colours === view.theme.populations[0] && item.alpha === undefined
        ? [item.boxes.length / 4]
        : [],
    );
    expect(marks).toEqual([expected]);
    expect(expected).toBeGreaterThan(20);
  });

  it('names the cell and the moment of the spike under the pointer', () => {
    const view = viewOf(network);
    const { step, cell } = spikesOf(network, 1, 0, 1000)[5]!;
    const drawing = kindOf(panel).drawing(panel);
    const axis = drawing.timeAxis(view)!;
    const x = axis.left + ((step - view.time.from) / (view.time.to - view.time.from)) * (axis.right - axis.left);
    const heights = Array.from({ length: view.height }, (_, y) => drawing.hit(view, x, y)).filter((hit) => hit !== null);
    expect(heights.some((hit) => hit.step === step && hit.cell?.population === 1 && hit.cell.cell === cell)).toBe(true);
  });

  it('gives its spikes as a table', () => {
    const table = kindOf(panel).drawing(panel).table(viewOf(network));
    const all = spikesOf(network, 0, 0, 1000).length + spikesOf(network, 1, 0, 1000).length;
    expect(Object.keys(table)).toEqual(['time (ms)', 'population', 'cell']);
    expect(table['cell']).toHaveLength(all);
  });
});

describe('a trace', () => {
  const panel: Panel = { panel: 'trace', of: 'E', variable: 'v', cells: [0, 1] };

  it('has a line for each cell, the threshold, and its values as a table', () => {
    const view = viewOf(network);
    const items = drawn(panel, view);
    const lines = items.filter((item) => item.kind === 'polyline' && item.points.length > 100);
    expect(lines).toHaveLength(2);
    expect(items.some((item) => item.kind === 'polyline' && item.dash !== undefined)).toBe(true);
    const table = kindOf(panel).drawing(panel).table(view);
    expect(table['time (ms)']).toHaveLength(1000);
    const store = network.history.values({ population: 0, variable: 'v', cells: [0, 1] })!;
    expect(table['v of E 1 (mV)']![499]).toBe(store.at(499)!.values[1]);
  });

  it('is of the values that were named, and cuts off what lies beyond', () => {
    const narrow = { ...panel, between: [-60, -55] } as const;
    const view = viewOf(network);
    const [clip] = kindOf(narrow)
      .drawing(narrow)
      .draw(view)
      .items.filter((item) => item.kind === 'clip');
    const texts = drawn(narrow, view).flatMap((item) => (item.kind === 'text' ? [item.text] : []));
    expect(texts).toContain('-56');
    expect(texts).not.toContain('-50');
    const ys = clip!.items.flatMap((item) => (item.kind === 'polyline' ? [...item.points].filter((_, k) => k % 2 === 1) : []));
    // Reset is at -60 mV, the threshold at -50: the line goes on above the frame.
    expect(Math.min(...ys.filter(Number.isFinite))).toBeLessThan(clip!.y);
  });

  it('loses no peak where many steps share a pixel', () => {
    const view = viewOf(network, { width: 120 });
    const table = kindOf(panel).drawing(panel).table(view)['v of E 0 (mV)'] as number[];
    const [first] = drawn(panel, view).filter((item) => item.kind === 'polyline' && item.points.length > 60);
    const ys = [...(first as { points: Float32Array }).points].filter((y, k) => k % 2 === 1 && !Number.isNaN(y));
    const wide = drawn(panel, viewOf(network, { width: 4000 })).find(
      (item) => item.kind === 'polyline' && item.points.length > 60,
    );
    const exact = [...(wide as { points: Float32Array }).points].filter((y, k) => k % 2 === 1 && !Number.isNaN(y));
    expect(table.length).toBe(1000);
    // Same heights, since height does not depend on the width of the panel.
    expect(Math.min(...ys)).toBeCloseTo(Math.min(...exact), 3);
    expect(Math.max(...ys)).toBeCloseTo(Math.max(...exact), 3);
  });

  it('says what was not recorded', () => {
    const without = { ...network, history: watch(cuba, { controls: { size: 400 }, steps: 10 }).history };
    const texts = drawn(panel, viewOf(without)).flatMap((item) => (item.kind === 'text' ? [item.text] : []));
    expect(texts).toEqual(['v of E is not there: it was not recorded']);
  });
});

describe('rates', () => {
  it('are spikes over cells and time, bin by bin', () => {
    const panel: Panel = { panel: 'rate', of: ['E', 'I'], bin: '5 ms' };
    const table = kindOf(panel).drawing(panel).table(viewOf(network));
    const rates = table['E (Hz)'] as number[];
    expect(rates.length).toBeGreaterThanOrEqual(20);
    for (const bin of [0, 7, 19]) {
      const count = spikesOf(network, 0, 50 * bin, 50 * (bin + 1)).length;
      expect(rates[bin]).toBeCloseTo(count / 320 / 0.005, 9);
    }
  });
});

describe('a histogram', () => {
  const neuron = watch(hello, { steps: 5000 });

  it('of intervals counts each interval of a regular neuron in the bin of its length', () => {
    const panel: Panel = { panel: 'histogram', of: 'neuron', measure: 'isi' };
    const table = kindOf(panel).drawing(panel).table(viewOf(neuron));
    const steps = spikesOf(neuron, 0, 0, 5000).map(({ step }) => step);
    const length = (steps[1]! - steps[0]!) * neuron.about.dt;
    const [from, to, counts] = Object.values(table) as number[][];
    expect(counts!.reduce((sum, count) => sum + count, 0)).toBe(steps.length - 1);
    const bin = counts!.indexOf(steps.length - 1);
    expect(from![bin]).toBeLessThanOrEqual(length);
    expect(to![bin]).toBeGreaterThan(length);
  });

  it('goes back with the cursor', () => {
    const panel: Panel = { panel: 'histogram', of: 'neuron', measure: 'isi' };
    const drawing = kindOf(panel).drawing(panel);
    const counted = (cursor: number): number => {
      const table = drawing.table(viewOf(neuron, { time: { from: -1, to: 4999, cursor } }));
      return ((table['intervals'] ?? []) as number[]).reduce((sum, count) => sum + count, 0);
    };
    const all = counted(4999);
    expect(counted(1000)).toBeLessThan(all);
    expect(counted(4999)).toBe(all);
  });

  it('of values has the shares of the window beside those of the first steps', () => {
    const panel: Panel = { panel: 'histogram', of: 'E', measure: 'value', variable: 'v' };
    const cells = Array.from({ length: 128 }, (_, k) => Math.floor((k * 320) / 128));
    const watched = watch(cuba, {
      controls: { size: 400 },
      steps: 1000,
      demands: () => [{ population: 0, variable: 'v', cells }],
    });
    const table = kindOf(panel)
      .drawing(panel)
      .table(viewOf(watched, { time: { from: 499, to: 999, cursor: 999 } }));
    const [from, to, shares, first] = Object.values(table) as number[][];
    for (const all of [shares!, first!]) expect(all.reduce((sum, share) => sum + share, 0)).toBeCloseTo(100, 9);
    expect(shares).not.toEqual(first);
    const store = watched.history.values({ population: 0, variable: 'v', cells })!;
    let [inside, all] = [0, 0];
    store.visit(499, 1000, (_, row, offset) => {
      for (const v of row.subarray(offset, offset + 128)) {
        all++;
        if (v >= from![20]! && v < to![20]!) inside++;
      }
    });
    expect(shares![20]).toBeCloseTo((100 * inside) / all, 1);
  });

  it('of rates counts cells, and that of irregularity those with enough intervals', () => {
    const rates = kindOf<Panel>({ panel: 'histogram', of: 'E', measure: 'rate' });
    const counts = rates.drawing({ panel: 'histogram', of: 'E', measure: 'rate' }).table(viewOf(network))['cells'] as number[];
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(320);
    const irregular: Panel = { panel: 'histogram', of: 'neuron', measure: 'cv' };
    const table = kindOf(irregular).drawing(irregular).table(viewOf(neuron));
    // A regular neuron: its one cell lies in the bin at 0.
    expect((table['cells'] as number[])[0]).toBe(1);
  });
});
