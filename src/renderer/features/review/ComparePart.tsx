/**
 * The same session as the therapist wrote it the old way, pasted beside the draft: each difference is settled with a reason,
 * or its sentence is taken into the draft as typed. Nothing of the pasted text enters the note by itself.
 */
import { useQueryClient } from '@tanstack/react-query';
import { CircleCheck, ClipboardPaste, TextCursorInput, Trash2, Undo2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Comparison, ComparisonRow, ReviewState } from '../../../shared/contract.ts';
import type { DifferenceReason } from '../../../shared/domain/comparison.ts';
import { useRead } from '../../state/ClientContext.tsx';
import { useAction } from '../../state/useAction.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Field } from '../../ui/Field.tsx';
import { SelectField } from '../../ui/SelectField.tsx';
import { KIND_WORDS, REASON_WORDS, STANDING, valueWords } from './compareWords.ts';
import './compare.css';

export interface ComparePartProps {
  readonly sessionId: string;
  readonly revision: number;
  /** A signed note takes no sentence any more; differences can still be settled. */
  readonly isLocked: boolean;
  readonly onTaken: (next: ReviewState) => void;
}

export function ComparePart({ sessionId, revision, isLocked, onTaken }: ComparePartProps) {
  const queryClient = useQueryClient();
  const read = useRead('compare.get', { sessionId });
  const [text, setText] = useState('');
  const [isPasting, setPasting] = useState(false);
  const action = useAction();
  const take = (next: Comparison | null): void => {
    queryClient.setQueryData(['compare.get', { sessionId }], next);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: the draft it is held against changed
  useEffect(() => {
    void queryClient.invalidateQueries({ queryKey: ['compare.get', { sessionId }] });
  }, [queryClient, sessionId, revision]);

  const paste = async (): Promise<void> => {
    const done = await action.run('compare.paste', { sessionId, text });
    if (done === null) return;
    setPasting(false);
    setText('');
    take(done.value);
  };
  const settle = async (key: string, reason: Exclude<DifferenceReason, 'taken'> | null): Promise<void> => {
    const done = await action.run('compare.settle', { sessionId, key, reason, note: '' });
    if (done !== null) take(done.value);
  };
  const takeSentence = async (key: string): Promise<void> => {
    const done = await action.run('compare.take', { sessionId, revision, key });
    if (done !== null) onTaken(done.value);
  };
  const drop = async (): Promise<void> => {
    if ((await action.run('compare.drop', { sessionId })) !== null) take(null);
  };

  if (read.data === undefined) return <ErrorNote error={read.error?.error ?? null} />;
  const comparison = read.data;
  return (
    <section className="stack" data-gap="1" aria-labelledby="compare-title">
      <h3 id="compare-title" className="section-title">
        Beside your own note
      </h3>
      {comparison === null && !isPasting && (
        <>
          <p className="small soft">
            Paste the note you wrote the old way. What both say, what one says and where they differ is listed; nothing
            of it enters this note unless you choose a sentence.
          </p>
          <div className="row">
            <Button icon={ClipboardPaste} onPress={() => setPasting(true)}>
              Compare with your own note
            </Button>
          </div>
        </>
      )}
      {isPasting && (
        <>
          <Field
            label="Your note of this session"
            value={text}
            onChange={setText}
            rows={6}
            maxLength={20_000}
            autoFocus
          />
          <div className="row" data-end>
            <Button onPress={() => setPasting(false)}>Cancel</Button>
            <Button variant="primary" isDisabled={text.trim() === '' || action.isBusy} onPress={() => void paste()}>
              Compare
            </Button>
          </div>
        </>
      )}
      <ErrorNote error={action.error} />
      {comparison !== null && !isPasting && (
        <>
          <div className="row">
            <p className="small">{summary(comparison)}</p>
            <span className="push">
              <IconButton icon={ClipboardPaste} label="Paste another note" onPress={() => setPasting(true)} />
              <IconButton icon={Trash2} label="Delete the pasted note" onPress={() => void drop()} />
            </span>
          </div>
          <ul className="compare">
            {comparison.rows.map((row) => (
              <li key={row.key} data-settled={row.settled !== null || undefined}>
                <Difference
                  row={row}
                  canTake={!isLocked && !action.isBusy}
                  onSettle={(reason) => void settle(row.key, reason)}
                  onTake={() => void takeSentence(row.key)}
                />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function summary({ rows, open }: Comparison): string {
  const differences = rows.filter(({ standing }) => standing !== 'same').length;
  const same = rows.length - differences;
  const what = differences === 1 ? '1 difference' : `${differences} differences`;
  return `${what}, ${open} open; ${same} the same on both sides.`;
}

interface DifferenceProps {
  readonly row: ComparisonRow;
  readonly canTake: boolean;
  readonly onSettle: (reason: Exclude<DifferenceReason, 'taken'> | null) => void;
  readonly onTake: () => void;
}

function Difference({ row, canTake, onSettle, onTake }: DifferenceProps) {
  const { standing, what, kind, quote, settled, sectionId } = row;
  const draft = valueWords(row, row.draft);
  const pasted = valueWords(row, row.pasted);
  const name = kind === what ? KIND_WORDS[kind] : `${KIND_WORDS[kind]}: ${what}`;
  const { word, tone, icon } = STANDING[standing];
  return (
    <>
      <div className="row">
        <p className="compare-what">{name}</p>
        <span className="push">
          <Badge tone={settled === null ? tone : 'info'} icon={settled === null ? icon : CircleCheck}>
            {settled === null ? word : 'Settled'}
          </Badge>
        </span>
      </div>
      {standing === 'same' ? (
        <p className="small soft">{draft}</p>
      ) : (
        <dl className="compare-values">
          <dt>Draft</dt>
          <dd>{draft ?? <span className="muted">does not say it</span>}</dd>
          <dt>Yours</dt>
          <dd>{pasted ?? <span className="muted">does not say it</span>}</dd>
        </dl>
      )}
      {standing !== 'same' && quote !== null && <p className="small muted compare-quote">“{quote}”</p>}
      {standing !== 'same' && settled === null && (
        <div className="compare-ways">
          {quote !== null && sectionId !== null && canTake && (
            <Button size="small" icon={TextCursorInput} onPress={onTake}>
              Take your sentence over
            </Button>
          )}
          <SelectField
            label={`Why: ${name}`}
            isLabelHidden
            value={null}
            placeholder="Settle with a reason"
            options={REASON_WORDS}
            onChange={(reason) => onSettle(reason as Exclude<DifferenceReason, 'taken'>)}
          />
        </div>
      )}
      {settled !== null && (
        <div className="row">
          <p className="small soft">
            {settled.reason === 'taken'
              ? 'Your sentence was taken over.'
              : REASON_WORDS.find(({ value }) => value === settled.reason)?.label}
          </p>
          <span className="push">
            <IconButton icon={Undo2} label={`Open again: ${name}`} onPress={() => onSettle(null)} />
          </span>
        </div>
      )}
    </>
  );
}
