/** Colours of cells and connections by one axis of the network's tags: whichever values there are, each in a colour of its own. */
import type { About } from '../../../engine/index.ts';
import { tagWord } from '../../../engine/index.ts';
import type { Theme } from '../panel.ts';

export interface TagColours {
  /** By place in `About.populations`; null where the axis is none of cells. */
  readonly cells: readonly number[] | null;
  /** By place in `About.projections`; null where it is none of connections. */
  readonly connections: readonly number[] | null;
  readonly legend: readonly { readonly word: string; readonly colour: number }[];
}

/** Ways back are red, as they are usually drawn. */
const feedback = { dark: 0xff6b5e, light: 0xc62828 } as const;

/** Null where the network has no such axis. */
export function tagColours({ tags, populations, projections }: About, axis: string | undefined, theme: Theme): TagColours | null {
  if (tags === null || axis === undefined) return null;
  const words = (all: readonly { readonly name: string }[], of: Readonly<Record<string, object>>): (string | null)[] =>
    all.map(({ name }) => {
      const value: unknown = (of[name] as Readonly<Record<string, unknown>> | undefined)?.[axis];
      return value === undefined ? null : tagWord(axis, value);
    });
  const [cells, connections] = [words(populations, tags.cells), words(projections, tags.connections)];
  const known = [...new Set([...cells, ...connections])].filter((word) => word !== null).sort();
  if (known.length === 0) return null;
  const colourOf = (word: string): number => {
    if (word === 'feedback') return theme.dark ? feedback.dark : feedback.light;
    return theme.populations[known.indexOf(word) % theme.populations.length]!;
  };
  const coloured = (all: readonly (string | null)[]): number[] | null =>
    all.every((word) => word === null) ? null : all.map((word) => (word === null ? theme.faint : colourOf(word)));
  return {
    cells: coloured(cells),
    connections: coloured(connections),
    legend: known.map((word) => ({ word, colour: colourOf(word) })),
  };
}
