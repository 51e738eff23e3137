/** The selected cell: its state at the cursor, its inputs and outputs, its equations, and a button to stimulate it. */
import type { AboutPopulation, Synapses } from '../../engine/index.ts';
import { t } from '../app/settings.ts';
import type { Workspace } from '../app/workspace.ts';
import type { CellId } from '../panels/panel.ts';
import { formatNumber } from './format.ts';
import { IconButton } from './icons.tsx';

const mostListed = 200;
/** A cell with more is counted by a part of its synapses. */
const mostAsked = 20_000;

export function CellInspector({ workspace }: { readonly workspace: Workspace }) {
  const cell = workspace.selected.value;
  if (cell === null) {
    return (
      <section>
        <p class="faint">{t('cell.none')}</p>
      </section>
    );
  }
  const population = workspace.session.about.value!.populations[cell.population]!;
  return (
    <section aria-labelledby="cell-title">
      <h2 id="cell-title">
        {t('cell.title', { cell: cell.cell, population: population.name })}
        <IconButton icon="close" label={t('cell.close')} shortcut="Esc" onClick={() => workspace.select(null)} />
      </h2>
      <CellState workspace={workspace} cell={cell} population={population} />
      {workspace.session.about.value!.mode === 'live' && (
        <Stimulation workspace={workspace} cell={cell} population={population} />
      )}
      <Partners workspace={workspace} cell={cell} />
      <details>
        <summary>{t('cell.equations', { model: population.model })}</summary>
        <pre>{unindented(population.equations)}</pre>
        <p class="faint">{population.source}</p>
      </details>
    </section>
  );
}

interface CellProps {
  readonly workspace: Workspace;
  readonly cell: CellId;
  readonly population: AboutPopulation;
}

function CellState({ workspace, cell, population }: CellProps) {
  // Read again with the clock, ten times a second at most.
  workspace.clock.value;
  return (
    <dl class="state">
      {Object.entries(population.variables).map(([name, { unit, doc }]) => {
        const { answer, why } = workspace.session.ask({ of: 'values', population: cell.population, variable: name });
        const shown =
          answer?.of === 'values' ? `${formatNumber(answer.values[cell.cell]!)} ${unit === '1' ? '' : unit}` : (why ?? '…');
        return (
          <div key={name} title={doc}>
            <dt>{name}</dt>
            <dd>{shown}</dd>
          </div>
        );
      })}
    </dl>
  );
}

function Stimulation({ workspace, cell, population }: CellProps) {
  const stimulus = workspace.stimulusOf(cell.population);
  if (stimulus === null) return null;
  const { unit } = population.ports[stimulus.port]!;
  const set = (changed: Partial<typeof stimulus>): void => workspace.setStimulus(cell.population, { ...stimulus, ...changed });
  return (
    <div class="stimulation">
      <label>
        {t('cell.port')}
        <select value={stimulus.port} onChange={(event) => set({ port: event.currentTarget.value })}>
          {Object.keys(population.ports).map((port) => (
            <option key={port}>{port}</option>
          ))}
        </select>
      </label>
      <label>
        {t('cell.amount')} {unit !== '1' && `(${unit})`}
        <input
          type="number"
          step="any"
          value={stimulus.value}
          onChange={(event) => set({ value: finite(event.currentTarget) })}
        />
      </label>
      <label>
        {t('cell.steps')}
        <input
          type="number"
          min={1}
          step={1}
          value={stimulus.steps}
          onChange={(event) => set({ steps: Math.max(1, Math.round(finite(event.currentTarget))) })}
        />
      </label>
      <button type="button" onClick={() => workspace.stimulate(cell.population, [cell.cell])}>
        {t('cell.stimulate')} (B)
      </button>
    </div>
  );
}

function finite(input: HTMLInputElement): number {
  return Number.isFinite(input.valueAsNumber) ? input.valueAsNumber : 0;
}

function Partners({ workspace, cell }: Omit<CellProps, 'population'>) {
  const question = { of: 'synapses-of-cell', population: cell.population, cell: cell.cell, limit: mostAsked } as const;
  const { answer, why } = workspace.session.ask(question);
  if (answer?.of !== 'synapses') return <p class="faint">{why ?? '…'}</p>;
  const { populations, projections } = workspace.session.about.value!;
  const { name } = populations[cell.population]!;
  const all = Array.from(answer.synapses.source, (_, k) => k);
  const projectionOf = (k: number) => projections[answer.synapses.projection[k]!]!;
  const into = all.filter((k) => projectionOf(k).to === name && answer.synapses.target[k] === cell.cell);
  const outOf = all.filter((k) => projectionOf(k).from === name && answer.synapses.source[k] === cell.cell);
  const show = (which: readonly number[], end: 'source' | 'target') => (
    <ul class="partners">
      {which.slice(0, mostListed).map((k) => (
        <li key={k}>{lineOf(workspace, answer.synapses, k, end)}</li>
      ))}
    </ul>
  );
  return (
    <>
      <details>
        <summary>{t('cell.inputs', { count: into.length })}</summary>
        {show(into, 'source')}
      </details>
      <details>
        <summary>{t('cell.outputs', { count: outOf.length })}</summary>
        {show(outOf, 'target')}
      </details>
    </>
  );
}

function lineOf(workspace: Workspace, synapses: Synapses, k: number, end: 'source' | 'target') {
  const { populations, projections } = workspace.session.about.value!;
  const { from, to, port } = projections[synapses.projection[k]!]!;
  const name = end === 'source' ? from : to;
  const population = populations.findIndex((one) => one.name === name);
  const cell = synapses[end][k]!;
  return (
    <button type="button" class="link" onClick={() => workspace.select({ population, cell })}>
      {name} {cell} · {port} · {formatNumber(synapses.weight[k]!)}
    </button>
  );
}

function unindented(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
}
