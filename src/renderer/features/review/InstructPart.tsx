/** A typed command for the note: what it would change stands beside what is there, until it is accepted. */
import { Check, Undo2, WandSparkles, X } from 'lucide-react';
import { useState } from 'react';
import type { BesideSection, InstructedChange, ReviewState } from '../../../shared/contract.ts';
import { useAction } from '../../state/useAction.ts';
import { useAnnounce } from '../../ui/Announcer.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Field } from '../../ui/Field.tsx';
import { BesideTable } from './BesideTable.tsx';

export interface InstructPartProps {
  readonly sessionId: string;
  readonly revision: number;
  /** The chosen sentence, which "this" means. */
  readonly statementId: string | null;
  readonly onTaken: (state: ReviewState) => void;
  readonly onUndo: () => Promise<boolean>;
  readonly onClose: () => void;
}

export function InstructPart({ sessionId, revision, statementId, onTaken, onUndo, onClose }: InstructPartProps) {
  const [text, setText] = useState('');
  const [shown, setShown] = useState<{ readonly asked: Asked; readonly changes: readonly InstructedChange[] } | null>(
    null,
  );
  const [done, setDone] = useState({ steps: 0, revision: -1 });
  const action = useAction();
  const announce = useAnnounce();
  const asked = { sessionId, text, statementId };

  const show = async (): Promise<void> => {
    setDone({ steps: 0, revision: -1 });
    const result = await action.run('review.instruct', asked);
    setShown(result === null ? null : { asked, changes: result.value });
  };
  const accept = async (): Promise<void> => {
    if (shown === null) return;
    const result = await action.run('review.follow', { ...shown.asked, revision });
    if (result === null) return;
    onTaken(result.value);
    setDone({ steps: shown.changes.length, revision: result.value.revision });
    setShown(null);
    setText('');
    announce({ text: shown.changes.length === 1 ? 'One change made.' : `${shown.changes.length} changes made.` });
  };
  const takeBack = async (): Promise<void> => {
    for (let step = 0; step < done.steps; step += 1) if (!(await onUndo())) break;
    setDone({ steps: 0, revision: -1 });
  };

  return (
    <section className="instruct" aria-label="A command and what it would change">
      <form
        className="instruct-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim() !== '') void show();
        }}
      >
        <Field
          label="Change by a command"
          isLabelHidden
          value={text}
          onChange={(value) => {
            setText(value);
            setShown(null);
          }}
          maxLength={300}
          autoFocus
          placeholder="shorter · past tense · remove the sentence about … · replace … with …"
        />
        <Button icon={WandSparkles} type="submit" isDisabled={action.isBusy || text.trim() === ''}>
          Show
        </Button>
        <IconButton icon={X} label="Close the command" onPress={onClose} />
      </form>
      <ErrorNote error={action.error} />
      {shown !== null && (
        <>
          <BesideTable
            sections={besideOf(shown.changes)}
            columns={['As it reads now', 'As it would read']}
            missing={['Not there', 'Taken out']}
            empty=""
          />
          <div className="row" data-end>
            <Button onPress={() => setShown(null)}>Leave it</Button>
            <Button variant="primary" icon={Check} isDisabled={action.isBusy} autoFocus onPress={() => void accept()}>
              {shown.changes.length === 1 ? 'Accept' : `Accept all ${shown.changes.length}`}
            </Button>
          </div>
        </>
      )}
      {done.steps > 0 && done.revision === revision && (
        <div className="row small soft">
          {done.steps === 1 ? 'One change made.' : `${done.steps} changes made.`} What was reworded stands as typed by
          you.
          <Button size="small" icon={Undo2} onPress={() => void takeBack()}>
            Take it back
          </Button>
        </div>
      )}
    </section>
  );
}

type Asked = { readonly sessionId: string; readonly text: string; readonly statementId: string | null };

function besideOf(changes: readonly InstructedChange[]): readonly BesideSection[] {
  const headingOf = ({ heading, toHeading }: InstructedChange) =>
    toHeading === null ? heading : `${heading}, moved to ${toHeading}`;
  return [...Map.groupBy(changes, headingOf)].map(([heading, list]) => ({
    heading,
    rows: list.map(({ before, after }) => ({ drafted: before, now: after })),
  }));
}
