/**
 * What chains of letters of orders 1 to 5 need for Moby-Dick, by tables of counts: what a network that reads it is compared with. Laplace's rule; and
 * interpolated Kneser-Ney smoothing (Chen & Goodman 1999, Comput Speech Lang 13:359), which is the strongest known of tables.
 */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { SplitPart } from '../../engine/index.ts';
import { mobyDick } from '../../scenarios/data/moby-dick.ts';

type Table = Map<string, Map<number, number>>;

const letters = 40;
const bytes = new Uint8Array(readFileSync(new URL('../../dist/data/moby-dick.txt', import.meta.url)));

function textOf(part: SplitPart): number[] {
  const data = mobyDick.open({ bytes, parts: [part], options: { characters: 200_000, steps: 64 }, seed: 1 });
  const read = data as Exclude<typeof data, Promise<unknown>>;
  return Array.from({ length: read.size }, (_, example) => Array.from(read.values('character', example))).flat();
}

function add(table: Table, context: string, letter: number): void {
  const times = table.get(context) ?? new Map<number, number>();
  table.set(context, times.set(letter, (times.get(letter) ?? 0) + 1));
}

/** Tables of contexts of 0 to `order` letters: of the longest how often, of the others after how many other letters. */
function tablesOf(text: readonly number[], order: number): Table[] {
  const tables: Table[] = Array.from({ length: order + 1 }, () => new Map());
  for (let k = order; k < text.length; k++) add(tables[order]!, text.slice(k - order, k).join(), text[k]!);
  for (let length = order - 1; length >= 0; length--)
    for (const [context, times] of tables[length + 1]!)
      for (const letter of times.keys()) add(tables[length]!, context.split(',').slice(1).join(), letter);
  return tables;
}

const sum = (times: Map<number, number> | undefined) => [...(times?.values() ?? [])].reduce((a, b) => a + b, 0);

function kneserNey(tables: readonly Table[]): (context: readonly number[], letter: number) => number {
  const discounts = tables.map((table) => {
    const counts = [...table.values()].flatMap((times) => [...times.values()]);
    const [once, twice] = [1, 2].map((n) => counts.filter((count) => count === n).length) as [number, number];
    return once + twice === 0 ? 0.5 : once / (once + 2 * twice);
  });
  return (context, letter) =>
    tables.reduce((share, table, length) => {
      const times = table.get(context.slice(context.length - length).join());
      if (times === undefined) return share;
      const discount = discounts[length]!;
      return (Math.max(0, (times.get(letter) ?? 0) - discount) + discount * times.size * share) / sum(times);
    }, 1 / letters);
}

function laplace(table: Table): (context: readonly number[], letter: number) => number {
  return (context, letter) => {
    const times = table.get(context.join());
    return ((times?.get(letter) ?? 0) + 1) / (sum(times) + letters);
  };
}

function bitsOf(text: readonly number[], order: number, share: (context: readonly number[], letter: number) => number): number {
  let bits = 0;
  for (let k = order; k < text.length; k++) bits -= Math.log2(share(text.slice(k - order, k), text[k]!));
  return bits / (text.length - order);
}

it('chains of letters foretell what they learnt from the better the further they look back', { timeout: 300_000 }, () => {
  const [seen, unseen] = [textOf('train'), textOf('test')];
  const rows = [1, 2, 3, 4, 5].map((order) => {
    const tables = tablesOf(seen, order);
    const smooth = kneserNey(tables);
    return {
      order,
      laplace: bitsOf(unseen, order, laplace(tables[order]!)),
      kneserNey: bitsOf(unseen, order, smooth),
      seen: bitsOf(seen, order, smooth),
    };
  });
  console.table(rows);
  rows.slice(1).forEach(({ seen: bits }, k) => expect(bits).toBeLessThan(rows[k]!.seen));
  // Long short-term memory, of the table of acceptance, needs at least 0.2 bits less than order 3 by Laplace's rule.
  const results = JSON.parse(readFileSync(new URL('results.json', import.meta.url), 'utf8')) as Record<
    string,
    { measured: string }
  >;
  const memory = Number(/surprise ([\d.]+)/.exec(results['lstm-moby-dick']!.measured)![1]);
  expect(memory).toBeLessThanOrEqual(rows[2]!.laplace - 0.2);
});
