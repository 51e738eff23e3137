/** The scenario's controls: each a slider, a choice, a switch or a text, with its unit, range and meaning. */
import { type Control, type ControlValue, describeRange, formatQuantity, parseQuantity } from '../../engine/index.ts';
import { fromSlider, type NumberControl, scaleOf, toSlider } from '../app/control-scale.ts';
import { t } from '../app/settings.ts';
import type { Workspace } from '../app/workspace.ts';

export function Controls({ workspace }: { readonly workspace: Workspace }) {
  const { mode, declared, controls } = workspace.session.about.value!;
  const entries = Object.entries(declared);
  return (
    <section aria-labelledby="controls-title">
      <h2 id="controls-title">{t('controls.title')}</h2>
      {entries.length === 0 && <p class="faint">{t(mode === 'replay' ? 'controls.fixed' : 'controls.none')}</p>}
      {entries.map(([name, control]) => (
        <div class="control" key={name}>
          <label for={`control-${name}`}>{name}</label>
          <ControlInput
            id={`control-${name}`}
            control={control}
            value={controls[name]!}
            onChange={(value) => workspace.setControl(name, value)}
          />
          <p class="faint">
            {control.doc}: {describeRange(control)}
          </p>
        </div>
      ))}
    </section>
  );
}

interface InputProps<C extends Control> {
  readonly id: string;
  readonly control: C;
  readonly value: ControlValue;
  readonly onChange: (value: ControlValue) => void;
}

function ControlInput(props: InputProps<Control>) {
  const { id, control, value, onChange } = props;
  switch (control.kind) {
    case 'boolean':
      return (
        <input id={id} type="checkbox" checked={value === true} onChange={(event) => onChange(event.currentTarget.checked)} />
      );
    case 'choice':
      return (
        <select id={id} value={String(value)} onChange={(event) => onChange(event.currentTarget.value)}>
          {control.choices.map((choice) => (
            <option key={choice} value={choice}>
              {choice}
            </option>
          ))}
        </select>
      );
    case 'text':
      return (
        <input
          id={id}
          class="wide"
          type="text"
          maxLength={control.longest}
          spellcheck={false}
          value={String(value)}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    default:
      return <NumberInput {...props} control={control} />;
  }
}

/** A slider, and the value as text beside it, which takes any value and unit that the terminal takes. */
function NumberInput({ id, control, value, onChange }: InputProps<NumberControl>) {
  const scale = scaleOf(control);
  const unit = control.kind === 'quantity' ? control.unit : null;
  const number = typeof value === 'number' ? value : unit === null ? Number(value) : parseQuantity(String(value), unit, id);
  const written = (at: number): ControlValue => (unit === null ? at : formatQuantity(at, unit));
  const shown = String(written(number));
  return (
    <span class="slider">
      <input
        id={id}
        type="range"
        min={0}
        max={scale.places}
        value={toSlider(number, scale)}
        aria-valuetext={shown}
        onInput={(event) => onChange(written(fromSlider(Number(event.currentTarget.value), scale)))}
      />
      <input
        type="text"
        aria-label={id.replace('control-', '')}
        value={shown}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </span>
  );
}
