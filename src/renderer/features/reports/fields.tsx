/** The fields a report's form is made of, each bound to a place in the draft and showing where its value is from. */
import { Plus, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Choices } from '../../ui/Choices.tsx';
import { Field } from '../../ui/Field.tsx';
import { listAt, textAt, valueAt } from './draftPaths.ts';
import { useReportForm } from './FormContext.tsx';
import { Source } from './Source.tsx';

interface Bound {
  readonly path: string;
  readonly label: string;
  readonly help?: string;
}

/** A place that open points can lead to: the first control inside gets the focus. */
export function Place({ path, children }: { readonly path: string; readonly children: ReactNode }) {
  return (
    <div className="report-place" data-field={path}>
      {children}
    </div>
  );
}

export function TextLine({ path, label, help, rows }: Bound & { readonly rows?: number }) {
  const { draft, set } = useReportForm();
  const text = textAt(draft, path);
  return (
    <Place path={path}>
      <Field
        label={label}
        value={text}
        onChange={(next) => set(path, next)}
        maxLength={600}
        {...(rows === undefined ? {} : { rows })}
        {...(help === undefined ? {} : { help })}
      />
      <Source path={path} text={text} />
    </Place>
  );
}

export function DayField({ path, label }: Bound) {
  const { draft, set } = useReportForm();
  const text = textAt(draft, path);
  return (
    <Place path={path}>
      <Field label={label} type="date" value={text} onChange={(next) => set(path, next)} />
      <Source path={path} text={text} />
    </Place>
  );
}

export function CountField({ path, label }: Bound) {
  const { draft, set } = useReportForm();
  const text = textAt(draft, path);
  const change = (next: string): void => {
    const count = next === '' ? null : Number(next);
    if (count === null || (Number.isInteger(count) && count >= 0 && count <= 1000)) set(path, count);
  };
  return (
    <Place path={path}>
      <Field label={label} type="number" value={text} onChange={change} />
      <Source path={path} text={text} />
    </Place>
  );
}

export interface ChoiceFieldProps<T extends string> extends Bound {
  readonly options: readonly { readonly value: T; readonly label: string }[];
}

const UNSET = 'unset';

/** One of a few, or none of them yet. */
export function ChoiceField<T extends string>({ path, label, options }: ChoiceFieldProps<T>) {
  const { draft, set } = useReportForm();
  const value = valueAt(draft, path);
  return (
    <Place path={path}>
      <Choices
        label={label}
        value={value === null || value === undefined ? UNSET : String(value)}
        onChange={(next) => set(path, next === UNSET ? null : next === 'true' ? true : next === 'false' ? false : next)}
        options={[{ value: UNSET, label: 'Not given' }, ...options]}
      />
    </Place>
  );
}

/** Sentences or items, one in each row; an empty row says nothing. */
export function LinesField({ path, label, help, addWords }: Bound & { readonly addWords: string }) {
  const { draft, set } = useReportForm();
  const lines = listAt<string>(draft, path);
  const shown = lines.length === 0 ? [''] : lines;
  return (
    <Place path={path}>
      <fieldset className="report-lines">
        <legend className="field-label">{label}</legend>
        {help !== undefined && <p className="field-help">{help}</p>}
        {shown.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line has nothing but its place
          <div className="report-line" key={index}>
            <div>
              <Field
                label={`${label} ${index + 1}`}
                isLabelHidden
                value={line}
                onChange={(next) => set(path, shown.with(index, next))}
                maxLength={600}
                rows={line.length > 70 ? 2 : 1}
              />
              <Source path={path} text={line} />
            </div>
            <IconButton
              icon={X}
              label={`Remove ${label} ${index + 1}`}
              isDisabled={lines.length === 0}
              onPress={() => set(path, shown.toSpliced(index, 1))}
            />
          </div>
        ))}
        <div>
          <Button size="small" variant="quiet" icon={Plus} onPress={() => set(path, [...shown, ''])}>
            {addWords}
          </Button>
        </div>
      </fieldset>
    </Place>
  );
}
