/** The draft as it will be read: sections, sentences, and the blanks where nothing was said. */
import { Copy, LockKeyhole, PenLine, Plus } from 'lucide-react';
import { useState } from 'react';
import type { EditInput, ReviewState } from '../../../shared/contract.ts';
import type { Anchor, Section, Statement } from '../../../shared/domain/note.ts';
import { instant } from '../../format/time.ts';
import { useKeptTyping } from '../../state/KeptTyping.tsx';
import { IconButton } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { QuestionCard } from './QuestionCard.tsx';
import { StatementEditor } from './StatementEditor.tsx';
import { StatementRow } from './StatementRow.tsx';

export interface Selection {
  readonly statementId: string;
  readonly anchor: Anchor | null;
}

export interface NotePaneProps {
  readonly review: ReviewState;
  readonly selection: Selection | null;
  readonly editingId: string | null;
  readonly onSelect: (statement: Statement, anchor: Anchor | null, isPlayed: boolean) => void;
  readonly onEditing: (statementId: string | null) => void;
  readonly onEdit: (edit: EditInput) => void;
  readonly onCopySection: (section: Section) => void;
}

export function NotePane(props: NotePaneProps) {
  const { review, selection, editingId, onEdit, onEditing, onSelect } = props;
  const { note, record, signature, played } = review;
  const kept = useKeptTyping();
  const [addingTo, setAddingTo] = useState<string | null>(
    () => note.sections.find(({ id }) => kept.before(`new:${id}`) !== undefined)?.id ?? null,
  );
  const isLocked = signature !== null;
  const unsure = new Set(
    record.facts.filter((fact) => fact.unsure && !played.includes(fact.id)).map((fact) => fact.id),
  );
  return (
    <div className="note-sections">
      {note.sections.map((section) => {
        const questions = isLocked ? [] : note.questions.filter((question) => question.sectionId === section.id);
        return (
          <section key={section.id} className="note-section" aria-labelledby={`section-${section.id}`}>
            <header className="note-section-head">
              <h2 id={`section-${section.id}`}>{section.heading}</h2>
              <span className="note-section-tools">
                <IconButton
                  icon={Copy}
                  label={`Copy ${section.heading}`}
                  onPress={() => props.onCopySection(section)}
                />
                {!isLocked && (
                  <IconButton icon={Plus} label={`Add to ${section.heading}`} onPress={() => setAddingTo(section.id)} />
                )}
              </span>
            </header>
            {section.statements.length === 0 && questions.length === 0 && <p className="muted note-empty">Nothing.</p>}
            <ul>
              {section.statements.map((statement) => (
                <StatementRow
                  key={statement.id}
                  statement={statement}
                  isSelected={selection?.statementId === statement.id}
                  isEditing={editingId === statement.id}
                  isLocked={isLocked}
                  isPlayed={played.includes(statement.id)}
                  unsureFactIds={unsure}
                  activeAnchor={selection?.anchor ?? null}
                  onSelect={() => onSelect(statement, null, true)}
                  onPlay={() => onSelect(statement, null, true)}
                  onAnchor={(anchor) => onSelect(statement, anchor, true)}
                  onEdit={() => {
                    onSelect(statement, null, false);
                    onEditing(statement.id);
                  }}
                  onSave={(text) => {
                    onEdit({ kind: 'replace', statementId: statement.id, text });
                    onEditing(null);
                  }}
                  onCancel={() => onEditing(null)}
                  onRemove={() => onEdit({ kind: 'remove', statementId: statement.id })}
                />
              ))}
            </ul>
            {addingTo === section.id && !isLocked && (
              <div className="note-add">
                <StatementEditor
                  text=""
                  place={`new:${section.id}`}
                  label={`New sentence in ${section.heading}`}
                  onSave={(text) => {
                    onEdit({ kind: 'add', sectionId: section.id, text });
                    setAddingTo(null);
                  }}
                  onCancel={() => setAddingTo(null)}
                />
              </div>
            )}
            {questions.map((question) => (
              <QuestionCard
                key={question.id}
                question={question}
                onAnswer={(text) => onEdit({ kind: 'answer', questionId: question.id, text })}
              />
            ))}
          </section>
        );
      })}
      {record.contribution && (
        <section
          className="signature"
          aria-label={record.contribution.role === 'student' ? 'Student’s contribution' : 'Assistant’s contribution'}
        >
          <p className="signature-line">
            <Icon of={PenLine} size={16} />
            {record.contribution.role === 'student' ? 'Contribution' : `${record.contribution.minutes} minutes`} by{' '}
            {record.contribution.by}, {record.contribution.credentials}
            {record.contribution.licence && `, licence ${record.contribution.licence}`}
          </p>
          <p className="soft">
            Signed {instant(record.contribution.signedAt, record.contribution.timeZone)}
            {signature === null && '. Not final: a therapist co-signs.'}
          </p>
          <p className="soft">{record.contribution.attestation}</p>
        </section>
      )}
      {signature && (
        <footer className="signature">
          <p className="signature-line">
            <Icon of={LockKeyhole} size={16} />
            {record.contribution ? 'Co-signed' : 'Signed'} by {signature.by}, {signature.credentials}
            {signature.licence && `, licence ${signature.licence}`}
          </p>
          <p className="soft">
            {instant(signature.signedAt, signature.timeZone)} ({signature.timeZone})
          </p>
          <p className="soft">{signature.attestation}</p>
          <p className="small muted signature-hash">SHA-256 {signature.noteSha256}</p>
        </footer>
      )}
    </div>
  );
}
