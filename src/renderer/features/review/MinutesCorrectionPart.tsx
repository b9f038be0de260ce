/** Minutes of a signed note put right: what each entry should be, and what that does to the claim lines, before signing. */
import { useMemo } from 'react';
import type { MinutesInput } from '../../../shared/contract.ts';
import type { ModifierQuestion } from '../../../shared/contractNote.ts';
import type { ChargedMinutes } from '../../../shared/domain/note.ts';
import { useRead } from '../../state/ClientContext.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Choices } from '../../ui/Choices.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Field } from '../../ui/Field.tsx';
import { Attestation } from '../rules/ThresholdCard.tsx';

export interface MinutesCorrectionPartProps {
  readonly sessionId: string;
  readonly now: ChargedMinutes;
  /** By entry, as typed. */
  readonly typed: Readonly<Record<string, string>>;
  readonly choice: string;
  /** About modifiers that only these minutes call for. */
  readonly answers: readonly ModifierInput[];
  readonly onType: (entryId: string, minutes: string) => void;
  readonly onChoose: (code: string) => void;
  readonly onAnswer: (answer: ModifierInput) => void;
}

export type ModifierInput = NonNullable<MinutesInput['answers']>[number];

/** What was typed as changes; nothing for an entry that stays as it is. */
export function correctionOf(
  now: ChargedMinutes,
  typed: Readonly<Record<string, string>>,
  choice: string,
  answers: readonly ModifierInput[],
): MinutesInput {
  const changes = now.entries.flatMap(({ id, cpt, minutes }): MinutesInput['changes'] => {
    const given = typed[id]?.trim();
    if (given === undefined || given === '' || !/^\d+$/.test(given) || Number(given) === minutes || cpt === null)
      return [];
    if (Number(given) === 0) return [{ kind: 'remove', entryId: id }];
    return [{ kind: 'change', entryId: id, cpt, minutes: Number(given) }];
  });
  return {
    changes,
    choices: choice === '' ? [] : [choice],
    ...(answers.length === 0 ? {} : { answers: [...answers] }),
  };
}

export function MinutesCorrectionPart(props: MinutesCorrectionPartProps) {
  const { sessionId, now, typed, choice, answers, onType, onChoose, onAnswer } = props;
  const minutes = useMemo(() => correctionOf(now, typed, choice, answers), [now, typed, choice, answers]);
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
          {preview.data.added.map(({ code, modifier, why }) => (
            <p key={`${code}-${modifier}`} className="small">
              <strong>
                {modifier} on {code}:
              </strong>{' '}
              {why}
            </p>
          ))}
          {preview.data.remarks.map((remark) => (
            <p key={remark}>{remark}</p>
          ))}
        </div>
      )}
      {isChanged &&
        (preview.data?.asked ?? []).map((question) => (
          <ModifierQuestionPart key={question.id} question={question} onAnswer={onAnswer} />
        ))}
    </fieldset>
  );
}

/** A modifier that the signed minutes did not call for: with the reason of the rule, and the therapist's where it asks one. */
function ModifierQuestionPart({
  question,
  onAnswer,
}: {
  readonly question: ModifierQuestion;
  readonly onAnswer: (answer: ModifierInput) => void;
}) {
  if (question.kind === 'threshold')
    return (
      <>
        <Banner tone="attention">The corrected minutes go above the annual threshold. {question.why.text}</Banner>
        <Attestation onDecide={onAnswer} />
      </>
    );
  const { id: questionId, modifiers, why } = question;
  const answer = (modifier: string | null) => onAnswer({ kind: 'distinct', questionId, modifier });
  return (
    <Banner
      tone="attention"
      actions={
        <>
          <Button size="small" onPress={() => answer(null)}>
            They were not distinct
          </Button>
          <Button size="small" variant="primary" onPress={() => answer(modifiers[0] ?? null)}>
            They were distinct: {modifiers[0]}
          </Button>
        </>
      }
    >
      {why.text}
    </Banner>
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
