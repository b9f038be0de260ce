import { describe, expect, it } from 'vitest';
import { mergeReadings, type ReadWord } from '../../../src/audio/transcribe/mergeReadings.ts';
import { loadVocabulary, vocabularySchema } from '../../../src/audio/transcribe/vocabulary.ts';

const vocabulary = await loadVocabulary(new URL('../../../resources/asr/vocabulary.json', import.meta.url).pathname);

/** "word:probability", separated by spaces; 0.99 where none is given. */
function reading(text: string): ReadWord[] {
  return text.split(' ').map((item, index) => {
    const [word, p = '0.99'] = item.split(':');
    return { text: word!, startS: index, endS: index + 1, p: Number(p), logP: Math.log(Number(p)) };
  });
}

function merged(plain: string, favoured: string): string {
  return mergeReadings(reading(plain), reading(favoured), vocabulary)
    .map((word) => word.text)
    .join(' ');
}

describe('the second reading', () => {
  it.each([
    ['Gruming:0.4 at the sink', 'Grooming:0.7 at the sink', 'Grooming at the sink'],
    ['he used a rich:0.3 her:0.4 today', 'he used a reacher:0.6 today', 'he used a reacher today'],
    ['sink, minicist:0.5 with setup', 'sink, min:0.3 assist:0.4 with setup', 'sink, min assist with setup'],
    ['the long:0.4 handle sponge', 'the long-handled:0.3 sponge', 'the long-handled sponge'],
    ['his gate:0.69 today', 'his gait:0.5 today', 'his gait today'],
  ])('gives a doubtful stretch its term: %s', (plain, favoured, expected) => {
    expect(merged(plain, favoured)).toBe(expected);
  });

  it('marks a level it brings in as doubtful, however sure it sounds', () => {
    const words = mergeReadings(reading('was menacist:0.4 today'), reading('was min:0.9 assist:0.9 today'), vocabulary);
    expect(words.find((word) => word.text === 'min')!.p).toBeLessThan(0.5);
  });

  it.each([
    ['a word that was clear', 'the weather:0.95 was fine', 'the walker:0.95 was fine'],
    ['a level that was heard', 'that was mod:0.4 assist', 'that was min:0.9 assist'],
    ['another level in its place', 'that was max:0.4 assist', 'that was mod:0.9 assist'],
    ['a term into its opposite', 'shoulder abduction:0.4 today', 'shoulder adduction:0.6 today'],
    ['an ordinary word the sound prefers', 'she was feeling:0.7 better', 'she was feeding:0.3 better'],
    ['a negation in another form', 'nothing:0.4 toileting:0.4', 'toilet:0.9 transfer:0.9'],
    ['an ordinary word into a level beside a term', 'ten minutes:0.4 nuro:0.3', 'ten min:0.4 neuromuscular:0.5'],
    ['a number', 'it took two:0.3 cues', 'it took grooming:0.9 cues'],
    ['a side', 'her left:0.4 splint', 'her brace:0.9 splint'],
    ['a negation', 'does not:0.4 need it', 'does grooming:0.9 need it'],
    ['anything by a word that is no listed term', 'so moderate:0.5 today', 'so modern:0.9 today'],
    ['what the sound carries far worse', 'he can:0.5 mend:0.5 it', 'he can:0.5 reacher:0.0001 it'],
  ])('does not change %s', (_what, plain, favoured) => {
    expect(merged(plain, favoured)).toBe(
      reading(plain)
        .map((word) => word.text)
        .join(' '),
    );
  });

  it('adds no word where the plain reading heard none, and drops none', () => {
    expect(merged('okay:0.3 then', 'okay:0.3 min assist then')).toBe('okay then');
    expect(merged('okay then:0.3 grooming', 'okay grooming')).toBe('okay then grooming');
  });

  it('leaves the text as it is when both readings agree', () => {
    const plain = reading('Left hand on the grab bar.');
    expect(mergeReadings(plain, plain, vocabulary).map((word) => word.text)).toEqual(plain.map((word) => word.text));
  });
});

describe('the vocabulary', () => {
  it('is refused when a term carries capitals or marks', () => {
    expect(vocabularySchema.safeParse({ ...vocabulary, terms: ['Min Assist.'] }).success).toBe(false);
  });
});
