/**
 * Events told in parts, whatever the words between them: something gave way and somebody saved it ("the mat slid under her
 * foot and she grabbed the worktop"), or the patient set off before all was ready ("he got up without a word").
 */
import type { Hit } from '../lexicon/match.ts';
import type { Document, Sentence } from './document.ts';
import { hitsOf } from './document.ts';

type Part = Hit<'eventParts'>['entry']['part'];
type SafetyHit = Hit<'safety'>;

const BALANCE: ReadonlySet<string> = new Set(['fall', 'nearFall', 'lossOfBalance', 'unsteady']);

/** Events put together from their parts; none of the ladder of balance where the sentence already names one. */
export function eventsInParts({ lexicon }: Document, sentence: Sentence, known: readonly SafetyHit[]): SafetyHit[] {
  const parts = hitsOf(sentence, 'eventParts');
  if (parts.length < 2) return [];
  const told = new Set(known.map((hit) => hit.entry.event));
  const saved = [...told].some((event) => BALANCE.has(event)) ? null : balanceOf(sentence, parts);
  const rushed = told.has('impulsivity') || sentence.speaker !== 'therapist' ? null : pair(parts, 'rushed', 'unready');
  return [
    ...(saved === null ? [] : [asEvent(lexicon, saved.event, saved)]),
    ...(rushed === null ? [] : [asEvent(lexicon, 'impulsivity', rushed)]),
  ].flatMap((hit) => hit ?? []);
}

interface Span {
  readonly from: number;
  readonly to: number;
}

function balanceOf(
  sentence: Sentence,
  parts: readonly Hit<'eventParts'>[],
): (Span & { event: SafetyHit['entry']['event'] }) | null {
  const fell = pair(parts, 'loss', 'landed');
  if (fell !== null) return { ...fell, event: 'fall' };
  const caught =
    (sentence.speaker === 'therapist' ? pair(parts, 'loss', 'caught') : null) ?? pair(parts, 'loss', 'grabbed');
  if (caught !== null) return { ...caught, event: 'nearFall' };
  const kept = pair(parts, 'loss', 'steadied') ?? pair(parts, 'loss', 'recovered');
  return kept === null ? null : { ...kept, event: 'lossOfBalance' };
}

/** The first part, then the second, in the order they are told. */
function pair(parts: readonly Hit<'eventParts'>[], first: Part, second: Part): Span | null {
  const one = parts.find((hit) => hit.entry.part === first);
  const other = one && parts.find((hit) => hit.entry.part === second && hit.from >= one.to);
  return one && other ? { from: one.from, to: other.to } : null;
}

function asEvent(
  lexicon: Document['lexicon'],
  event: SafetyHit['entry']['event'],
  { from, to }: Span,
): SafetyHit | null {
  const entry = lexicon.entries.safety.find((each) => each.event === event);
  return entry === undefined
    ? null
    : {
        group: 'safety',
        entry: { ...entry, reported: event !== 'impulsivity', toldOnly: false },
        from,
        to,
        numbers: [],
      };
}
