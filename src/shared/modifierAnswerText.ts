/** What was answered about a modifier of corrected minutes, as it stands under the note and on screen. */
import type { ModifierAnswer } from './domain/note.ts';

export function modifierAnswerText(answer: ModifierAnswer): string {
  if (answer.kind === 'threshold') {
    const decided = answer.accepted
      ? 'services above the annual threshold are medically necessary'
      : 'the annual threshold’s modifier is left off';
    return `For the corrected minutes, ${decided}: ${answer.reason.replace(/[.\s]+$/, '')}.`;
  }
  const [first, second] = answer.questionId.split('+');
  return answer.modifier === null
    ? `${first} and ${second} were not distinct services.`
    : `${first} and ${second} were distinct and did not overlap: ${answer.modifier} on ${second}.`;
}
