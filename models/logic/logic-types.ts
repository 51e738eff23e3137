/** What the generated parser takes and gives. */
import type { Place, Source } from '../../engine/index.ts';
import type { Definition } from './formula.ts';

export interface Label {
  readonly text: string;
  readonly at: Place;
}

/** `state: symbol -> state, ...`, or `word: label, ...`. */
export interface TableRow {
  readonly label: Label;
  readonly transitions?: readonly { readonly symbol: Label; readonly to: Label }[];
  readonly labels?: readonly Label[];
}

export interface Results {
  Definitions: Definition[];
  Table: TableRow[];
}

export type GrammarParser = <R extends keyof Results>(
  text: string,
  options: { readonly startRule: R; readonly source: Source },
) => Results[R];
