/** What the therapist still has to do: listen to doubtful values, answer questions, look at gaps and omissions. */
import type { Issue } from '../../shared/domain/issue.ts';
import { statementsOf } from './applyEdits.ts';
import type { CheckContext } from './checkContext.ts';
import { isTyped } from './numberLock.ts';

/** A value the recogniser doubted is played or typed again before it can be signed. Minutes are confirmed in the ledger. */
export function unsureValues(context: CheckContext): readonly Issue[] {
  const { facts, played, edits } = context;
  const entered = new Set(edits.flatMap((edit) => (edit.kind === 'level' ? [edit.factId] : [])));
  const doubtful = new Set(
    facts
      .filter((fact) => fact.unsure === true && fact.kind !== 'minutes')
      .map((fact) => fact.id)
      .filter((id) => !entered.has(id) && !played.has(id)),
  );
  return statementsOf(context.note)
    .filter((statement) => !isTyped(statement, context) && !played.has(statement.id))
    .filter((statement) => statement.factIds.some((id) => doubtful.has(id)))
    .map((statement) => ({
      severity: 'blocker',
      code: 'unsure-value',
      message: 'A word that decides this sentence was hard to hear: play it or type the sentence.',
      at: statement.id,
    }));
}

export function openQuestions({ note }: CheckContext): readonly Issue[] {
  return note.questions.map((question) => ({
    severity: question.required ? 'blocker' : 'warning',
    code: 'question-open',
    message: question.prompt,
    at: question.id,
  }));
}

const BLANK = /_{3,}/;

/** A sentence that was typed with a blank in it is not finished. */
export function blanksLeft({ note }: CheckContext): readonly Issue[] {
  return statementsOf(note)
    .filter(({ kind, text }) => kind === 'typed' && BLANK.test(text))
    .map(({ id }) => ({
      severity: 'blocker',
      code: 'blank-left',
      message: 'This sentence has a blank in it: fill it in, or take it out.',
      at: id,
    }));
}

/** A sentence of an earlier day says nothing of today until somebody says that it still holds. */
export function notAccepted({ note }: CheckContext): readonly Issue[] {
  return statementsOf(note).flatMap(({ id, pulledFrom }): Issue[] => {
    if (pulledFrom === undefined) return [];
    const message = `Brought forward from the note of ${pulledFrom.dateOfService}: accept it for today, change it, or take it out.`;
    return [{ severity: 'blocker', code: 'pulled-forward', message, at: id }];
  });
}

/** A section without a sentence whose question, if there was one, is not open any more. */
export function emptySections({ note }: CheckContext): readonly Issue[] {
  const asked = new Set(note.questions.map((question) => question.sectionId));
  return note.sections
    .filter((section) => section.statements.length === 0 && !asked.has(section.id))
    .map((section) => ({
      severity: 'warning',
      code: 'empty-section',
      message: `The section ${section.heading} is empty.`,
      at: section.id,
    }));
}

/** The omission list: said today about this patient, and in no sentence. */
export function omissions({ note, facts }: CheckContext): readonly Issue[] {
  return facts
    .filter((fact) => note.leftOut.includes(fact.id) && (fact.polarity === 'affirmed' || fact.polarity === 'planned'))
    .map((fact) => ({
      severity: 'hint',
      code: 'left-out',
      message: `Heard but not in the note: ${fact.kind}.`,
      at: fact.id,
    }));
}

/** Speech the recogniser heard and could not write down: a hole in the record the therapist should know of. */
export function unwrittenSpeech({ transcript }: CheckContext): readonly Issue[] {
  return transcript.gaps.map((gap, i) => ({
    severity: 'hint',
    code: 'speech-not-written',
    message: `Speech from ${clock(gap.startMs)} to ${clock(gap.endMs)} could not be written down safely: listen to it.`,
    at: `gap-${i}`,
  }));
}

/** Lines in another language no further apart are one stretch of talk, whoever speaks. */
const ONE_STRETCH_MS = 10_000;

/** Talk in another language: nothing was taken from it, and nobody translated it. */
export function otherLanguages({ transcript }: CheckContext): readonly Issue[] {
  const foreign = transcript.utterances.filter(({ language }) => language !== undefined);
  const firsts = foreign.filter((line, i) => {
    const before = foreign[i - 1];
    return before === undefined || line.startMs - before.endMs > ONE_STRETCH_MS;
  });
  return firsts.map(({ id, startMs }) => ({
    severity: 'hint',
    code: 'other-language',
    message: `Speech at ${clock(startMs)} is not in English and nothing was taken from it: listen, and type what it means.`,
    at: id,
  }));
}

function clock(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
