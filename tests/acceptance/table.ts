/** The acceptance table in the README, and the results that it is made of. */
import { readFileSync, writeFileSync } from 'node:fs';
import type { Accepted } from './accept.ts';

export type Results = Readonly<Record<string, Accepted>>;

const resultsFile = new URL('results.json', import.meta.url);
export const readme = new URL('../../README.md', import.meta.url);
const [begin, end] = ['<!-- acceptance: begin -->', '<!-- acceptance: end -->'];

export function readResults(): Results {
  return JSON.parse(readFileSync(resultsFile, 'utf8')) as Results;
}

/** One row's result, in the order of `ids`; results of rows that are no more are dropped. */
export function writeResult(id: string, result: Accepted, ids: readonly string[]): void {
  const all: Record<string, Accepted> = { ...readResults(), [id]: result };
  const kept = ids.flatMap((one) => (all[one] === undefined ? [] : [[one, all[one]] as const]));
  writeFileSync(resultsFile, `${JSON.stringify(Object.fromEntries(kept), null, 2)}\n`);
}

export function tableOf(results: Results): string {
  const rows = Object.values(results).map(({ network, task, published, bar, measured, pass, command }) =>
    [network, task, published, bar, measured, pass ? 'yes' : '**no**', `\`${command}\``].join(' | '),
  );
  return [
    '| network | task | published | must be | measured | passes | command |',
    '|---|---|---|---|---|---|---|',
    ...rows.map((row) => `| ${row} |`),
  ].join('\n');
}

/** The part of the README between the marks. */
export function tableIn(text: string): string {
  const [from, to] = marks(text);
  return text.slice(from, to).trim();
}

export function withTable(text: string, table: string): string {
  const [from, to] = marks(text);
  return `${text.slice(0, from)}\n\n${table}\n\n${text.slice(to)}`;
}

/** After the first mark, and before the second. @throws Error where one is missing: nothing is written then */
function marks(text: string): [number, number] {
  const places: [number, number] = [text.indexOf(begin), text.indexOf(end)];
  if (places[0] < 0 || places[1] < places[0]) throw new Error(`the README has no place for the table: ${begin} and ${end}`);
  return [places[0] + begin.length, places[1]];
}
