/** How far a run is, told after each slice of steps. */

export interface Progress {
  /** Steps done since the simulation began. */
  readonly step: number;
  /** Steps done and wanted in this run. */
  readonly done: number;
  readonly total: number;
  /** Simulated time since the simulation began, in ms. */
  readonly time: number;
  /** Wall time of this run, in seconds. */
  readonly wall: number;
  /** Simulated over wall time; null until some wall time has passed. */
  readonly realtimeFactor: number | null;
  /** Expected wall time to the end of this run, in seconds; null until it can be told. */
  readonly remaining: number | null;
  /** What is being done, where a protocol says. */
  readonly label?: string;
}

export function progressOf(step: number, done: number, total: number, dt: number, wallMs: number): Progress {
  const known = done > 0 && wallMs > 0;
  return {
    step,
    done,
    total,
    time: step * dt,
    wall: wallMs / 1000,
    realtimeFactor: known ? (done * dt) / wallMs : null,
    remaining: known ? ((total - done) * wallMs) / done / 1000 : null,
  };
}
