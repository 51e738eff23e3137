import { describe, expect, it } from 'vitest';
import { defineCell, network, type Panel, scenario } from '../../../engine/index.ts';
import { kindOf } from '../../../viewer/app/open-panels.ts';
import { fits } from '../../../viewer/app/panel-fits.ts';
import type { PanelView } from '../../../viewer/panels/panel.ts';
import type { PictureItem } from '../../../viewer/picture/picture.ts';
import { viewOf, watch } from '../watched.ts';

const growing = defineCell({
  name: 'growing',
  source: 'this test',
  parameters: { by: { default: 1, doc: 'per step' } },
  state: { y: { unit: '1', initial: 0, doc: 'by times the steps so far' } },
  ports: {},
  equations: "y' = y + by",
});

const made = scenario({
  id: 'growing',
  title: 'Two that grow',
  source: 'this test',
  duration: 40,
  network: () => network({ a: growing.of(1), b: growing.of(2, { by: 2 }) }, []),
});

const trace: Panel = { panel: 'trace', of: ['a', 'b'], variable: 'y', cells: [0] };
const plane: Panel = { panel: 'plane', of: ['a', 'b'], variable: 'y', cell: 0, delay: 5 };
const watched = watch(made, { steps: 40, demands: (about) => kindOf(trace).demand(trace, about) });

function drawn(panel: Panel, view: PanelView): PictureItem[] {
  const flat = (items: readonly PictureItem[]): PictureItem[] =>
    items.flatMap((item) => (item.kind === 'clip' ? flat(item.items) : [item]));
  return flat(kindOf(panel).drawing(panel).draw(view).items);
}

function texts(items: readonly PictureItem[]): string[] {
  return items.flatMap((item) => (item.kind === 'text' ? [item.text] : []));
}

describe('a trace of two populations', () => {
  it('has a line for each, named; a population of one cell without its number', () => {
    const items = drawn(trace, viewOf(watched));
    expect(items.filter((item) => item.kind === 'polyline' && item.points.length > 40)).toHaveLength(2);
    expect(texts(items)).toContain('a');
    expect(texts(items)).toContain('b 0');
    expect(texts(items)).not.toContain('a 0');
  });

  it('gives both as a table, and tells both under the pointer', () => {
    const view = viewOf(watched);
    const drawing = kindOf(trace).drawing(trace);
    const table = drawing.table(view);
    expect(table['y of a']).toEqual(Array.from({ length: 40 }, (_, k) => k + 1));
    expect(table['y of b 0']).toEqual(Array.from({ length: 40 }, (_, k) => 2 * (k + 1)));
    const { left, right } = drawing.timeAxis(view)!;
    expect(drawing.hit(view, (left + right) / 2, 100)!.lines).toHaveLength(3);
  });
});

describe('a plane of a variable against its past', () => {
  it('pairs each value with that of so many steps before, for each population', () => {
    const table = kindOf(plane).drawing(plane).table(viewOf(watched));
    expect(table['of']).toHaveLength(2 * 35);
    (table['of'] as string[]).forEach((name, k) => {
      const [now, before] = [table['y']![k] as number, table['y, 5 steps before']![k] as number];
      expect(now - before).toBe(name === 'a' ? 5 : 10);
    });
  });

  it('draws a path for each, names them, and finds the point under the pointer', () => {
    const view = viewOf(watched);
    const items = drawn(plane, view);
    expect(texts(items)).toEqual(expect.arrayContaining(['a', 'b', 'y, 5 steps before']));
    const discs = items.filter((item) => item.kind === 'discs');
    expect(discs).toHaveLength(2);
    const [x, y] = (discs[1] as Extract<PictureItem, { kind: 'discs' }>).discs;
    const hit = kindOf(plane).drawing(plane).hit(view, x!, y!)!;
    expect(hit).toMatchObject({ cell: { population: 1, cell: 0 }, step: 39 });
    expect(hit.lines).toContain('y = 80');
  });

  it('says that there is nothing before there are as many steps', () => {
    const early = watch(made, { steps: 4, batch: 4, demands: (about) => kindOf(plane).demand(plane, about) });
    expect(texts(drawn(plane, viewOf(early)))).toEqual(['Nothing to show yet']);
  });

  it('is for populations that have the variable, and for a delay', () => {
    expect(fits(plane, watched.about)).toBe(true);
    expect(fits({ ...plane, of: ['a', 'c'] } as Panel, watched.about)).toBe(false);
    expect(fits({ ...plane, delay: 0 } as Panel, watched.about)).toBe(false);
    for (const panel of [plane, trace]) {
      expect(fits({ ...panel, between: [0, 1] } as Panel, watched.about)).toBe(true);
      for (const between of [[1, 0], [0], 'all', [0, null]])
        expect(fits({ ...panel, between } as unknown as Panel, watched.about)).toBe(false);
    }
    const refused = (delay: number) => () =>
      scenario({ ...base, panels: [{ panel: 'plane', of: 'a', variable: 'y', cell: 0, delay }] });
    expect(refused(0.5)).toThrow('delay is 0.5, expected a whole number of steps');
    expect(refused(3)).not.toThrow();
  });
});

const base = {
  id: 'growing',
  title: 'Two that grow',
  source: 'this test',
  duration: 40,
  network: () => network({ a: growing.of(1) }, []),
} as const;
