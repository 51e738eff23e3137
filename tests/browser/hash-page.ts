/**
 * What a page, or another Node, runs to know the hashes of a scenario or of a data set. Built into one file by `bundle.ts`; it
 * needs nothing of Node and nothing of a document.
 */
import { type Host, NeurariumError } from '../../engine/index.ts';
import { dataHashOf } from '../scenarios/data/hash-of.ts';
import { hashesOf } from '../scenarios/hashes-of.ts';

export { scenarios } from '../../scenarios/index.ts';

/** `data`: where packed data files lie, as a URL that ends in '/'. */
export function hashesFrom(id: string, data: string) {
  return hashesOf(id, fetchingHost(data));
}

export function dataHashFrom(name: string, data: string) {
  return dataHashOf(name, fetchingHost(data));
}

function fetchingHost(data: string): Host {
  return {
    now: () => performance.now(),
    yield: () => new Promise((resolve) => setTimeout(resolve, 0)),
    loadData: async (name) => {
      const response = await fetch(data + name);
      if (!response.ok) throw new NeurariumError({ code: 'data', message: `${name}: ${response.status} ${response.statusText}` });
      return new Uint8Array(await response.arrayBuffer());
    },
  };
}
