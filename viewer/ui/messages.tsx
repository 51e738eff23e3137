/** What went wrong or should be known, where it cannot be missed and is in nobody's way. */

import { dismiss, messages } from '../app/messages.ts';
import { t } from '../app/settings.ts';
import { IconButton } from './icons.tsx';

export function Messages() {
  return (
    <div class="messages" aria-live="assertive">
      {messages.value.map((message) => (
        <div key={message.id} class="message" data-kind={message.kind} role={message.kind === 'error' ? 'alert' : 'status'}>
          <div>
            <strong>{message.text}</strong>
            {message.where !== undefined && <p>{message.where}</p>}
            {message.hint !== undefined && <p>{message.hint}</p>}
          </div>
          <IconButton icon="close" label={t('error.dismiss')} onClick={() => dismiss(message.id)} />
        </div>
      ))}
    </div>
  );
}
