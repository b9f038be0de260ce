/**
 * Edit in place: leaving the field keeps the text, Escape leaves it as it was. What is typed is safe while it is typed.
 */
import { useEffect, useRef } from 'react';
import { useKeptText } from '../../state/KeptTyping.tsx';

export interface StatementEditorProps {
  readonly text: string;
  readonly label: string;
  /** Under which name the unfinished text is kept. */
  readonly place: string;
  readonly onSave: (text: string) => void;
  readonly onCancel: () => void;
}

export function StatementEditor({ text, label, place, onSave, onCancel }: StatementEditorProps) {
  const typed = useKeptText(place, text);
  const field = useRef<HTMLTextAreaElement>(null);
  const isSettled = useRef(false);
  useEffect(() => {
    field.current?.focus();
    const end = field.current?.value.length ?? 0;
    field.current?.setSelectionRange(end, end);
  }, []);
  const settle = (isKept: boolean): void => {
    if (isSettled.current) return;
    isSettled.current = true;
    typed.forget();
    const trimmed = typed.text.trim();
    if (isKept && trimmed !== '' && trimmed !== text) onSave(trimmed);
    else onCancel();
  };
  const editor = (
    <textarea
      ref={field}
      className="statement-editor"
      aria-label={label}
      value={typed.text}
      maxLength={2000}
      onChange={(event) => typed.change(event.target.value)}
      onBlur={() => settle(true)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.stopPropagation();
          settle(false);
        }
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
          event.preventDefault();
          event.stopPropagation();
          settle(true);
        }
      }}
    />
  );
  if (!typed.wasKept) return editor;
  return (
    <div className="statement-unfinished">
      {editor}
      <p className="small soft">You were typing this. Ctrl Enter takes it into the note, Escape gives it up.</p>
    </div>
  );
}
