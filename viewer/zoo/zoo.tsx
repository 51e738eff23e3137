/** The front page: a chart of every scenario, to be searched, woken and chosen. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { App } from '../app/app.ts';
import { actionOf } from '../app/keyboard.ts';
import { tell } from '../app/messages.ts';
import { change, isCalm, settings, t } from '../app/settings.ts';
import type { TextKey } from '../texts/index.ts';
import { Help } from '../ui/help.tsx';
import { LookButtons } from '../ui/toolbar.tsx';
import { catalogue } from './catalogue.generated.ts';
import type { CatalogueEntry } from './catalogue.ts';
import { Legend } from './legend.tsx';
import { LiveTile } from './live-tile.ts';
import { matches } from './search.ts';
import { Tile } from './tile.tsx';

const allTags = [...new Set(catalogue.flatMap(({ tags }) => tags))].sort();
/** A pointer that only passes wakes nothing, in ms. */
const wakeAfter = 150;

export function Zoo({ app }: { readonly app: App }) {
  const field = useRef<HTMLInputElement>(null);
  const [help, setHelp] = useState(false);
  useKeys(field, () => setHelp(true), help);
  const search = app.search.value;
  const found = catalogue.filter((entry) => matches(entry, search));
  const [live, wake] = useLive(found);
  return (
    <div class="zoo">
      <header>
        <h1>{t('app.title')}</h1>
        <p>{t('zoo.intro')}</p>
        <div class="group">
          <LookButtons />
          <button type="button" class="text-button" aria-keyshortcuts="?" onClick={() => setHelp(true)} title={t('help.open')}>
            ?
          </button>
        </div>
      </header>
      <search>
        <input
          ref={field}
          type="search"
          value={search}
          placeholder={t('zoo.search')}
          aria-label={t('key.search')}
          aria-keyshortcuts="/"
          onInput={(event) => {
            app.search.value = event.currentTarget.value;
          }}
        />
        <Tags app={app} />
      </search>
      <main>
        {found.length === 0 && <p class="faint">{t('zoo.none')}</p>}
        <ul class="tiles">
          {found.map((entry) => (
            <Tile
              key={entry.id}
              entry={entry}
              live={live?.entry === entry ? live : null}
              onWake={() => wake(entry)}
              onOpen={() => void app.openScenario(entry.id)}
            />
          ))}
        </ul>
      </main>
      <footer>
        <Legend />
        <p class="faint">
          {t('zoo.drop')}{' '}
          <label class="file">
            {t('zoo.open')}
            <input
              type="file"
              accept=".mcap"
              onChange={(event) => {
                const file = event.currentTarget.files?.[0];
                if (file !== undefined) void app.openTrace(file);
              }}
            />
          </label>
        </p>
      </footer>
      {help && <Help onClose={() => setHelp(false)} />}
    </div>
  );
}

/** Each tag is a word of the search; pressing it adds or removes the word. */
function Tags({ app }: { readonly app: App }) {
  const words = app.search.value.toLowerCase().split(/\s+/).filter(Boolean);
  return (
    <div class="tags">
      {allTags.map((tag) => {
        const pressed = words.includes(tag);
        return (
          <button
            key={tag}
            type="button"
            aria-pressed={pressed}
            onClick={() => {
              app.search.value = (pressed ? words.filter((word) => word !== tag) : [...words, tag]).join(' ');
            }}
          >
            {t(`tag.${tag}` as TextKey)}
          </button>
        );
      })}
    </div>
  );
}

/** The tile that is alive, one at a time: at first the first one, then what is pointed at. */
function useLive(found: readonly CatalogueEntry[]): [LiveTile | null, (entry: CatalogueEntry) => void] {
  const [entry, setEntry] = useState<CatalogueEntry | null>(isCalm() ? null : (found[0] ?? null));
  const [live, setLive] = useState<LiveTile | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    if (entry === null) return;
    const tile = new LiveTile(entry, (error) => tell('error', error instanceof Error ? error.message : String(error)));
    setLive(tile);
    return () => {
      tile.stop();
      setLive(null);
    };
  }, [entry]);
  const wake = (one: CatalogueEntry): void => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setEntry(one), wakeAfter);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  return [live, wake];
}

function useKeys(field: { readonly current: HTMLInputElement | null }, help: () => void, open: boolean): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      const action = open ? null : actionOf(event);
      if (action === 'search') field.current?.focus();
      else if (action === 'theme') change({ dark: !settings.value.dark });
      else if (action === 'hall') change({ hall: !settings.value.hall });
      else if (action === 'language') change({ language: settings.value.language === 'en' ? 'zh' : 'en' });
      else if (action === 'help') help();
      else return;
      event.preventDefault();
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, [open]);
}
