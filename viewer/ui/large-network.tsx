/** A link may ask for a network that takes a while and much memory: the reader is asked first. */
import type { Large } from '../app/app.ts';
import { t } from '../app/settings.ts';
import { formatCount } from './format.ts';

interface Props {
  readonly large: Large;
  readonly onBack: () => void;
}

export function LargeNetwork({ large, onBack }: Props) {
  const { cells, synapses, memory, open } = large;
  return (
    <main class="question">
      <h1>{t('large.title')}</h1>
      <p>{t('large.text', { cells: formatCount(cells), synapses: formatCount(synapses), memory })}</p>
      <button type="button" onClick={open}>
        {t('large.open')}
      </button>
      <button type="button" onClick={onBack}>
        {t('large.back')}
      </button>
    </main>
  );
}
