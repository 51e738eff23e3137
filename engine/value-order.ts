/** Order in which populations step so that values without delay are read in the same step. Knows names alone. */

export interface Edge {
  readonly from: string;
  readonly to: string;
}

/**
 * Topological order of `names` along `edges`, ties in the order given; or, where there is none, one cycle: its names in
 * order, the first repeated at the end.
 */
export function valueOrder(
  names: readonly string[],
  edges: readonly Edge[],
): { readonly order: readonly string[] } | { readonly cycle: readonly string[] } {
  const left = new Set(names);
  const order: string[] = [];
  while (left.size > 0) {
    const next = names.find((name) => left.has(name) && !edges.some((edge) => edge.to === name && left.has(edge.from)));
    if (next === undefined) return { cycle: findCycle(left, edges) };
    left.delete(next);
    order.push(next);
  }
  return { order };
}

/** Every name left has a source among those left, so walking to sources must come back. */
function findCycle(left: ReadonlySet<string>, edges: readonly Edge[]): string[] {
  const path: string[] = [];
  let name: string = left.values().next().value!;
  while (!path.includes(name)) {
    path.unshift(name);
    name = edges.find((edge) => edge.to === path[0] && left.has(edge.from))!.from;
  }
  return [name, ...path.slice(0, path.indexOf(name) + 1)];
}
