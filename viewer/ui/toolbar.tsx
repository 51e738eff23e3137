/** The line above the panels: what runs, how fast, and what can be done with the view. */
import { type LearningProgress, placeOf, speeds } from '../../engine/index.ts';
import { change, settings, t } from '../app/settings.ts';
import type { Workspace } from '../app/workspace.ts';
import { formatCount, formatMoment } from './format.ts';
import { Icon, IconButton } from './icons.tsx';

export interface ToolbarActions {
  home(): void;
  addPanel(): void;
  copyLink(): void;
  saveTrace(): void;
  help(): void;
}

interface Props {
  readonly workspace: Workspace;
  readonly actions: ToolbarActions;
}

export function Toolbar({ workspace, actions }: Props) {
  return (
    <header class="toolbar">
      <button type="button" class="home" onClick={actions.home} title={t('app.home')} aria-label={t('app.home')}>
        <Icon name="home" />
        <span>{t('app.title')}</span>
      </button>
      <RunButtons workspace={workspace} />
      <SpeedSlider workspace={workspace} />
      <Status workspace={workspace} />
      <div class="group">
        <IconButton
          icon="bolt"
          label={t('cell.dragStimulate')}
          shortcut="D"
          pressed={workspace.tool.value === 'stimulate'}
          onClick={() => {
            workspace.tool.value = workspace.tool.value === 'stimulate' ? 'select' : 'stimulate';
          }}
        />
        <IconButton icon="add" label={t('panel.add')} shortcut="A" onClick={actions.addPanel} />
        <IconButton icon="link" label={t('share.link')} shortcut="L" onClick={actions.copyLink} />
        <IconButton icon="save" label={t('save.trace')} shortcut="S" onClick={actions.saveTrace} />
        <LookButtons />
        <button type="button" class="text-button" onClick={actions.help} aria-keyshortcuts="?" title={`${t('help.open')} (?)`}>
          ?
        </button>
      </div>
    </header>
  );
}

/** Light or dark, lecture hall, language. */
export function LookButtons() {
  const { dark, hall, language } = settings.value;
  return (
    <>
      <IconButton
        icon="contrast"
        label={t(dark ? 'look.light' : 'look.dark')}
        shortcut="T"
        onClick={() => change({ dark: !dark })}
      />
      <IconButton icon="hall" label={t('look.hall')} shortcut="H" pressed={hall} onClick={() => change({ hall: !hall })} />
      <button
        type="button"
        class="text-button"
        aria-keyshortcuts="Z"
        onClick={() => change({ language: language === 'en' ? 'zh' : 'en' })}
      >
        {t('look.language')}
      </button>
    </>
  );
}

function RunButtons({ workspace }: { readonly workspace: Workspace }) {
  const { session } = workspace;
  const running = session.running.value;
  const live = session.about.value!.mode === 'live';
  return (
    <div class="group">
      <IconButton
        icon={running ? 'pause' : 'run'}
        label={t(running ? 'run.pause' : 'run.run')}
        shortcut="Space"
        onClick={() => workspace.runOrPause()}
      />
      <IconButton icon="step" label={t('run.step')} shortcut="." onClick={() => session.step(1)} />
      <IconButton icon="reset" label={t('run.reset')} shortcut="R" onClick={() => session.reset()} />
      {live && (
        <>
          <label class="seed">
            {t('run.seed')}
            <input
              type="number"
              min={0}
              max={4294967295}
              step={1}
              value={session.about.value!.seed}
              // The keys are the run's again.
              onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
              onChange={(event) => {
                const seed = Number(event.currentTarget.value);
                if (Number.isInteger(seed) && seed >= 0 && seed <= 0xffffffff) session.reset(seed);
                else event.currentTarget.value = String(session.about.value!.seed);
              }}
            />
          </label>
          <IconButton icon="dice" label={t('run.newSeed')} shortcut="N" onClick={() => session.reset(anotherSeed())} />
        </>
      )}
    </div>
  );
}

/** Any: it is shown, and in the link. */
export function anotherSeed(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0]! % 1_000_000;
}

function SpeedSlider({ workspace }: { readonly workspace: Workspace }) {
  const speed = workspace.session.speed.value;
  const { timed } = workspace.session.about.value!;
  const shown =
    speed === 'fastest'
      ? t('run.fastest')
      : timed
        ? t('run.speedTimes', { speed })
        : t('run.speedSteps', { speed: formatCount(Math.round(1000 * speed)) });
  return (
    <label class="speed">
      <input
        type="range"
        min={0}
        max={speeds.length - 1}
        step={1}
        value={placeOf(speed)}
        aria-label={t('run.speed')}
        aria-valuetext={shown}
        onInput={(event) => workspace.setSpeed(speeds[Number(event.currentTarget.value)]!)}
      />
      <span>{shown}</span>
    </label>
  );
}

const phaseTexts = {
  compiling: 'app.compiling',
  running: 'app.running',
  paused: 'app.paused',
  done: 'app.done',
  failed: 'app.failed',
} as const;

function learningText({ during, epoch, epochs, loss }: LearningProgress): string {
  if (during !== 'train') return t(`run.${during}`);
  const values = { epoch: String(epoch), loss: loss === null ? '–' : loss.toPrecision(3) };
  return epochs === null ? t('run.training', values) : t('run.trainingOf', { ...values, epochs: String(epochs) });
}

function Status({ workspace }: { readonly workspace: Workspace }) {
  const { session } = workspace;
  const about = session.about.value!;
  const { phase, realtime, synapticEvents, planned, learning } = session.state.value;
  const pace = about.timed
    ? t('run.realtime', { factor: realtime.toPrecision(2) })
    : t('run.speedSteps', { speed: formatCount(Math.round(1000 * realtime)) });
  return (
    <div class="status">
      <output class="clock" aria-label={t('time.now')}>
        {!about.timed && <small>{t('axis.step')} </small>}
        {formatMoment(about, workspace.clock.value)}
        {planned !== null && <small> / {formatMoment(about, planned)}</small>}
      </output>
      <small aria-live="polite">
        {t(about.mode === 'replay' ? 'app.replay' : phaseTexts[phase])}
        {phase === 'running' && realtime > 0 && ` · ${pace}`}
        {learning !== undefined && ` · ${learningText(learning)}`}
        {synapticEvents > 0 && ` · ${t('run.events', { count: formatCount(synapticEvents) })}`}
      </small>
    </div>
  );
}
