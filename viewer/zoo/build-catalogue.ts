/** Writes what the site is built from and is not written by hand: the catalogue of scenarios, and who writes traces. A part of `npm run build`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { scenarios } from '../../scenarios/index.ts';
import { catalogueEntry } from './catalogue.ts';

const entries = [];
for (const load of Object.values(scenarios)) entries.push(catalogueEntry((await load()).default));
// Small ones first: they are the ones to begin with.
entries.sort((a, b) => a.cells + a.synapses - b.cells - b.synapses);
const catalogue = `/** Made by build-catalogue.ts. */
import type { CatalogueEntry } from './catalogue.ts';

export const catalogue: readonly CatalogueEntry[] = ${JSON.stringify(entries, null, 2)};
`;
writeFileSync(new URL('catalogue.generated.ts', import.meta.url), catalogue);

const { version, dependencies } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
const writer = `/** Made by build-catalogue.ts. */
import type { TraceWriter } from '../engine/index.ts';

export const writer: TraceWriter = ${JSON.stringify({ version, libraries: dependencies }, null, 2)};
`;
writeFileSync(new URL('../writer.generated.ts', import.meta.url), writer);
console.log(`catalogue: ${entries.length} scenarios`);
