/** What a page asked to have corrected, as a correction of the transcript as it stands now. */
import { changedWords } from '../../../nlp/correctTranscript.ts';
import { whiteSpaceWords } from '../../../nlp/text/token.ts';
import type { CorrectionInput } from '../../../shared/contract.ts';
import type { Correction } from '../../../shared/domain/correction.ts';
import type { Transcript, Utterance } from '../../../shared/domain/utterance.ts';
import { isNonEmpty } from '../../../shared/nonEmpty.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { KeptReading } from './readingShelf.ts';

export function correctionOf(
  given: CorrectionInput,
  { utterances }: Transcript,
  who: { readonly by: string; readonly at: string },
  reading: (id: string) => KeptReading | null,
): Result<Correction> {
  const at = utterances.findIndex(({ id }) => id === given.utteranceId);
  const line = utterances[at];
  if (line === undefined) return fail('not_found', 'This line does not exist any more.');
  if (given.kind === 'words') {
    const words = typedWords(line, given.text);
    if (words === null) return fail('invalid_input', 'The line reads like that already.', { at: 'text' });
    const after = given.text.split(/\s+/).join(' ');
    return ok({ kind: 'words', utteranceId: line.id, ...words, before: line.text, after, ...who });
  }
  if (given.kind === 'reading') {
    const found = reading(given.readingId);
    if (found?.utteranceId !== line.id)
      return fail('not_found', 'This reading is not there any more. Hear the line again.');
    const { words, text: after, recogniser } = found;
    return ok({ kind: 'reheard', utteranceId: line.id, words, recogniser, before: line.text, after, ...who });
  }
  const { speaker, reach } = given;
  const meant = reach === 'line' ? [line] : utterances.slice(at).filter((each) => each.speaker === line.speaker);
  const lines = meant.filter((each) => each.speaker !== speaker);
  const ids = lines.map(({ id }) => id);
  const before = lines.map((each) => each.speaker);
  if (!isNonEmpty(ids) || !isNonEmpty(before)) {
    return fail('invalid_input', 'This speaker stands there already.', { at: 'speaker' });
  }
  return ok({ kind: 'speaker', utteranceIds: ids, speaker, before, ...who });
}

/** A line in another language is typed from nothing: a word it shares with what the recogniser wrote is typed too. */
function typedWords(line: Utterance, text: string): ReturnType<typeof changedWords> {
  if (line.language === undefined) return changedWords(line.text, text);
  return { from: 0, to: whiteSpaceWords(line.text).length, text: whiteSpaceWords(text).join(' ') };
}
