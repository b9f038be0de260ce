/** A transcript of written lines: a word each 300 ms, all of them clearly heard. */
import type { Role } from '../../src/shared/domain/audio.ts';
import type { Transcript } from '../../src/shared/domain/utterance.ts';

const WORD_MS = 300;

export function spokenLines(...lines: readonly (readonly [Role, string])[]): Transcript {
  let at = 0;
  const utterances = lines.map(([speaker, text], index) => {
    const startMs = at;
    const words = text.split(' ').map((word, place) => ({
      ...{ text: word, p: 0.95, startMs: startMs + place * WORD_MS, endMs: startMs + (place + 1) * WORD_MS },
    }));
    at = startMs + words.length * WORD_MS + 200;
    return {
      ...{ id: `u${index}`, startMs, endMs: at - 200, speaker, speakerP: 0.9, setBy: 'model' as const, text, words },
    };
  });
  return { utterances, gaps: [] };
}
