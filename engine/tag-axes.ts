/** What there is to be told of tags, whichever there are: their axes, and the value of one as a word. */
import type { NetworkTags } from './tags.ts';

/** Names of all axes of cells and connections, in their order. */
export function tagAxes({ cells, connections }: NetworkTags): string[] {
  return [...new Set([...Object.values(cells), ...Object.values(connections)].flatMap((tags) => Object.keys(tags)))];
}

/** What is or is not so is named by its axis; several values at once are joined by '+'. */
export function tagWord(axis: string, value: unknown): string {
  if (typeof value === 'boolean') return value ? axis : `not ${axis}`;
  return [value].flat().map(String).join('+');
}
