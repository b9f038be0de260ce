import { describe, expect, it } from 'vitest';
import type { Recogniser } from '../../../src/audio/transcribe/recogniser.ts';
import type { StockPhrases } from '../../../src/audio/transcribe/stockPhrases.ts';
import { transcribeSounds } from '../../../src/audio/transcribe/transcribeSounds.ts';
import type { SegmentSound } from '../../../src/shared/domain/audio.ts';
import { failure } from '../../../src/shared/result.ts';
import { joined, scriptedRecogniser, silence, sound, tone } from './scriptedRecogniser.ts';

const stockPhrases: StockPhrases = {
  neverSaid: new Set(['thanks for watching']),
  sometimesSaid: new Set(['thank you']),
};

function transcribe(sounds: readonly SegmentSound[], recogniser: Recogniser) {
  return transcribeSounds(sounds, { recogniser, stockPhrases });
}

describe('joining and placing', () => {
  it('puts the words of joined segments back where each was said', async () => {
    const recogniser = scriptedRecogniser();
    const sounds = [
      sound('s0', 'therapist', 1000, tone(200, 2)),
      sound('s1', 'patient', 4000, tone(300, 1)),
      sound('s2', 'therapist', 60_000, tone(400, 1.5)),
      sound('s3', 'patient', 62_000, tone(500, 1)),
      sound('s4', 'therapist', 110_000, tone(600, 1)),
    ];
    const { utterances, gaps } = await transcribe(sounds, recogniser);
    expect(recogniser.calls).toHaveLength(2);
    expect(gaps).toEqual([]);
    expect(utterances.map(({ id, speaker, text }) => `${id} ${speaker} ${text}`)).toEqual([
      'u0 therapist w200 w200 w200 w200',
      'u1 patient w300 w300',
      'u2 therapist w400 w400 w400',
      'u3 patient w500 w500',
      'u4 therapist w600 w600',
    ]);
    for (const [index, utterance] of utterances.entries()) {
      const { segment } = sounds[index]!;
      expect(utterance.startMs).toBeGreaterThanOrEqual(segment.startMs);
      expect(utterance.endMs).toBeLessThanOrEqual(segment.endMs);
    }
  });

  it('shares the words of a stretch that several speak in out by their turns, without cutting its sound', async () => {
    const recogniser = scriptedRecogniser();
    const stretch = sound('s0', 'therapist', 1000, joined(tone(200, 2), tone(300, 1)));
    const turn = (id: string, role: 'therapist' | 'patient', startMs: number, endMs: number) => ({
      ...stretch.segment,
      id,
      role,
      startMs,
      endMs,
    });
    const turns = [turn('turn-1', 'therapist', 1000, 3000), turn('turn-2', 'patient', 3000, 4000)];
    const { utterances } = await transcribe([{ ...stretch, turns }], recogniser);
    expect(recogniser.calls).toEqual([3]);
    expect(utterances.map(({ speaker, text }) => `${speaker} ${text}`)).toEqual([
      'therapist w200 w200 w200 w200',
      'patient w300 w300',
    ]);
  });

  it('packs afresh every two minutes, so that one sound more changes nothing further on', async () => {
    const recogniser = scriptedRecogniser();
    const later = [sound('s2', 'therapist', 121_000, tone(400, 2)), sound('s3', 'therapist', 125_000, tone(500, 1))];
    await transcribe([sound('s0', 'therapist', 1000, tone(200, 2)), ...later], recogniser);
    await transcribe([...later], recogniser);
    expect(recogniser.calls).toEqual([2, 3.4, 3.4]);
  });

  it('calls the recogniser with at most 25 s of joined speech', async () => {
    const recogniser = scriptedRecogniser();
    const sounds = Array.from({ length: 20 }, (_, index) => sound(`s${index}`, 'patient', index * 9000, tone(200, 4)));
    const { utterances } = await transcribe(sounds, recogniser);
    expect(Math.max(...recogniser.calls)).toBeLessThanOrEqual(25);
    expect(utterances.flatMap((utterance) => utterance.words)).toHaveLength(20 * 8);
  });

  it('cuts a segment of minutes into windows without losing or doubling a word', async () => {
    const recogniser = scriptedRecogniser();
    const parts = Array.from({ length: 30 }, (_, index) => joined(tone(200 + 50 * (index % 10), 3), silence(0.3)));
    const { utterances, gaps } = await transcribe([sound('s0', 'therapist', 5000, joined(...parts))], recogniser);
    expect(Math.max(...recogniser.calls)).toBeLessThanOrEqual(28);
    expect(gaps).toEqual([]);
    const words = utterances.flatMap((utterance) => utterance.words);
    const expected = parts.flatMap((_, index) => Array.from({ length: 6 }, () => `w${200 + 50 * (index % 10)}`));
    expect(words.map((word) => word.text)).toEqual(expected);
    words.forEach((word, index) => {
      const saidMs = 5000 + Math.floor(index / 6) * 3300 + (index % 6) * 500;
      expect(Math.abs(word.startMs - saidMs)).toBeLessThanOrEqual(30);
    });
  });

  it('keeps words in order and inside their segment even when the recogniser smears them over a join', async () => {
    const recogniser = scriptedRecogniser((heard) => ({
      ...heard,
      words: heard.words.map((word) => ({ ...word, startS: Math.max(0, word.startS - 0.35) })),
    }));
    const sounds = [sound('s0', 'patient', 0, tone(200, 1)), sound('s1', 'patient', 30_000, tone(300, 1))];
    const { utterances } = await transcribe(sounds, recogniser);
    expect(utterances.map((utterance) => utterance.text)).toEqual(['w200 w200', 'w300 w300']);
    expect(utterances[1]!.startMs).toBe(30_000);
    for (const { words } of utterances) {
      words.forEach((word, index) => {
        expect(word.endMs).toBeGreaterThanOrEqual(word.startMs);
        if (index > 0) expect(word.startMs).toBeGreaterThanOrEqual(words[index - 1]!.endMs);
      });
    }
  });

  it('gives the same transcript from a generator as from a list', async () => {
    const sounds = [sound('s0', 'patient', 0, tone(200, 2)), sound('s1', 'therapist', 3000, tone(300, 2))];
    async function* generated() {
      yield* sounds;
    }
    const listed = await transcribe(sounds, scriptedRecogniser());
    expect(await transcribeSounds(generated(), { recogniser: scriptedRecogniser(), stockPhrases })).toEqual(listed);
  });
});

