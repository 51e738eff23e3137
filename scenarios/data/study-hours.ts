/** Three pupils: hours studied and slept before an exam, and what they scored. Too few to learn from, and enough to follow by hand. */
import { arrayDataset, type DatasetDescription } from '../../engine/index.ts';

/** Each divided by the column's largest. */
const hours = Float64Array.of(2 / 3, 9 / 9, 1 / 3, 5 / 9, 3 / 3, 6 / 9);
const scores = Float64Array.of(0.92, 0.86, 0.89);

/** Every part is the whole. Fields: `hours` studied and slept, as shares of the largest (3 and 9); `score`, as a share of 100. */
export const studyHours: DatasetDescription = {
  name: 'study-hours',
  title: 'Hours studied and slept, and the score of the exam',
  licence: 'none needed: nine numbers',
  source: 'the example that courses on back-propagation go through by hand',
  file: null,
  open: () => {
    const fields = { hours: { shape: [2] }, score: { shape: [] } };
    return arrayDataset({ name: 'study-hours', size: 3, fields }, { hours, score: scores });
  },
};
