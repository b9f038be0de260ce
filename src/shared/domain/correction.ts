/** What the therapist put right in a transcript. Corrections lie over what was heard first, which is kept for good. */
import type { NonEmpty } from '../nonEmpty.ts';
import type { IsoInstant } from '../time.ts';
import type { Role } from './audio.ts';
import type { Word } from './utterance.ts';

export type Correction =
  /** These lines were spoken by somebody else. */
  | {
      readonly kind: 'speaker';
      readonly utteranceIds: NonEmpty<string>;
      readonly speaker: Role;
      /** Who each line was given to before, in the order of the ids. */
      readonly before: NonEmpty<Role>;
      readonly by: string;
      readonly at: IsoInstant;
    }
  /** Words [from, to) of a line, counted over its text split at white space, were typed over; empty text takes them out. */
  | {
      readonly kind: 'words';
      readonly utteranceId: string;
      readonly from: number;
      readonly to: number;
      readonly text: string;
      /** The whole line as it read before and after. */
      readonly before: string;
      readonly after: string;
      readonly by: string;
      readonly at: IsoInstant;
    }
  /** A line was heard again by a recogniser and this reading of it was accepted: its words are heard, not typed. */
  | {
      readonly kind: 'reheard';
      readonly utteranceId: string;
      readonly words: NonEmpty<Word>;
      /** Name of the recogniser. */
      readonly recogniser: string;
      readonly before: string;
      readonly after: string;
      readonly by: string;
      readonly at: IsoInstant;
    };

/**
 * What became of the therapist's changes when the note was drafted again from a corrected transcript: each id of the
 * draft before under the id it has in the draft after. What is missing has no counterpart.
 */
export interface Carried {
  /** Facts, minutes, sentences and questions that stand there unchanged. */
  readonly ids: Readonly<Record<string, string>>;
  /** Those of them whose sound is the same, so that having listened to it still counts. */
  readonly heard: Readonly<Record<string, string>>;
  /** The section of each sentence and question without a counterpart. */
  readonly sections: Readonly<Record<string, string>>;
  /** Positions, in the list of changes, of decisions about something that is not asked any more. */
  readonly lost: readonly number[];
}
