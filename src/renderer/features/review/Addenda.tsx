/** Addenda to a signed note: the note stays as it is, each addition stands under it with its own signature. */
import { FilePlus2 } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { ReviewState } from '../../../shared/contract.ts';
import { ADDENDUM_KINDS, type Addendum, type AddendumKind, type ChargedMinutes } from '../../../shared/domain/note.ts';
import { modifierAnswerText } from '../../../shared/modifierAnswerText.ts';
import { date, instant } from '../../format/time.ts';
import { useKeptText } from '../../state/KeptTyping.tsx';
import { useAction } from '../../state/useAction.ts';
import { useCountdown } from '../../state/useCountdown.ts';
import { useAnnounce } from '../../ui/Announcer.tsx';
import { Button } from '../../ui/Button.tsx';
import { Choices } from '../../ui/Choices.tsx';
import { Dialog, DialogActions } from '../../ui/Dialog.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Field } from '../../ui/Field.tsx';
import { Charged, correctionOf, MinutesCorrectionPart, type ModifierInput } from './MinutesCorrectionPart.tsx';

export interface AddendaProps {
  readonly sessionId: string;
  readonly addenda: readonly Addendum[];
  /** Minutes and charges that stand now. */
  readonly now: ChargedMinutes;
  readonly onAdded: (next: ReviewState) => void;
}

export function Addenda({ sessionId, addenda, now, onAdded }: AddendaProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <section className="note-section" aria-labelledby="section-addenda">
      <header className="note-section-head">
        <h2 id="section-addenda">Addenda</h2>
        <Button size="small" icon={FilePlus2} onPress={() => setOpen(true)}>
          Add an addendum
        </Button>
      </header>
      {addenda.length === 0 && <p className="muted note-empty">None.</p>}
      <ul className="addenda">
        {addenda.map((addendum) => (
          <li key={addendum.signedAt} className="signature">
            <p className="addendum-kind">{addendumWords(addendum)}</p>
            <p className="addendum-text">{addendum.text}</p>
            {addendum.minutes && (
              <>
                <Charged title="Before" charged={addendum.minutes.before} />
                <Charged title="Corrected" charged={addendum.minutes.after} />
                {addendum.minutes.answers?.map((answer) => (
                  <p key={answer.at + answer.kind} className="small">
                    {modifierAnswerText(answer)}
                  </p>
                ))}
              </>
            )}
            <p className="small soft">
              Signed by {addendum.by}, {addendum.credentials}, on {instant(addendum.signedAt, addendum.timeZone)}
            </p>
          </li>
        ))}
      </ul>
      <Dialog title="Add an addendum" isOpen={isOpen} onClose={() => setOpen(false)}>
        <AddendumForm
          sessionId={sessionId}
          now={now}
          onClose={() => setOpen(false)}
          onAdded={(next) => {
            setOpen(false);
            onAdded(next);
          }}
        />
      </Dialog>
    </section>
  );
}

const KIND_WORDS: Readonly<Record<AddendumKind, string>> = {
  addition: 'Addition',
  correction: 'Correction',
  lateEntry: 'Late entry',
};
const KIND_HELP: Readonly<Record<AddendumKind, string>> = {
  addition: 'Something more that belongs to this visit.',
  correction: 'Say what was wrong, what is right, and why.',
  lateEntry: 'Something that should have been written earlier: say why it comes late.',
};

function addendumWords({ kind, concerns }: Addendum): string {
  if (kind === undefined) return 'Addendum';
  return concerns === undefined ? KIND_WORDS[kind] : `${KIND_WORDS[kind]}, about ${date(concerns)}`;
}

/** What an answer is to: a later one to the same replaces it. */
function keyOf(answer: ModifierInput): string {
  return answer.kind === 'distinct' ? answer.questionId : answer.kind;
}

interface AddendumFormProps {
  readonly sessionId: string;
  readonly now: ChargedMinutes;
  readonly onClose: () => void;
  readonly onAdded: (next: ReviewState) => void;
}

function AddendumForm({ sessionId, now, onClose, onAdded }: AddendumFormProps) {
  const [corrected, setCorrected] = useState<Readonly<Record<string, string>> | null>(null);
  const [choice, setChoice] = useState('');
  const [answers, setAnswers] = useState<readonly ModifierInput[]>([]);
  const [kind, setKind] = useState<AddendumKind>('addition');
  const [concerns, setConcerns] = useState('');
  const typed = useKeptText('addendum', '');
  const text = typed.text;
  const [passphrase, setPassphrase] = useState('');
  const add = useAction();
  const announce = useAnnounce();
  const waitSeconds = useCountdown(Math.ceil((add.error?.waitMs ?? 0) / 1000));
  const isDated = kind !== 'lateEntry' || concerns !== '';
  const isReady = text.trim() !== '' && isDated && passphrase !== '' && !add.isBusy && waitSeconds <= 0;

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!isReady) return;
    const given = kind === 'correction' && corrected !== null ? correctionOf(now, corrected, choice, answers) : null;
    const minutes = given !== null && given.changes.length > 0 ? given : null;
    const done = await add.run('note.addend', {
      ...{ sessionId, kind, text, passphrase, minutes },
      concerns: kind === 'lateEntry' ? concerns : null,
    });
    if (done === null) {
      setPassphrase('');
      return;
    }
    typed.forget();
    announce({ text: 'Addendum signed' });
    onAdded(done.value);
  };

  return (
    <form className="stack" onSubmit={(event) => void submit(event)}>
      <Choices
        label="Kind"
        value={kind}
        onChange={setKind}
        options={ADDENDUM_KINDS.map((value) => ({ value, label: KIND_WORDS[value] }))}
      />
      {kind === 'lateEntry' && (
        <Field label="The day it is about" type="date" value={concerns} onChange={setConcerns} />
      )}
      <Field
        label="What is added or corrected, and why"
        value={text}
        onChange={typed.change}
        rows={5}
        maxLength={2000}
        autoFocus
        help={`${KIND_HELP[kind]} The signed note stays as it is; this stands under it, with your name and the time.`}
      />
      {kind === 'correction' && now.entries.length > 0 && corrected === null && (
        <Button onPress={() => setCorrected({})}>Correct minutes too</Button>
      )}
      {kind === 'correction' && corrected !== null && (
        <MinutesCorrectionPart
          sessionId={sessionId}
          now={now}
          typed={corrected}
          choice={choice}
          answers={answers}
          onType={(entryId, minutes) => setCorrected({ ...corrected, [entryId]: minutes })}
          onChoose={setChoice}
          onAnswer={(answer) => setAnswers([...answers.filter((each) => keyOf(each) !== keyOf(answer)), answer])}
        />
      )}
      <Field
        label="Passphrase"
        type="password"
        value={passphrase}
        onChange={setPassphrase}
        autoComplete="current-password"
      />
      <ErrorNote error={add.error} />
      <DialogActions>
        <Button size="large" onPress={onClose}>
          Cancel
        </Button>
        <Button type="submit" size="large" variant="primary" isDisabled={!isReady}>
          {waitSeconds > 0 ? `Try again in ${waitSeconds} s` : add.isBusy ? 'Signing' : 'Sign the addendum'}
        </Button>
      </DialogActions>
    </form>
  );
}