describe('losing nothing', () => {
  it('does the rest again when the recogniser stopped early in a joined chunk', async () => {
    let isFirst = true;
    const recogniser = scriptedRecogniser((heard) => {
      const words = isFirst ? heard.words.filter((word) => word.endS < 5) : heard.words;
      isFirst = false;
      return { ...heard, words };
    });
    const sounds = [200, 300, 400, 500].map((hertz, index) =>
      sound(`s${index}`, 'patient', index * 8000, tone(hertz, 4.2)),
    );
    const { utterances, gaps } = await transcribe(sounds, recogniser);
    expect(utterances.map((utterance) => utterance.words[0]!.text)).toEqual(['w200', 'w300', 'w400', 'w500']);
    expect(gaps).toEqual([]);
    expect(recogniser.calls).toHaveLength(2);
  });

  it.each([
    ['takes it when that is sure', 0.8, ['w200', 'w300', 'w400'], []],
    ['leaves a gap when that is doubtful', 0.3, ['w200', 'w400'], [{ reason: 'no_words', startMs: 8000, endMs: 9000 }]],
  ])('hears a piece alone that was passed over in company, and %s', async (_, p, words, gaps) => {
    const recogniser = scriptedRecogniser((heard, seconds) => ({
      ...heard,
      words:
        seconds > 2 ? heard.words.filter(({ text }) => text !== 'w300') : heard.words.map((word) => ({ ...word, p })),
    }));
    const sounds = [200, 300, 400].map((hertz, index) => sound(`s${index}`, 'patient', index * 8000, tone(hertz, 1)));
    const transcript = await transcribe(sounds, recogniser);
    expect(transcript.utterances.map((utterance) => utterance.words[0]!.text)).toEqual(words);
    expect(transcript.gaps).toEqual(gaps);
  });

  it('hears the end of a piece again where the recogniser stopped in the middle of speech', async () => {
    const recogniser = scriptedRecogniser((heard, seconds) =>
      seconds > 12 ? { ...heard, words: heard.words.filter((word) => word.endS <= 9) } : heard,
    );
    const { utterances } = await transcribe([sound('s0', 'patient', 3000, tone(200, 14))], recogniser);
    const words = utterances.flatMap((utterance) => utterance.words);
    expect(words).toHaveLength(28);
    expect(words.at(-1)!.endMs).toBe(17_000);
    expect(recogniser.calls).toEqual([14, 5]);
  });

  it('does not listen again to the silence behind the last word', async () => {
    const recogniser = scriptedRecogniser();
    await transcribe([sound('s0', 'patient', 0, joined(tone(200, 10), silence(5)))], recogniser);
    expect(recogniser.calls).toEqual([15]);
  });

  it('goes piece by piece when a joined chunk ran in circles, and names only the piece that still does', async () => {
    const recogniser = scriptedRecogniser((heard, seconds) =>
      seconds > 5 || heard.words.some((word) => word.text === 'w300')
        ? { ...heard, words: [], outcome: 'loop' }
        : heard,
    );
    const sounds = [200, 300, 400].map((hertz, index) => sound(`s${index}`, 'patient', index * 8000, tone(hertz, 2)));
    const { utterances, gaps } = await transcribe(sounds, recogniser);
    expect(utterances.map((utterance) => utterance.words[0]!.text)).toEqual(['w200', 'w400']);
    expect(gaps).toEqual([{ reason: 'loop', startMs: 8000, endMs: 10_000 }]);
  });

  it('names speech that came back without words as a gap', async () => {
    const recogniser = scriptedRecogniser((heard) => ({ ...heard, words: [], outcome: 'nothing' }));
    const { utterances, gaps } = await transcribe([sound('s0', 'patient', 2000, tone(200, 1))], recogniser);
    expect(utterances).toEqual([]);
    expect(gaps).toEqual([{ reason: 'no_words', startMs: 2000, endMs: 3000 }]);
  });

  it('leaves a gap where the engine failed on one chunk and goes on with the next', async () => {
    const healthy = scriptedRecogniser();
    const recogniser: Recogniser = {
      recognise: (request) => {
        if (request.samples.length > 3 * 16_000) throw failure('internal', 'The engine failed.');
        return healthy.recognise(request);
      },
    };
    const sounds = [sound('s0', 'patient', 0, tone(200, 4)), sound('s1', 'therapist', 5000, tone(300, 2))];
    const { utterances, gaps } = await transcribe(sounds, recogniser);
    expect(utterances.map((utterance) => utterance.speaker)).toEqual(['therapist']);
    expect(gaps).toEqual([{ reason: 'engine_failed', startMs: 0, endMs: 4000 }]);
  });

  it('stops with the reason when there is no engine at all', async () => {
    const recogniser: Recogniser = {
      recognise: async () => {
        throw failure('model_missing', 'The model file is missing.');
      },
    };
    await expect(transcribe([sound('s0', 'patient', 0, tone(200, 1))], recogniser)).rejects.toMatchObject({
      error: { code: 'model_missing' },
    });
  });
});

