/** A measurement in words, with the level or figure that the goal is judged by. */
import type { AssistLevel } from '../../../shared/domain/facts.ts';
import { Field } from '../../ui/Field.tsx';
import { SelectField } from '../../ui/SelectField.tsx';
import { textAt, valueAt } from './draftPaths.ts';
import { useReportForm } from './FormContext.tsx';
import { Place } from './fields.tsx';
import { Source } from './Source.tsx';

export const LEVEL_OPTIONS: readonly { readonly value: AssistLevel | 'none'; readonly label: string }[] = [
  { value: 'none', label: 'No level' },
  { value: 'I', label: 'Independent' },
  { value: 'ModI', label: 'Mod I' },
  { value: 'Supervision', label: 'Supervision' },
  { value: 'SBA', label: 'SBA' },
  { value: 'CGA', label: 'CGA' },
  { value: 'MinA', label: 'Min A' },
  { value: 'ModA', label: 'Mod A' },
  { value: 'MaxA', label: 'Max A' },
  { value: 'TotalA', label: 'Total A' },
];

export function LevelField({ path, label }: { readonly path: string; readonly label: string }) {
  const { draft, set } = useReportForm();
  const level = valueAt(draft, path);
  return (
    <SelectField
      label={label}
      value={typeof level === 'string' ? level : 'none'}
      onChange={(next) => set(path, next === 'none' ? null : next)}
      options={LEVEL_OPTIONS}
    />
  );
}

/** A figure and its unit; an empty figure is none. */
export function FigureFields({ path, label }: { readonly path: string; readonly label: string }) {
  const { draft, set } = useReportForm();
  const change = (next: string): void => {
    const value = next === '' ? null : Number(next);
    if (value === null || Number.isFinite(value)) set(`${path}.value`, value);
  };
  return (
    <>
      <Field label={label} type="number" value={textAt(draft, `${path}.value`)} onChange={change} />
      <Field
        label="Unit"
        value={textAt(draft, `${path}.unit`)}
        onChange={(next) => set(`${path}.unit`, next)}
        maxLength={20}
      />
    </>
  );
}

export function MeasurementFields({ path, label }: { readonly path: string; readonly label: string }) {
  const { draft, set } = useReportForm();
  const text = textAt(draft, `${path}.text`);
  return (
    <Place path={path}>
      <fieldset className="measurement">
        <legend className="field-label">{label}</legend>
        <div className="measurement-words">
          <Field
            label="In words"
            value={text}
            onChange={(next) => set(`${path}.text`, next)}
            maxLength={600}
            placeholder="Min A with grab bar"
          />
        </div>
        <LevelField path={`${path}.level`} label="Level" />
        <FigureFields path={path} label="Figure" />
        <Source path={path} text={text} />
      </fieldset>
    </Place>
  );
}
