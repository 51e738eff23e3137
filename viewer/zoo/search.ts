/** What the reader looks for on the front page. Pure. */
import type { CatalogueEntry } from './catalogue.ts';

/** Every word must be a tag or the family, or stand in the id, the title, the source, or the name of a model. */
export function matches({ id, title, source, family, tags, populations }: CatalogueEntry, search: string): boolean {
  const text = [id, title, source, ...populations.map(({ model }) => model)].join(' ').toLowerCase();
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return words.every((word) => word === family || tags.includes(word) || text.includes(word));
}
