import { expect, it } from 'vitest';
import { attachTarget } from '../../../viewer/session/attach.ts';

const at = (link: string) => attachTarget(new URL(link));

it('a link of neurarium watch leads to the run of its server', () => {
  expect(at('http://127.0.0.1:4711/#token=abcdefghijklmnop-_09')).toEqual({
    url: 'ws://127.0.0.1:4711/run?token=abcdefghijklmnop-_09',
  });
  expect(at('http://127.0.0.1:4711/?panels=0#token=abcdefghijklmnop')?.url).toBe(
    'ws://127.0.0.1:4711/run?token=abcdefghijklmnop',
  );
});

it('from a page that came encrypted, the connection is encrypted too', () => {
  expect(at('https://example.org/#token=abcdefghijklmnop')?.url).toBe('wss://example.org/run?token=abcdefghijklmnop');
});

it.each([
  '',
  '?token=abcdefghijklmnop',
  '#',
  '#token=',
  '#token=short',
  '#token=abcdefghijklmnop%26host%3Devil',
  '#other=abcdefghijklmnop',
])('a link with %s is no link of it', (rest) => expect(at(`http://127.0.0.1:4711/${rest}`)).toBeNull());
