/** The penguins of the Palmer Archipelago: three species, unequally many. */
import { arrayDataset, type DatasetDescription, scalingOf, splitByClass, standardised } from '../../engine/index.ts';
import { partByTens } from './by-tens.ts';
import { classIn, numberIn, rowsOf } from './plain-table.ts';

const columns = ['beak length', 'beak depth', 'flipper length', 'body mass', 'species', 'island', 'sex'];
const classes = {
  species: ['adelie', 'chinstrap', 'gentoo'],
  island: ['biscoe', 'dream', 'torgersen'],
  sex: ['female', 'male'],
};
const file = 'penguins.csv';

/**
 * Fields: `measures` (beak length and depth, flipper length, body mass), each less its mean, over its standard deviation, of the
 * training part; `species`; `island`; `sex`, NaN for the nine of whom it is not known. The two birds that nobody measured are left
 * out of the 344. Split in each species by tens: 7 train, 1 validates, 2 test.
 */
export const penguins: DatasetDescription = {
  name: 'penguins',
  title: 'Penguins of three species by their measures',
  licence: 'CC0 1.0 (Gorman, Palmer Station LTER); the npm package vega-datasets 3.2.1 they are taken from: BSD-3-Clause',
  source: 'Gorman, Williams & Fraser 2014, PLoS ONE 9:e90081; palmerpenguins, doi 10.5281/zenodo.3960218',
  file,
  open: ({ bytes, parts }) => {
    const rows = rowsOf(bytes, { name: 'penguins', file, columns, rows: 344 }).filter(([measured]) => measured !== '');
    const labels = (name: keyof typeof classes) =>
      Float64Array.from(rows, (row) => classIn(row[columns.indexOf(name)]!, classes[name]));
    const field = (name: keyof typeof classes) => ({ shape: [], classes: classes[name] });
    const all = arrayDataset(
      {
        name: 'penguins',
        size: rows.length,
        fields: { measures: { shape: [4] }, species: field('species'), island: field('island'), sex: field('sex') },
      },
      {
        measures: Float64Array.from(rows.flatMap((row) => row.slice(0, 4).map(numberIn))),
        species: labels('species'),
        island: labels('island'),
        sex: labels('sex'),
      },
    );
    const train = splitByClass(all, 'species', partByTens, ['train']);
    return splitByClass(standardised(all, 'measures', scalingOf(train, 'measures')), 'species', partByTens, parts);
  },
};
