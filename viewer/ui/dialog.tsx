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
  useEffect(() => dialog.current!.showModal(), []);
  return (
    <dialog
      ref={dialog}
      aria-label={title}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === dialog.current) dialog.current!.close();
      }}
    >
      <header>
        <h2>{title}</h2>
        <IconButton icon="close" label={t('help.close')} shortcut="Escape" onClick={() => dialog.current!.close()} />
      </header>
      {children}
    </dialog>
  );
}
