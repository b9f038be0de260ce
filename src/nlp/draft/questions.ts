/** What the template requires and nobody said: left blank in the note and asked. */
import type { NoteQuestion } from '../../shared/domain/note.ts';
import type { TemplateElement } from '../../shared/domain/rules.ts';
import { type DraftContext, factsOf } from './draftContext.ts';
import { fieldText } from './fieldText.ts';

export function noteQuestions(said: ReadonlySet<TemplateElement>, context: DraftContext): readonly NoteQuestion[] {
  return context.template.questions.flatMap(({ element, sectionId, prompt, required }): readonly NoteQuestion[] => {
    if (element === 'levels') return unratedTasks(context, sectionId, prompt, required);
    return said.has(element) ? [] : [{ id: `ask-${element}`, sectionId, prompt, required }];
  });
}

function unratedTasks(
  context: DraftContext,
  sectionId: string,
  prompt: string,
  required: boolean,
): readonly NoteQuestion[] {
  const fields = { wording: context.rules.wording, transcript: context.transcript };
  return factsOf('observation', context.facts)
    .filter((fact) => fact.assistLevel === null && fact.polarity === 'affirmed')
    .map((fact) => ({
      id: `ask-level-${fact.id}`,
      sectionId,
      prompt: prompt.replace('{task}', fieldText(fact, 'task', fields) ?? ''),
      required,
    }));
}