describe('inventing nothing', () => {
  it('writes nothing and calls nobody for silence', async () => {
    const recogniser = scriptedRecogniser();
    const sounds = [sound('s0', 'patient', 0, silence(4)), sound('s1', 'therapist', 5000, silence(40))];
    expect(await transcribe(sounds, recogniser)).toEqual({ utterances: [], gaps: [] });
    expect(recogniser.calls).toEqual([]);
  });

  it.each([
    ['Thanks for watching!', 0.7, 0.02, 'stock_phrase'],
    ['Thank you.', 0.3, 0.02, 'stock_phrase'],
    ['Thank you.', 0.9, 0.7, 'stock_phrase'],
  ])('shows %s at probability %f as a gap', async (text, p, noSpeechP, reason) => {
    const { utterances, gaps } = await transcribe(
      [sound('s0', 'patient', 0, tone(200, 1))],
      saying(text, p, noSpeechP),
    );
    expect(utterances).toEqual([]);
    expect(gaps).toEqual([{ reason, startMs: 0, endMs: 1000 }]);
  });

  it('shows fluent text as a gap when its words are unlikely and take no time', async () => {
    const recogniser = scriptedRecogniser((heard) => ({
      ...heard,
      words: "I'm going to use the same one.".split(' ').map((text) => ({ text, startS: 0.5, endS: 0.5, p: 0.2 })),
    }));
    const { utterances, gaps } = await transcribe([sound('s0', 'patient', 0, tone(200, 1))], recogniser);
    expect(utterances).toEqual([]);
    expect(gaps).toEqual([{ reason: 'no_words', startMs: 0, endMs: 1000 }]);
  });

  it.each([
    ['Choo!', 0.3, 0.1],
    ['Hey! Hey!', 0.2, 0.6],
    ["Let's do it!", 0.33, 0.44],
  ])('shows the exclamation %s at probability %f as a gap', async (text, p, noSpeechP) => {
    const { utterances, gaps } = await transcribe(
      [sound('s0', 'patient', 0, tone(200, 1))],
      saying(text, p, noSpeechP),
    );
    expect(utterances).toEqual([]);
    expect(gaps).toEqual([{ reason: 'no_words', startMs: 0, endMs: 1000 }]);
  });

  it.each(['Yes.', 'My shoulder.'])('keeps the short answer %s when it is fairly sure', async (text) => {
    const { utterances } = await transcribe([sound('s0', 'patient', 0, tone(200, 1))], saying(text, 0.5, 0.4));
    expect(utterances.map((utterance) => utterance.text)).toEqual([text]);
  });

  it('keeps unlikely words that take their time', async () => {
    const { utterances } = await transcribe([sound('s0', 'patient', 0, tone(200, 1))], saying('Up my arm.', 0.2, 0.2));
    expect(utterances).toHaveLength(1);
  });

  it.each([
    ['Thank you.', 0.8, 0.1],
    ['Thank you for your help.', 0.4, 0.1],
  ])('keeps %s when the evidence is fair', async (text, p, noSpeechP) => {
    const { utterances } = await transcribe([sound('s0', 'patient', 0, tone(200, 1))], saying(text, p, noSpeechP));
    expect(utterances.map((utterance) => utterance.text)).toEqual([text]);
  });
});

describe('stopping', () => {
  it('asks for no further chunk once it was cancelled', async () => {
    const controller = new AbortController();
    const recogniser = scriptedRecogniser((heard) => {
      controller.abort();
      return heard;
    });
    const sounds = [sound('s0', 'patient', 0, tone(200, 20)), sound('s1', 'patient', 30_000, tone(200, 20))];
    const running = transcribeSounds(sounds, { recogniser, stockPhrases }, { signal: controller.signal });
    await expect(running).rejects.toMatchObject({ error: { code: 'cancelled' } });
    expect(recogniser.calls).toHaveLength(1);
  });
});

function saying(text: string, p: number, noSpeechP: number): Recogniser {
  return scriptedRecogniser((heard) => ({
    ...heard,
    noSpeechP,
    words: text.split(' ').map((word, index) => ({ text: word, startS: index * 0.1, endS: index * 0.1 + 0.1, p })),
  }));
}
