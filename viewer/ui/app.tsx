/** The whole page: the front page, or a run; files that are dropped, and what went wrong. */
import { useEffect, useState } from 'preact/hooks';
import type { App } from '../app/app.ts';
import { t } from '../app/settings.ts';
import { Zoo } from '../zoo/index.ts';
import { LargeNetwork } from './large-network.tsx';
import { Messages } from './messages.tsx';
import { Workbench } from './workbench.tsx';

export function Page({ app }: { readonly app: App }) {
  const dropping = useDrops(app);
  const shown = app.shown.value;
  return (
    <>
      {shown.kind === 'zoo' && <Zoo app={app} />}
      {shown.kind === 'opening' && <p class="opening">{t('app.opening', { what: shown.what })}</p>}
      {shown.kind === 'large' && <LargeNetwork large={shown} onBack={() => app.home()} />}
      {shown.kind === 'run' && <Workbench key={shown.number} workspace={shown.workspace} onHome={() => app.home()} />}
      {dropping && <div class="drop">{t('drop.here')}</div>}
      <Messages />
    </>
  );
}

/** A file that is dropped anywhere on the page is replayed. Returns whether one hovers over it. */
function useDrops(app: App): boolean {
  const [dropping, setDropping] = useState(false);
  useEffect(() => {
    const listening = new AbortController();
    const { signal } = listening;
    const over = (event: DragEvent): void => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      setDropping(true);
    };
    addEventListener('dragover', over, { signal });
    addEventListener('dragleave', (event) => event.relatedTarget === null && setDropping(false), { signal });
    addEventListener(
      'drop',
      (event) => {
        event.preventDefault();
        setDropping(false);
        const file = event.dataTransfer?.files[0];
        if (file !== undefined) void app.openTrace(file);
      },
      { signal },
    );
    return () => listening.abort();
  }, [app]);
  return dropping;
}
