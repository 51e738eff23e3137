/** Errors of the engine: what was given, what was expected, where, and what to try. Knows nothing of terminals. */

/** Which exit code and which JSON code an error becomes. `description`: wrong input; `run`: a correct description failed while running. */
export type ErrorCode =
  | 'usage'
  | 'description'
  | 'equation'
  | 'unit'
  | 'memory'
  | 'run'
  | 'not-finite'
  | 'trace'
  | 'data'
  | 'write';

export interface ErrorDetails {
  readonly code: ErrorCode;
  /** One sentence: what was given and what was expected, values quoted. */
  readonly message: string;
  /** Scenario, population, parameter, line of the equation: outermost first, such as `scenario cuba, population E, parameter tau`. */
  readonly where?: string | undefined;
  /** What to try. */
  readonly hint?: string | undefined;
}

export class NeurariumError extends Error {
  override readonly name = 'NeurariumError';
  readonly code: ErrorCode;
  readonly where: string | undefined;
  readonly hint: string | undefined;

  constructor(details: ErrorDetails, options?: ErrorOptions) {
    super(details.message, options);
    this.code = details.code;
    this.where = details.where;
    this.hint = details.hint;
  }
}

/** Runs `body`; a NeurariumError that escapes gets `where` put before its own place. */
export function within<T>(where: string, body: () => T): T {
  try {
    return body();
  } catch (error) {
    if (!(error instanceof NeurariumError)) throw error;
    const place = error.where === undefined ? where : `${where}, ${error.where}`;
    throw new NeurariumError({ code: error.code, message: error.message, where: place, hint: error.hint }, { cause: error });
  }
}
