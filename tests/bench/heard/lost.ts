/**
 * What hearing cost: the facts that the true words give and the heard ones do not, each with the words of its lines that
 * came out as others, and why it was lost.
 */
import type { Transcript } from '../../../src/shared/domain/utterance.ts';
import type { DialogueScore, Missed } from '../facts/factScore.ts';
import { differences } from '../facts/wordDifferences.ts';
import { spokenWords } from '../spokenWords.ts';
import { wordsOfLine } from './annotatedScene.ts';

/**
 * `not heard`: no word stands at the time of one of its lines. `wrong speaker`: most words of a line are another's.
 * `misheard`: other words stand there. `words right`: as said; the lines were cut or pointed differently, or the loss
 * comes from another line.
 */
export type Cause = 'not heard' | 'wrong speaker' | 'misheard' | 'words right';

export interface LostFact extends Missed {
  readonly scene: string;
  readonly cause: Cause;
  /** True words and what stands for them, of the lines that the fact rests on. */
  readonly changes: readonly { readonly said: string; readonly heard: string }[];
  readonly said: string;
  readonly heard: string;
}

export function lostFacts(
  scene: string,
  scores: { readonly said: DialogueScore; readonly heard: DialogueScore },
  transcripts: { readonly said: Transcript; readonly heard: Transcript },
): LostFact[] {
  const missedAnyway = new Set(scores.said.missed.map(({ item }) => item));
  return scores.heard.missed
    .filter(({ item }) => !missedAnyway.has(item))
    .map((missed) => ({ ...missed, scene, ...explain(missed.item.evidence, transcripts) }));
}

function explain(lines: readonly number[], { said, heard }: { said: Transcript; heard: Transcript }) {
  const each = lines.map((index) => {
    const line = said.utterances[index]!;
    const words = wordsOfLine(index, heard, said);
    const text = words.map((word) => word.text).join(' ');
    const others = words.filter(({ speaker }) => speaker !== line.speaker).length;
    const changes = differences(spokenWords(line.text), spokenWords(text))
      .filter(({ from }) => from.length > 0)
      .map(({ from, to }) => ({ said: from.join(' '), heard: to.join(' ') }));
    return { line, text, changes, silent: words.length === 0, swapped: others > words.length / 2 };
  });
  const changes = each.flatMap((one) => (one.silent ? [] : one.changes));
  const cause: Cause = each.some(({ silent }) => silent)
    ? 'not heard'
    : each.some(({ swapped }) => swapped)
      ? 'wrong speaker'
      : changes.length > 0
        ? 'misheard'
        : 'words right';
  return {
    cause,
    changes,
    said: each.map(({ line }) => `${line.speaker}: ${line.text}`).join(' / '),
    heard: each.map(({ text }) => text).join(' / '),
  };
}
