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
import { families } from './families.ts';
import { Legend } from './legend.tsx';
import { LiveTile } from './live-tile.ts';
import { matches } from './search.ts';
import { Tile } from './tile.tsx';

const allTags = [...new Set(catalogue.flatMap(({ tags }) => tags))].sort();
const allFamilies = families.filter((family) => catalogue.some((entry) => entry.family === family));
/** A pointer that only passes wakes nothing, in ms. */
const wakeAfter = 150;

export function Zoo({ app }: { readonly app: App }) {
  const field = useRef<HTMLInputElement>(null);
  const [help, setHelp] = useState(false);
  useKeys(field, () => setHelp(true), help);
  const search = app.search.value;
  const found = catalogue.filter((entry) => matches(entry, search));
  const groups = allFamilies.map((family) => ({ family, entries: found.filter((entry) => entry.family === family) }));
  const shown = groups.filter(({ entries }) => entries.length > 0);
  const [live, wake] = useLive(shown[0]?.entries[0] ?? null);
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
        <Words app={app} words={allFamilies} name={(family) => t(`family.${family}` as TextKey)} kind="families" />
        <Words app={app} words={allTags} name={(tag) => t(`tag.${tag}` as TextKey)} kind="tags" />
      </search>
      <main>
        {found.length === 0 && <p class="faint">{t('zoo.none')}</p>}
        {shown.map(({ family, entries }) => (
          <section key={family} aria-labelledby={`family-${family}`}>
            <h2 id={`family-${family}`}>
              {t(`family.${family}`)} <small class="faint">{entries.length}</small>
            </h2>
            <ul class="tiles">
              {entries.map((entry) => (
                <Tile
                  key={entry.id}
                  entry={entry}
                  live={live?.entry === entry ? live : null}
                  onWake={() => wake(entry)}
                  onOpen={() => void app.openScenario(entry.id)}
                />
              ))}
            </ul>
          </section>
        ))}
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

interface WordsProps {
  readonly app: App;
  readonly words: readonly string[];
  readonly name: (word: string) => string;
  readonly kind: 'families' | 'tags';
}

/** Words of the search; pressing one adds or removes it. */
function Words({ app, words, name, kind }: WordsProps) {
  const search = app.search.value.toLowerCase().split(/\s+/).filter(Boolean);
  return (
    <div class={`words ${kind}`}>
      {words.map((word) => {
        const pressed = search.includes(word);
        return (
          <button
            key={word}
            type="button"
            aria-pressed={pressed}
            onClick={() => {
              app.search.value = (pressed ? search.filter((one) => one !== word) : [...search, word]).join(' ');
            }}
          >
            {name(word)}
          </button>
        );
      })}
    </div>
  );
}

/** The tile that is alive, one at a time: at first the first one, then what is pointed at. */
function useLive(first: CatalogueEntry | null): [LiveTile | null, (entry: CatalogueEntry) => void] {
  const [entry, setEntry] = useState<CatalogueEntry | null>(isCalm() ? null : first);
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
