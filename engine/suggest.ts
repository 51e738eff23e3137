/** Nearest known name, for errors about unknown ones. */

/** Number of single-character edits (insert, delete, replace, swap of neighbours) from `a` to `b`. */
function editDistance(a: string, b: string): number {
  const width = b.length + 1;
  const table = new Uint16Array((a.length + 1) * width);
  for (let j = 0; j < width; j++) table[j] = j;
  for (let i = 1; i <= a.length; i++) {
    table[i * width] = i;
    for (let j = 1; j < width; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min(table[(i - 1) * width + j]! + 1, table[i * width + j - 1]! + 1, table[(i - 1) * width + j - 1]! + same);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) best = Math.min(best, table[(i - 2) * width + j - 2]! + 1);
      table[i * width + j] = best;
    }
  }
  return table[table.length - 1]!;
}

/** `Did you mean 'tau'?`, or the list of the known names where none is near. */
export function suggest(given: string, known: readonly string[]): string {
  if (known.length === 0) return 'There are none to choose from.';
  const ranked = known
    .map((name) => ({ name, distance: editDistance(given.toLowerCase(), name.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  const nearest = ranked[0]!;
  if (nearest.distance <= Math.max(1, Math.floor(given.length / 3))) return `Did you mean '${nearest.name}'?`;
  return `Known: ${known.slice(0, 20).join(', ')}${known.length > 20 ? ', ...' : ''}.`;
}
