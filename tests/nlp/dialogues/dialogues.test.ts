import { describe, expect, it } from 'vitest';
import { type Dialogue, KINDS, parsePrediction, readDialogues } from '../../bench/facts/dialogueForm.ts';
import { scoreDialogue } from '../../bench/facts/factScore.ts';

const parts = readDialogues(import.meta.dirname);
const dialogues = parts.flatMap((part) => part.dialogues);

describe('the annotated dialogues', () => {
  it('have a part for writing rules and a smaller part kept aside, none in both', () => {
    expect(parts.map(({ name }) => name)).toEqual(['dev', 'test']);
    expect(parts[0]!.dialogues.length).toBeGreaterThanOrEqual(32);
    expect(parts[1]!.dialogues.length).toBeGreaterThanOrEqual(16);
    expect(new Set(dialogues.map(({ id }) => id)).size).toBe(dialogues.length);
  });

  it.each(dialogues.map((dialogue) => [dialogue.id, dialogue] as const))('%s is consistent', (_id, dialogue) => {
    expect(faultsOf(dialogue)).toEqual([]);
  });

  it.each(dialogues.map((dialogue) => [dialogue.id, dialogue] as const))(
    '%s scores its own annotation as complete and free of forbidden facts',
    (_id, dialogue) => {
      const gold = {
        ...dialogue.gold,
        subjective: dialogue.gold.subjective.map((item) => ({ ...item, gist: item.keywords.join(' ') })),
      };
      const score = scoreDialogue(dialogue, parsePrediction(gold));
      expect(score.detail).toEqual([]);
      expect(score.outOfOrder).toBe(0);
      expect(score.minutesExact).not.toBe(false);
    },
  );
});

/** What the schema cannot see: indices, times, who said it, and whether the words are there. */
function faultsOf({ utterances, gold }: Dialogue): string[] {
  const faults: string[] = [];
  const inRange = (index: number) => index < utterances.length;
  if (utterances.length < 8 || utterances.length > 40) faults.push(`${utterances.length} utterances`);
  utterances.forEach((each, index) => {
    if (each.t1 <= each.t0 || each.t0 < (utterances[index - 1]?.t0 ?? 0)) faults.push(`times of utterance ${index}`);
  });
  for (const kind of KINDS) {
    for (const item of gold[kind]) {
      if (!item.evidence.every(inRange)) faults.push(`${kind}: evidence ${item.evidence}`);
    }
  }
  for (const item of gold.observations) {
    if (!item.evidence.includes(item.evidenceUtterance))
      faults.push(`${item.task}: deciding utterance not in evidence`);
    if (utterances[item.evidenceUtterance]?.speaker !== 'therapist') faults.push(`${item.task}: not the therapist's`);
  }
  for (const item of gold.minutes) {
    if (item.range && item.range[0] !== item.minutes) faults.push(`${item.task}: a range counts with its lower end`);
  }
  for (const item of gold.subjective) {
    const text = `${item.gist} ${item.evidence.map((index) => utterances[index]?.text).join(' ')}`.toLowerCase();
    if (!item.keywords.every((keyword) => text.includes(keyword.toLowerCase()))) faults.push(`${item.gist}: keywords`);
  }
  for (const item of gold.forbidden) {
    if (item.utterance !== undefined && !inRange(item.utterance)) faults.push(`forbidden: utterance ${item.utterance}`);
  }
  return faults;
}
