/** Messages to the reader, newest last. */
import { signal } from '@preact/signals';

export interface Message {
  readonly id: number;
  readonly kind: 'error' | 'notice';
  readonly text: string;
  readonly where?: string | undefined;
  readonly hint?: string | undefined;
}

/** More would hide the page. */
const most = 4;
/** A notice goes by itself, in ms; an error stays. */
const noticeFor = 8000;

export const messages = signal<readonly Message[]>([]);

let last = 0;

export function tell(
  kind: Message['kind'],
  text: string,
  more: { readonly where?: string | undefined; readonly hint?: string | undefined } = {},
): void {
  const same = messages.value.some((message) => message.text === text && message.where === more.where);
  if (same) return;
  last++;
  const message = { id: last, kind, text, ...more };
  messages.value = [...messages.value, message].slice(-most);
  if (kind === 'notice') setTimeout(() => dismiss(message.id), noticeFor);
}

export function dismiss(id: number): void {
  messages.value = messages.value.filter((message) => message.id !== id);
}
