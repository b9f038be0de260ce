/** Something the note needs and nobody said: it stays blank and is asked for, never filled in. */
import { CircleDashed } from 'lucide-react';
import type { FormEvent } from 'react';
import type { NoteQuestion } from '../../../shared/domain/note.ts';
import { useKeptText } from '../../state/KeptTyping.tsx';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { useSnippets } from './useSnippets.ts';

export interface QuestionCardProps {
  readonly question: NoteQuestion;
  readonly onAnswer: (text: string) => void;
}

export function QuestionCard({ question, onAnswer }: QuestionCardProps) {
  const typed = useKeptText(`answer:${question.id}`, '');
  const snippets = useSnippets();
  const change = (next: string): void => typed.change(snippets.expand(next, next.length)?.text ?? next);
  const text = typed.text.trim();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (text === '') return;
    typed.forget();
    onAnswer(text);
  };
  return (
    <form className="question" data-question={question.id} onSubmit={submit}>
      <div className="question-head">
        <Icon of={CircleDashed} size={16} />
        <span className="question-prompt">{question.prompt}</span>
        <Badge tone={question.required ? 'danger' : 'info'}>{question.required ? 'Needed to sign' : 'Not said'}</Badge>
      </div>
      <div className="question-answer">
        <Field label={question.prompt} isLabelHidden value={typed.text} onChange={change} maxLength={2000} />
        <Button type="submit" isDisabled={text === ''}>
          Add
        </Button>
      </div>
    </form>
  );
}
