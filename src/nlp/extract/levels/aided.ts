/**
 * That a task was done with an aid, an adapted way or clearly long time: alone with one of them is modified
 * independence. Besides the known devices and aids any instrument told with "with the …" or "using the …" counts.
 */
import type { Sentence } from '../document.ts';
import { chunkIndexAt, hitsOf } from '../document.ts';
import type { Place } from '../draft.ts';
import { isDenied } from '../standing.ts';

export function isAided(places: readonly Place[]): boolean {
  return places.some(
    ({ sentence }) =>
      hitsOf(sentence, 'devices').some((hit) => !isDenied(sentence, hit.from)) ||
      hitsOf(sentence, 'extraTime').length > 0 ||
      hitsOf(sentence, 'aids').some((hit) => !isDenied(sentence, hit.from)) ||
      namesInstrument(sentence),
  );
}

const LEADING = new Set(['with', 'using']);
const DETERMINERS = new Set(['the', 'a', 'an', 'his', 'her', 'that', 'this', 'those', 'these', 'one', 'two']);
const MOST_WORDS = 5;
/** With these nothing was used: people, hands, manner, talk, food and what a task is about. */
const NO_INSTRUMENT = new Set(
  'me him her us them help hand hands finger fingers palm arm arms elbow trouble problem problems ease difficulty fuss bother cue cues prompt prompts reminder reminders word words assist assistance touch guard supervision setup rest smile grin laugh left right good weak bad both eyes eye feet foot leg legs back wife husband daughter son aide nurse caregiver food milk water soap tea coffee pancake meat toast shirt pants sleeve sock shoe time times minute minutes lot bit little while first second third last exception'.split(
    ' ',
  ),
);

/** "got it open with the gripper", "using the jar key": a thing named as what it was done with. */
function namesInstrument(sentence: Sentence): boolean {
  const { tokens } = sentence;
  return tokens.some((token, at) => {
    if (!LEADING.has(token.text) || isDenied(sentence, at)) return false;
    if (!DETERMINERS.has(tokens[at + 1]?.text ?? '')) return false;
    const chunk = sentence.chunks[chunkIndexAt(sentence, at)];
    const words = tokens.slice(at + 2, Math.min(at + 2 + MOST_WORDS, chunk?.to ?? tokens.length));
    const noun = words.slice(0, words.findIndex((word) => ENDING.has(word.text)) >>> 0);
    return noun.length > 0 && noun[0]!.kind === 'word' && !noun.some((word) => NO_INSTRUMENT.has(word.text));
  });
}

const ENDING = new Set('and he she i on in at to for by from was is that which all'.split(' '));
