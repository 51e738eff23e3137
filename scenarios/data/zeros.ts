/** Nothing but zeros: for networks whose own numbers are to become 0. */
import { arrayDataset, type DatasetDescription } from '../../engine/index.ts';

/** One example, the same in every part. Field: `zero`. */
export const zeros: DatasetDescription = {
  name: 'zeros',
  title: 'Nothing but zeros',
  licence: 'none needed: it is made',
  source: 'none: 0 is 0',
  file: null,
  open: () => arrayDataset({ name: 'zeros', size: 1, fields: { zero: { shape: [1] } } }, { zero: new Float32Array(1) }),
};
