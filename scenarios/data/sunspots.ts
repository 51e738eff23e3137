/** Sunspots of each year since 1700: a cycle of about eleven years, of which no two are alike. */
import { arrayDataset, type DatasetDescription, type Field, NeurariumError } from '../../engine/index.ts';
import { numberIn, rowsOf } from './plain-table.ts';

const file = 'sunspots.csv';
const years = 309;
const field: Field = { shape: [1], perStep: true };

/**
 * Fields, of each step (a year): `value`, hundreds of spots; `next`, those of the year after (NaN: not asked). Each part is one example that ends where the part does, and begins `washout` years before: to learn 1700 to 1899, to validate 1900 to
 * 1929, to test 1930 to 2008.
 */
export const sunspots: DatasetDescription = {
  name: 'sunspots',
  title: 'Sunspots, year by year since 1700',
  licence: 'public domain (NOAA National Geophysical Data Center, as statsmodels states it)',
  source: 'Waldmeier 1961, The Sunspot-Activity in the Years 1610-1960; NOAA NGDC; statsmodels 0.13.5, datasets/sunspots',
  file,
  options: {
    washout: { default: 30, min: 0, max: 200, integer: true, doc: 'years before the first that is asked' },
  },
  open: ({ bytes, parts, options }) => {
    const rows = rowsOf(bytes, { name: 'sunspots', file, columns: ['year', 'spots'], rows: years });
    const spots = Float64Array.from(rows, ([, number]) => numberIn(number!) / 100);
    const washout = options['washout'] as number;
    const [part, other] = parts;
    if (part === undefined || other !== undefined)
      throw new NeurariumError({
        code: 'data',
        message: `parts ${parts.join(', ')} of data set sunspots, expected one: their examples have other lengths`,
      });
    const [first, end] = { train: [0, 200], validation: [200, 230], test: [230, years] }[part] as [number, number];
    const begin = part === 'train' ? 0 : Math.max(0, first - washout);
    const steps = end - 1 - begin;
    const asked = part === 'train' ? washout : first - 1 - begin;
    const next = spots.slice(begin + 1, end).fill(Number.NaN, 0, asked);
    return arrayDataset(
      { name: 'sunspots', size: 1, steps, fields: { value: field, next: field } },
      { value: spots.slice(begin, end - 1), next },
    );
  },
};
