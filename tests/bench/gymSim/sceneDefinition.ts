/** What a gym scene is made of, in numbers: everything that rendering needs but the sounds themselves. */
import type { Position } from '../../../src/shared/domain/audio.ts';
import type { Room, Wearer } from './roomResponse.ts';

export interface SpokenEvent {
  readonly file: string;
  readonly startS: number;
  readonly seconds: number;
  readonly text: string | null;
  readonly gainDb: number;
}

/** Somebody or something that sounds, in one place of the room or with the wearer (the mouth). */
export interface SceneSource {
  readonly id: string;
  readonly kind: 'pair' | 'companion' | 'bystander' | 'noise';
  readonly role: 'therapist' | 'patient' | 'caregiver' | 'other';
  readonly events: readonly SpokenEvent[];
  /** A sound that goes on for the whole scene instead of events. */
  readonly loop: string | 'pink' | null;
  /** Level among the noises at microphone 0, or of a person's voice. */
  readonly relDb: number;
}

export interface ScenePose {
  readonly fromS: number;
  readonly wearer: Wearer;
  /** The mouth in the array's axes. */
  readonly mouth: Position;
  /** Where each other source is in the room. */
  readonly places: Readonly<Record<string, Position>>;
}

export interface SceneDefinition {
  readonly id: string;
  /** The id of the annotated dialogue that is spoken, where it is one. */
  readonly dialogue?: string;
  readonly type: string;
  /** Patient's active level over the mean of all noise at microphone 0; null without the pair. */
  readonly snrDb: number | null;
  readonly seed: number;
  readonly durationS: number;
  readonly room: Room;
  readonly arrayName: string;
  readonly microphones: readonly Position[];
  readonly poses: readonly ScenePose[];
  readonly sources: readonly SceneSource[];
  readonly enrolment: { readonly seconds: number; readonly events: readonly SpokenEvent[] } | null;
}
