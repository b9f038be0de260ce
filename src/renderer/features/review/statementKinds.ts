/** What a sentence rests on: a word and a shape of its own for each kind. */
import { AudioLines, BookText, CornerRightDown, FileClock, Keyboard, type LucideIcon, Timer } from 'lucide-react';
import type { StatementKind } from '../../../shared/domain/note.ts';

export interface KindLook {
  readonly word: string;
  readonly icon: LucideIcon;
  readonly explains: string;
}

export const KIND_LOOK: Readonly<Record<StatementKind, KindLook>> = {
  heard: { word: 'Heard', icon: AudioLines, explains: 'Said in the session.' },
  timed: { word: 'Timed', icon: Timer, explains: 'Worked out from the minutes.' },
  typed: { word: 'Typed', icon: Keyboard, explains: 'Written by you.' },
  record: { word: 'Record', icon: FileClock, explains: 'Taken from the patient’s earlier record.' },
  standard: { word: 'Standard', icon: BookText, explains: 'Fixed wording of the template.' },
};

/** Until it is accepted for today, it stands for another day. */
export const PULLED_LOOK: KindLook = {
  word: 'Forward',
  icon: CornerRightDown,
  explains: 'Brought forward from the note of the last visit, not yet accepted for today.',
};
