/** Under everything: where in the run we are. Drag to look back; one button, or End, follows the live edge again. */
import { useEffect, useRef } from 'preact/hooks';
import type { Screen } from '../app/screen.ts';
import { t } from '../app/settings.ts';
import { extentOf, stepAt, TimelineDrawing } from '../app/timeline-drawing.ts';
import type { Workspace } from '../app/workspace.ts';
import { formatCount, formatMoment } from './format.ts';

const id = 'timeline';

export function Timeline({ screen }: { readonly screen: Screen }) {
  const { workspace } = screen;
  const line = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = line.current!;
    screen.desk.place({ id, panel: { panel: 'text', text: '' }, drawing: new TimelineDrawing() }, element);
    screen.desk.measure();
    return () => screen.desk.remove(id);
  }, [screen]);
  const seek = (event: PointerEvent): void => {
    const view = screen.desk.viewOf(id, screen.sharedView());
    if (view === null || event.buttons !== 1) return;
    workspace.seek(stepAt(view, event.clientX - line.current!.getBoundingClientRect().left));
  };
  const about = workspace.session.about.value!;
  const { dt } = about;
  const following = workspace.time.value.cursor === 'edge';
  const extent = extentOf({ about, history: workspace.session.history, planned: workspace.session.state.value.planned });
  return (
    <footer class="timeline">
      <div
        class="line"
        ref={line}
        role="slider"
        tabIndex={0}
        aria-label={t('time.timeline')}
        aria-valuemin={extent.from * dt}
        aria-valuemax={extent.to * dt}
        aria-valuenow={workspace.clock.value * dt}
        aria-valuetext={formatMoment(about, workspace.clock.value)}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          seek(event);
        }}
        onPointerMove={seek}
        onKeyDown={(event) => {
          const { from, to } = workspace.window;
          if (event.key === 'ArrowLeft') workspace.seek(workspace.window.cursor - (to - from) / 20);
          else if (event.key === 'ArrowRight') workspace.seek(workspace.window.cursor + (to - from) / 20);
          else if (event.key === 'Home') workspace.seek(0);
          else if (event.key === 'End') workspace.follow();
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
      <Missing workspace={workspace} />
      <button type="button" class="text-button" onClick={() => workspace.whole()} aria-keyshortcuts="Home">
        {t('time.whole')}
      </button>
      <button
        type="button"
        class="text-button"
        aria-pressed={following}
        aria-keyshortcuts="End"
        onClick={() => workspace.follow()}
      >
        {t(following ? 'time.following' : 'time.follow')}
      </button>
    </footer>
  );
}

/** What of the run cannot be seen here. */
function Missing({ workspace }: { readonly workspace: Workspace }) {
  const { gaps, first } = workspace.session.history;
  const about = workspace.session.about.value!;
  const count = gaps.reduce((sum, { from, to }) => sum + to - from, 0);
  const notes = [
    ...(count > 0 ? [t('time.dropped', { count: formatCount(count) })] : []),
    ...(first > about.firstStep ? [t('time.forgotten', { time: formatMoment(about, first) })] : []),
  ];
  if (notes.length === 0) return null;
  return (
    <span class="missing" role="img" aria-label={notes.join(' ')} title={notes.join(' ')}>
      ⚠
    </span>
  );
}
