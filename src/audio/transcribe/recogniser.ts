/**
 * The port between the pipeline and whatever writes speech down: Whisper in this process, in another one, or a scripted
 * stand-in. One call is one chunk of at most 30 s; calls are independent, so an interrupted one can simply be repeated.
 */

export interface RecognitionRequest {
  /** Mono, 16 kHz, ±1, at most 30 s. */
  readonly samples: Float32Array;
  /** `live` is a preview: one attempt, no fallbacks, never evidence. */
  readonly lane?: 'live' | 'final';
  /** Natural sentences with the vocabulary to expect; they steer spelling and style. */
  readonly promptText?: string;
  /** Reads as well as it can whatever the time: the model's own window, and `widely` also a wide search. */
  readonly care?: 'fully' | 'widely';
  /** Terms of the therapist's own, favoured beside the listed ones where the sound is doubtful. */
  readonly ownTerms?: readonly string[];
}

export interface RecognisedWord {
  /** Punctuation attached, no leading space. */
  readonly text: string;
  /** Seconds from the start of the chunk. */
  readonly startS: number;
  readonly endS: number;
  readonly p: number;
}

/** ISO 639-1 code, and its probability among the languages the model knows. */
export interface HeardLanguage {
  readonly code: string;
  readonly p: number;
}

export interface Recognition {
  readonly words: readonly RecognisedWord[];
  /** `loop`: the decoder ran in circles on every attempt, its words are not to be trusted and are left out. */
  readonly outcome: 'words' | 'nothing' | 'loop';
  readonly noSpeechP: number;
  /** Mean natural log of the tokens' probabilities; 0 is certainty. */
  readonly meanLogP: number;
  /** What the model takes the sound for; null or absent where it knows English alone. */
  readonly language?: HeardLanguage | null;
}

export interface Recogniser {
  /** @throws AppFailure: `cancelled` when the signal fires, `internal` when the engine cannot go on. */
  recognise(request: RecognitionRequest, signal?: AbortSignal): Promise<Recognition>;
}
