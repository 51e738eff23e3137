/** A window over the page: the browser's own, so that the keyboard stays inside and Escape closes it. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../app/settings.ts';
import { IconButton } from './icons.tsx';

interface Props {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

export function Dialog({ title, onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current!;
    element.showModal();
    // A click beside it; keys have Escape.
    const beside = (event: MouseEvent): void => {
      if (event.target === element) element.close();
    };
    element.addEventListener('click', beside);
    return () => element.removeEventListener('click', beside);
  }, []);
  return (
    <dialog ref={dialog} aria-label={title} onClose={onClose}>
      <header>
        <h2>{title}</h2>
        <IconButton icon="close" label={t('help.close')} shortcut="Escape" onClick={() => dialog.current!.close()} />
      </header>
      {children}
    </dialog>
  );
}
