/** A projection as a reader calls it: by its ends; where others have the same, by its port too; where that is not enough, by its whole name. */
import type { About } from '../../engine/index.ts';

export function projectionLabel({ projections }: About, name: string): string {
  const found = projections.find((one) => one.name === name);
  if (found === undefined) return name;
  const { from, to, port } = found;
  const alike = projections.filter((one) => one.from === from && one.to === to);
  const ends = `${from} → ${to}`;
  if (alike.length === 1) return ends;
  return alike.filter((one) => one.port === port).length === 1 ? `${ends}, ${port}` : name.replace('->', ' → ');
}
