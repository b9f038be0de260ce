/** Minutes of a signed note put right: what each entry should be, and what that does to the claim lines, before signing. */
import { useMemo } from 'react';
import type { MinutesInput } from '../../../shared/contract.ts';
import type { ChargedMinutes } from '../../../shared/domain/note.ts';
import { useRead } from '../../state/ClientContext.tsx';
import { Choices } from '../../ui/Choices.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Field } from '../../ui/Field.tsx';

export interface MinutesCorrectionPartProps {
  readonly sessionId: string;
  readonly now: ChargedMinutes;
  /** By entry, as typed. */
  readonly typed: Readonly<Record<string, string>>;
  readonly choice: string;
  readonly onType: (entryId: string, minutes: string) => void;
  readonly onChoose: (code: string) => void;
}

/** What was typed as changes; nothing for an entry that stays as it is. */
export function correctionOf(
  now: ChargedMinutes,
  typed: Readonly<Record<string, string>>,
  choice: string,
): MinutesInput {
  const changes = now.entries.flatMap(({ id, cpt, minutes }): MinutesInput['changes'] => {
    const given = typed[id]?.trim();
    if (given === undefined || given === '' || !/^\d+$/.test(given) || Number(given) === minutes || cpt === null)
      return [];
    if (Number(given) === 0) return [{ kind: 'remove', entryId: id }];
    return [{ kind: 'change', entryId: id, cpt, minutes: Number(given) }];
  });
  return { changes, choices: choice === '' ? [] : [choice] };
}

export function MinutesCorrectionPart(props: MinutesCorrectionPartProps) {
  const { sessionId, now, typed, choice, onType, onChoose } = props;
  const minutes = useMemo(() => correctionOf(now, typed, choice), [now, typed, choice]);
  const isChanged = minutes.changes.length > 0;
  const preview = useRead('note.previewMinutes', { sessionId, minutes }, isChanged);
  const open = preview.data?.open[0];
  const offered = open ?? (choice === '' ? [] : [choice]);
  return (
    <fieldset className="stack correction" data-gap="1">
      <legend>Minutes as they should have been; 0 takes an entry out</legend>
      {now.entries
        .filter(({ cpt }) => cpt !== null)
        .map(({ id, cpt, task, minutes: signed }) => (
          <Field
            key={id}
            label={`${cpt}${task === '' ? '' : `, ${task}`}: ${signed} min were signed`}
            value={typed[id] ?? String(signed)}
            onChange={(value) => onType(id, value)}
            maxLength={3}
          />
        ))}
      {isChanged && <ErrorNote error={preview.error?.error ?? null} />}
      {offered.length > 0 && (
        <Choices
          label="The rule leaves this unit open: which code gets it?"
          value={choice}
          onChange={onChoose}
          options={[...new Set([...offered])].map((code) => ({ value: code, label: code }))}
        />
      )}
      {isChanged && preview.data !== undefined && (
        <div aria-live="polite">
          <Charged title="Signed" charged={preview.data.before} />
          <Charged title="Corrected" charged={preview.data.after} />
          {preview.data.remarks.map((remark) => (
            <p key={remark}>{remark}</p>
          ))}
        </div>
      )}
    </fieldset>
  );
}

export function Charged({ title, charged }: { readonly title: string; readonly charged: ChargedMinutes }) {
  const billed = charged.lines.filter(({ units }) => units > 0);
  const lines = billed.map(({ code, modifiers, units }) => `${[code, ...modifiers].join('-')} × ${units}`);
  return (
    <p className="tabular">
      <strong>{title}:</strong> {charged.timedMinutes} timed min, {charged.treatmentMinutes} in all ·{' '}
      {lines.length === 0 ? 'no units' : lines.join(', ')}
    </p>
  );
}
