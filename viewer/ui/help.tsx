/** All keys, over the page. */
import { keys } from '../app/keyboard.ts';
import { t } from '../app/settings.ts';
import { Dialog } from './dialog.tsx';

export function Help({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title={t('help.title')} onClose={onClose}>
      <dl class="keys">
        {keys.map(({ key, shown, text }) => (
          <div key={key}>
            <dt>
              <kbd>{shown}</kbd>
            </dt>
            <dd>{t(text)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
