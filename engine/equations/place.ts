/** Places in a model's texts, and errors that show them: line, column, the line itself and a caret. It knows no grammar. */
import { type ErrorCode, NeurariumError } from '../errors.ts';

/** A text of a model. `title` names it in errors: 'equations', "port 'excitatory'", 'reset'. */
export interface Source {
  readonly title: string;
  readonly text: string;
}

/** Characters `start` up to, not including, `end`. */
export interface Place {
  readonly source: Source;
  readonly start: number;
  readonly end: number;
}

interface LineAndColumn {
  readonly line: number;
  readonly column: number;
  readonly text: string;
}

/** Line and column from 1, and the text of that line. */
function lineAt(place: Place): LineAndColumn {
  const { text } = place.source;
  const before = text.slice(0, place.start);
  const lineStart = before.lastIndexOf('\n') + 1;
  const lineEnd = text.indexOf('\n', place.start);
  return {
    line: before.split('\n').length,
    column: place.start - lineStart + 1,
    text: text.slice(lineStart, lineEnd === -1 ? text.length : lineEnd).replace(/\r$/, ''),
  };
}

/** What is written there, white space run together. */
export function textAt(place: Place): string {
  return place.source.text.slice(place.start, place.end).replace(/\s+/g, ' ').trim();
}

interface ErrorParts {
  readonly code?: ErrorCode;
  readonly message: string;
  readonly hint?: string;
}

export function errorAt(place: Place, parts: ErrorParts): NeurariumError {
  const { line, column, text } = lineAt(place);
  const shown = text.replace(/\t/g, ' ');
  const indent = shown.length - shown.trimStart().length;
  const caret = ' '.repeat(Math.max(0, column - 1 - indent));
  return new NeurariumError({
    code: parts.code ?? 'equation',
    message: `${parts.message}\n  ${shown.trim()}\n  ${caret}^`,
    where: `${place.source.title}, line ${line}, column ${column}`,
    hint: parts.hint,
  });
}
