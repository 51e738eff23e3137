/** One scenario of the front page: its network drawn with the symbols of its cells, alive while it is pointed at. */
import { useEffect, useRef } from 'preact/hooks';
import { settings, t } from '../app/settings.ts';
import { css, paintPicture, themeOf } from '../picture/index.ts';
import type { TextKey } from '../texts/index.ts';
import { formatCount } from '../ui/format.ts';
import { catalogue } from './catalogue.generated.ts';
import type { CatalogueEntry } from './catalogue.ts';
import { zooChart } from './chart.ts';
import type { LiveTile } from './live-tile.ts';

/** What most networks are tells none of them from the others. */
function tellsApart(tag: string): boolean {
  return catalogue.filter(({ tags }) => tags.includes(tag)).length <= catalogue.length / 3;
}

interface Props {
  readonly entry: CatalogueEntry;
  /** Its run, while it has one. */
  readonly live: LiveTile | null;
  readonly onWake: () => void;
  readonly onOpen: () => void;
}

export function Tile({ entry, live, onWake, onOpen }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { dark } = settings.value;
  useEffect(() => {
    const element = canvas.current!;
    let request = 0;
    const frame = (now: number): void => {
      live?.frame(now);
      paint(element, entry, dark, live);
      if (live?.running === true) element.parentElement!.dataset['running'] = 'true';
      if (live !== null) request = requestAnimationFrame(frame);
    };
    frame(performance.now());
    const resizes = new ResizeObserver(() => paint(element, entry, dark, live));
    resizes.observe(element);
    return () => {
      resizes.disconnect();
      cancelAnimationFrame(request);
    };
  }, [entry, live, dark]);
  return (
    <li>
      <a
        class="tile"
        href={`?scenario=${entry.id}`}
        data-scenario={entry.id}
        data-live={live !== null}
        onPointerEnter={onWake}
        onFocus={onWake}
        onClick={(event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          onOpen();
        }}
      >
        <canvas ref={canvas} />
        <strong>{entry.id}</strong>
        <span>{entry.title}</span>
        <small class="faint">{t('zoo.count', { cells: formatCount(entry.cells), synapses: formatCount(entry.synapses) })}</small>
        <small class="tags">
          {entry.tags.filter(tellsApart).map((tag) => (
            <span key={tag}>{t(`tag.${tag}` as TextKey)}</span>
          ))}
        </small>
      </a>
    </li>
  );
}

function paint(canvas: HTMLCanvasElement, entry: CatalogueEntry, dark: boolean, live: LiveTile | null): void {
  const { clientWidth: width, clientHeight: height } = canvas;
  const sharpness = Math.min(2, devicePixelRatio);
  if (canvas.width !== Math.round(width * sharpness)) canvas.width = Math.round(width * sharpness);
  if (canvas.height !== Math.round(height * sharpness)) canvas.height = Math.round(height * sharpness);
  const context = canvas.getContext('2d');
  if (context === null || width === 0) return;
  const theme = themeOf({ dark, hall: false });
  context.setTransform(sharpness, 0, 0, sharpness, 0, 0);
  context.fillStyle = css(theme.background);
  context.fillRect(0, 0, width, height);
  const activity = live?.running === true ? live.activity : () => null;
  paintPicture(context, zooChart(entry, width, height, theme, activity));
}
