/** Edit in place: leaving the field keeps the text, Escape leaves it as it was. */
import { useEffect, useRef, useState } from 'react';

export interface StatementEditorProps {
  readonly text: string;
  readonly label: string;
  readonly onSave: (text: string) => void;
  readonly onCancel: () => void;
}

export function StatementEditor({ text, label, onSave, onCancel }: StatementEditorProps) {
  const [value, setValue] = useState(text);
  const field = useRef<HTMLTextAreaElement>(null);
  const isSettled = useRef(false);
  useEffect(() => {
    field.current?.focus();
    field.current?.setSelectionRange(text.length, text.length);
  }, [text]);
  const settle = (isKept: boolean): void => {
    if (isSettled.current) return;
    isSettled.current = true;
    const trimmed = value.trim();
    if (isKept && trimmed !== '' && trimmed !== text) onSave(trimmed);
    else onCancel();
  };
  return (
    <textarea
      ref={field}
      className="statement-editor"
      aria-label={label}
      value={value}
      maxLength={2000}
      onChange={(event) => setValue(event.target.value)}
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
}
