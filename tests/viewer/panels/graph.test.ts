import { describe, expect, it } from 'vitest';
import type { GraphLayout, Scenario } from '../../../engine/index.ts';
import cuba from '../../../scenarios/cuba.ts';
import hello from '../../../scenarios/hello.ts';
import logic from '../../../scenarios/logic.ts';
import microcircuit from '../../../scenarios/microcircuit.ts';
import ring from '../../../scenarios/ring.ts';
import { graph } from '../../../viewer/panels/graph.ts';
import type { PictureItem } from '../../../viewer/picture/picture.ts';
import { lightTheme, viewOf, type WatchChoices, watch } from '../watched.ts';

function drawn(scenario: Scenario, choices: WatchChoices, layout?: GraphLayout) {
  const panel = { panel: 'graph', ...(layout === undefined ? {} : { layout }) } as const;
  const watched = watch(scenario, { ...choices, demands: (about) => graph.demand(panel, about) });
  return { watched, drawing: graph.drawing(panel), view: viewOf(watched) };
}

function numbersOf(items: readonly PictureItem[]): number[] {
  return items.flatMap((item) => (item.kind === 'discs' ? [...item.discs] : item.kind === 'clip' ? numbersOf(item.items) : []));
}

const runs: readonly (readonly [string, Scenario, WatchChoices])[] = [
  ['logic', logic, { steps: 30 }],
  ['hello', hello, { steps: 500 }],
  ['cuba', cuba, { steps: 200 }],
  ['ring', ring, { steps: 100, controls: { size: 64 } }],
  ['microcircuit', microcircuit, { steps: 50, controls: { scale: 0.02 } }],
];

describe('a network graph', () => {
  it.each(runs)('of %s is drawn, by finite numbers, the same each time', (_name, scenario, choices) => {
    const { watched, drawing, view } = drawn(scenario, choices);
    const { items } = drawing.draw(view);
    expect(numbersOf(items).length).toBeGreaterThan(0);
    expect(numbersOf(items).every(Number.isFinite)).toBe(true);
    expect(graph.drawing({ panel: 'graph' }).draw(viewOf(watched)).items).toEqual(items);
  });

  it.each(['layered', 'circular', 'force'] as const)('has no two cells on each other in the %s layout', (layout) => {
    const { drawing, view } = drawn(logic, { steps: 1 }, layout);
    const table = drawing.table(view);
    const [x, y] = [table['x (px)'] as number[], table['y (px)'] as number[]];
    expect(x).toHaveLength(30);
    let least = Number.POSITIVE_INFINITY;
    for (let a = 0; a < x.length; a++)
      for (let b = 0; b < a; b++) least = Math.min(least, Math.hypot(x[a]! - x[b]!, y[a]! - y[b]!));
    expect(least).toBeGreaterThan(12);
    for (const place of x) expect(place).toBeGreaterThan(0);
    for (const place of y) expect(place).toBeLessThan(400);
  });

  it('leads onwards in layers: the input of a gate lies left of it', () => {
    const { drawing, view } = drawn(logic, { steps: 1 });
    const table = drawing.table(view);
    const at = (population: string, cell: number) =>
      (table['x (px)'] as number[])[
        table['population']!.findIndex((name, n) => name === population && table['cell']![n] === cell)
      ]!;
    expect(at('inputs', 0)).toBeLessThan(at('units', 0));
    expect(at('units', 0)).toBeLessThan(at('answers', 0));
  });

  it('stands for populations above a few hundred cells, larger ones larger', () => {
    const { drawing, view } = drawn(cuba, { steps: 200 });
    const table = drawing.table(view);
    expect(table['population']).toEqual(['E', 'I']);
    expect(table['cells']).toEqual([3200, 800]);
    const counted = view.history.spikes(0).count / 3200 / 0.02;
    expect((table['rate (Hz)'] as number[])[0]).toBeCloseTo(counted, 9);
    const lines = drawing.hit(view, (table['x (px)'] as number[])[0]!, (table['y (px)'] as number[])[0]!)?.lines;
    expect(lines?.slice(0, 2)).toEqual(['E', '3200 cells of lif']);
  });

  it('finds the cell under the pointer, and nothing beside', () => {
    const { drawing, view } = drawn(logic, { steps: 30 });
    const table = drawing.table(view);
    const [x, y] = [(table['x (px)'] as number[])[8]!, (table['y (px)'] as number[])[8]!];
    expect(drawing.hit(view, x, y)?.cell).toEqual({ population: 1, cell: 2 });
    expect(drawing.hit(view, x, y)?.lines).toContain('2 in, 1 out');
    expect(drawing.hit(view, view.width - 1, 1)).toBeNull();
  });

  it('glows where a cell has just fired, and fades', () => {
    const { drawing, view } = drawn(logic, { steps: 30 });
    const light = (cursor: number) => {
      const items = drawing.draw({ ...view, theme: lightTheme, time: { from: cursor - 16, to: cursor, cursor } }).items;
      return items.flatMap((item) =>
        item.kind === 'discs' && item.outline !== undefined ? [[...(item.colours as Uint32Array)]] : [],
      )[0]!;
    };
    // Input 1 fires in odd steps, at the window's glow of one step.
    expect(light(21)[1]).not.toBe(light(22)[1]);
    expect(light(21)[1]).toBe(light(23)[1]);
  });

  it('says so while connections are read, and why there are none', () => {
    const { watched, view } = drawn(logic, { steps: 1 });
    const texts = (ask: typeof view.ask) =>
      graph
        .drawing({ panel: 'graph' })
        .draw({ ...view, ask })
        .items.flatMap((item) => (item.kind === 'text' ? [item.text] : []));
    expect(texts(() => ({ answer: null, why: null }))).toContain('Connections are being read …');
    expect(texts(() => ({ answer: null, why: 'a replay' }))).toContain('Connections are not known: a replay');
    expect(texts(watched.ask).join()).not.toContain('Connections are');
  });
});
