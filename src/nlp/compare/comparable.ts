/** What of a note can be held against another note: each value under a key that does not depend on its wording. Pure. */
import type { ChargeLine, LedgerEntry } from '../../shared/domain/billing.ts';
import type { ComparedKind } from '../../shared/domain/comparison.ts';
import type { Fact } from '../../shared/domain/facts.ts';

export interface Comparable {
  readonly key: string;
  readonly kind: ComparedKind;
  readonly what: string;
  /** As shown. */
  readonly value: string;
  /** Equal when the values are: levels and figures without their wording. */
  readonly meaning: string;
  readonly utteranceId: string | null;
  /** Words that carry the content, for what has no value of its own. */
  readonly words?: ReadonlySet<string>;
}

const FEWEST_LETTERS = 4;

/** Facts of the past, denied or conditional say nothing about today and are not compared. */
export function comparableFacts(facts: readonly Fact[]): readonly Comparable[] {
  return facts.flatMap((fact) => {
    const isToday = fact.polarity === 'affirmed' || (fact.kind === 'plan' && fact.polarity === 'planned');
    const made = isToday ? ofFact(fact) : null;
    return made === null ? [] : [{ ...made, utteranceId: fact.evidence[0].utteranceId }];
  });
}

type Bare = Omit<Comparable, 'utteranceId'>;

function ofFact(fact: Fact): Bare | null {
  switch (fact.kind) {
    case 'observation': {
      const { assistLevel, range, fimItem, task } = fact;
      if (assistLevel === null) return null;
      const value = range === undefined ? assistLevel : `${range[0]} to ${range[1]}`;
      return { kind: 'level', key: `level.${fimItem ?? slug(task)}`, what: task, value, meaning: value };
    }
    case 'cue': {
      const { count, range, type, task } = fact;
      if (count === null) return null;
      const value = range === undefined ? `${count}` : `${range[0]} to ${range[1]}`;
      const what = task === null ? `${type} cues` : `${task}, ${type} cues`;
      return { kind: 'cues', key: `cues.${slug(task ?? '')}.${type}`, what, value, meaning: value };
    }
    case 'pain': {
      const { score, bodyPart, side, when } = fact;
      const place = [side, bodyPart].filter((part) => part !== null).join(' ');
      const value = `${score}/10`;
      const key = `pain.${slug(bodyPart ?? '')}.${slug(when)}`;
      return {
        kind: 'pain',
        key,
        what: place === '' ? 'pain' : place,
        value,
        meaning: `${side ?? ''} ${value}`,
      };
    }
    case 'measure': {
      const { measure, motion, bodyPart, side, unit } = fact;
      const what = [bodyPart, motion, measure].filter((part) => part !== null).join(' ');
      const value = [side, fact.value, unit].filter((part) => part !== null).join(' ');
      return { kind: 'measure', key: `measure.${slug(what)}.${side ?? ''}`, what, value, meaning: value };
    }
    case 'device':
      return { kind: 'device', key: `device.${slug(fact.name)}`, what: fact.name, value: 'used', meaning: 'used' };
    case 'safety':
      return { kind: 'safety', key: `safety.${fact.event}`, what: fact.event, value: fact.gist, meaning: fact.event };
    case 'subjective':
      return told('reported', fact.gist);
    case 'plan':
      return told('plan', fact.gist);
    case 'education':
      return told('teaching', fact.gist);
    default:
      return null;
  }
}

/** Minutes are compared by code, as they are billed. */
export function comparableMinutes(entries: readonly LedgerEntry[]): readonly Comparable[] {
  const byCode = Map.groupBy(entries, ({ cpt, task }) => cpt ?? task);
  return [...byCode].map(([code, list]) => {
    const minutes = list.reduce((sum, entry) => sum + entry.minutes, 0);
    const from = list.flatMap(({ evidence }) => evidence).find(({ kind }) => kind === 'spoken');
    const utteranceId = from?.kind === 'spoken' ? from.utteranceId : null;
    const value = `${minutes} min`;
    return { kind: 'minutes', key: `minutes.${slug(code)}`, what: code, value, meaning: value, utteranceId };
  });
}

export function comparableLines(
  lines: readonly Pick<ChargeLine, 'code' | 'units' | 'modifiers'>[],
): readonly Comparable[] {
  const units = Map.groupBy(
    lines.filter((line) => line.units > 0),
    ({ code }) => code,
  );
  const billed = [...units].map(([code, list]): Comparable => {
    const value = `${list.reduce((sum, line) => sum + line.units, 0)}`;
    return { kind: 'units', key: `units.${code}`, what: code, value, meaning: value, utteranceId: null };
  });
  return lines.some(({ modifiers }) => modifiers.includes('KX')) ? [...billed, kxComparable(null)] : billed;
}

export function kxComparable(utteranceId: string | null): Comparable {
  return { kind: 'modifier', key: 'modifier.KX', what: 'KX', value: 'on the claim', meaning: 'KX', utteranceId };
}

function told(kind: 'reported' | 'plan' | 'teaching', gist: string): Bare {
  const words = new Set(
    gist
      .toLowerCase()
      .match(/[a-z]+/g)
      ?.filter((word) => word.length >= FEWEST_LETTERS),
  );
  const key = `${kind}.${slug([...words].toSorted().join(' ')).slice(0, 80)}`;
  return { kind, key, what: kind, value: gist, meaning: gist, words };
}

function slug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
