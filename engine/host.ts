/** What a simulation needs of the outside world. The terminal and the viewer each give one; the engine asks for nothing else. */

export interface Host {
  /** Wall time in ms from an arbitrary origin, never going back. Only for progress and for yielding, never for results. */
  now(): number;
  /** Lets waiting input (a click, Ctrl+C, a message) be handled, then resolves. */
  yield(): Promise<void>;
  /** Most steps to do before the next `yield`, asked after each; default any number. At least 1. */
  mostSteps?(): number;
  /** The bytes of a packed data file, such as `mnist.bin`. Rejects with a NeurariumError of code `data` where there is none. */
  loadData(name: string): Promise<Uint8Array>;
}
