/**
 * Edit in place: leaving the field keeps the text, Escape leaves it as it was. What is typed is safe while it is typed.
 */
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useKeptText } from '../../state/KeptTyping.tsx';
import { useSnippets } from './useSnippets.ts';

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
  const snippets = useSnippets();
  const [chosen, setChosen] = useState<readonly [from: number, to: number] | null>(null);
  useLayoutEffect(() => {
    if (chosen !== null) field.current?.setSelectionRange(...chosen);
  }, [chosen]);
  const change = (next: string, caret: number): void => {
    const filled = snippets.expand(next, caret);
    typed.change(filled?.text ?? next);
    if (filled !== null) setChosen([filled.from, filled.to]);
  };
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
      onChange={(event) => change(event.target.value, event.target.selectionStart)}
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
  if (!typed.wasKept && snippets.names.length === 0) return editor;
  return (
    <div className="statement-unfinished">
      {editor}
      {typed.wasKept && (
        <p className="small soft">You were typing this. Ctrl Enter takes it into the note, Escape gives it up.</p>
      )}
      {snippets.names.length > 0 && (
        <p className="small soft">
          Your snippets, with a space behind: {snippets.names.map((name) => `.${name}`).join(' ')}
        </p>
      )}
    </div>
  );
}
