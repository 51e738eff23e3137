/** Writes catalogue.generated.ts; a part of `npm run build`. */
import { writeFileSync } from 'node:fs';
import { scenarios } from '../../scenarios/index.ts';
import { catalogueEntry } from './catalogue.ts';

const entries = [];
for (const load of Object.values(scenarios)) entries.push(catalogueEntry((await load()).default));
const text = `/** Made by build-catalogue.ts. */
import type { CatalogueEntry } from './catalogue.ts';

export const catalogue: readonly CatalogueEntry[] = ${JSON.stringify(entries, null, 2)};
`;
writeFileSync(new URL('catalogue.generated.ts', import.meta.url), text);
console.log(`catalogue: ${entries.length} scenarios`);
