/** The bits of a data set, in any host: of the first examples of each part, with default options. */
import { dataset, Fnv1a64, type Host, openData, splitParts } from '../../../engine/index.ts';
import { datasets } from '../../../scenarios/index.ts';

export async function dataHashOf(name: string, host: Host): Promise<string> {
  const open = await openData(dataset(name).split(splitParts), { datasets, host, seed: 1 });
  const hash = new Fnv1a64();
  for (const part of splitParts) {
    const data = open([part], 'all');
    for (let example = 0; example < Math.min(data.size, 20); example++)
      for (const field of Object.keys(data.fields))
        hash.update(new Uint8Array(Float64Array.from(data.values(field, example), known).buffer));
  }
  return hash.hex();
}

/** A NaN may have any of many bits. */
function known(value: number): number {
  return Number.isNaN(value) ? Number.POSITIVE_INFINITY : value;
}
