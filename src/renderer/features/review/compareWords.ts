/** The words of a comparison: what is compared, how it stands, and why a difference is none. */
import { ArrowLeftRight, Check, FilePen, type LucideIcon, SquarePen } from 'lucide-react';
import type { ComparisonRow } from '../../../shared/contract.ts';
import type { ComparedKind, DifferenceReason } from '../../../shared/domain/comparison.ts';
import type { AssistLevel } from '../../../shared/domain/facts.ts';
import type { Tone } from '../../ui/Banner.tsx';
import { LEVEL_WORDS } from './factWords.ts';

export const KIND_WORDS: Readonly<Record<ComparedKind, string>> = {
  level: 'Assistance',
  cues: 'Cues',
  minutes: 'Minutes',
  units: 'Units',
  modifier: 'Modifier',
  pain: 'Pain',
  measure: 'Measure',
  device: 'Equipment',
  safety: 'Safety',
  reported: 'Reported',
  plan: 'Plan',
  teaching: 'Education',
};

/** A value as it reads in a list: levels written out. */
export function valueWords({ kind }: Pick<ComparisonRow, 'kind'>, value: string | null): string | null {
  if (kind !== 'level' || value === null) return value;
  return value
    .split(' to ')
    .map((level) => LEVEL_WORDS[level as AssistLevel] ?? level)
    .join(' to ');
}

export const STANDING: Readonly<
  Record<ComparisonRow['standing'], { readonly word: string; readonly tone: Tone; readonly icon: LucideIcon }>
> = {
  differs: { word: 'Differs', tone: 'danger', icon: ArrowLeftRight },
  onlyPasted: { word: 'Only in yours', tone: 'attention', icon: SquarePen },
  onlyDraft: { word: 'Only in the draft', tone: 'attention', icon: FilePen },
  same: { word: 'The same', tone: 'good', icon: Check },
};

export const REASON_WORDS: readonly {
  readonly value: Exclude<DifferenceReason, 'taken'>;
  readonly label: string;
}[] = [
  { value: 'notSaid', label: 'It was not said aloud' },
  { value: 'misheard', label: 'It was said, but missed or misheard' },
  { value: 'paperWrong', label: 'My own note was wrong' },
  { value: 'sameMeaning', label: 'Both mean the same' },
  { value: 'notNeeded', label: 'It is not needed' },
];
