/** A local rule of values as plain data: what a weight becomes by what the cells at its two ends say. Rules of spikes are in rule.ts. */

export interface LocalRule {
  readonly name: string;
  readonly source: string;
  readonly parameters: Readonly<Record<string, number>>;
  /** What each postsynaptic cell carries, its value at first, and equations over it, `post`, `rate` and the parameters. */
  readonly post: { readonly state: Readonly<Record<string, number>>; readonly equations: string };
  /** Of each presynaptic cell: what one postsynaptic cell hands on to the next, ascending; 0 before the first of an example. */
  readonly handedOn: readonly string[];
  /** Whether cells that say exactly 0 are left out: their weights stay, and nothing is handed on by them. */
  readonly onlyActive: boolean;
  /** Of each synapse: `weight' = ...` over `weight`, `pre`, `post`, `rate`, parameters, what is handed on, and the post cell's state. */
  readonly equations: string;
}
