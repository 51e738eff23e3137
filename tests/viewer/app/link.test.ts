import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyView, readLink, type View, writeLink } from '../../../viewer/app/link.ts';

const full: View = {
  scenario: 'cuba',
  seed: 7,
  controls: { size: '2000' },
  duration: 2000,
  speed: 'fastest',
  panels: [0, { panel: 'raster', of: ['E', 'I'] }, { panel: 'trace', of: 'E', variable: 'v', cells: [0, 3] }],
  time: { cursor: 1200, to: 1500.5, span: 800 },
  selected: { population: 'E', cell: 12 },
  muted: ['E->I:excitatory#0'],
  search: 'noise',
};

describe('a link', () => {
  it('says the whole view, and gives it back', () => {
    expect(readLink(writeLink(full))).toEqual({ view: full, unread: [] });
  });

  it('of the front page is empty', () => {
    expect(writeLink(emptyView)).toBe('');
    expect(readLink('')).toEqual({ view: emptyView, unread: [] });
  });

  it('tells which parts of it make no sense, and takes the others', () => {
    const { view, unread } = readLink('scenario=cuba&seed=-1&span=x&cell=E&panels=0+sheet+raster;of=E+raster;colour=red&speed=0');
    expect(view).toMatchObject({
      scenario: 'cuba',
      seed: 1,
      panels: [0, { panel: 'raster', of: ['E'] }],
      time: null,
      speed: null,
    });
    expect(unread).toEqual(['seed', 'span', 'speed', 'cell', 'panels: sheet', 'panels: raster;colour=red']);
  });

  it('carries no text panel of a stranger', () => {
    expect(readLink('panels=text;text=hello').unread).toEqual(['panels: text;text=hello']);
  });

  it('of any letters is read without an error', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (text) => {
        readLink(text);
        readLink(`panels=${text}&cell=${text}&c.size=${text}`);
      }),
    );
  });

  it('that is far too long is not read', () => {
    expect(readLink(`scenario=${'a'.repeat(9000)}`)).toEqual({ view: emptyView, unread: ['link'] });
  });
});
