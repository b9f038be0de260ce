/**
 * The levels, measures, pain and cues of several sessions as series: first and last of each, every point with its
 * session. Of several values in one session the last one counts: it is the one that was left standing.
 */
import { fieldText } from '../../../nlp/draft/fieldText.ts';
import type { FieldContext } from '../../../nlp/draft/noteVoice.ts';
import { isNamedIn, taskWords } from '../../../nlp/draft/taskWords.ts';
import type { CarriedSource, DraftMeasurement } from '../../../shared/contractReports.ts';
import { ASSIST_LEVELS, type Fact, FIM_ITEMS, type FimItem } from '../../../shared/domain/facts.ts';
import type { NoteWording } from '../../../shared/domain/rules.ts';
import type { CarriedSession } from './carriedSession.ts';

export interface SeriesPoint {
  readonly source: Extract<CarriedSource, { kind: 'session' }>;
  readonly measurement: DraftMeasurement;
}

export interface Series {
  /** As goals name what they are judged by: "score.transferToilet", "measure.AROM.flexion.shoulder.right". */
  readonly key: string;
  /** "upper body dressing", "right shoulder flexion AROM", "pain with activity". */
  readonly label: string;
  /** Oldest first, one for each session. */
  readonly points: readonly SeriesPoint[];
  /** Which way a value gets better; a level always gets better upward. */
  readonly better: 'higher' | 'lower';
  readonly isNamedBy: (goalText: string) => boolean;
}

interface Reading {
  readonly key: string;
  readonly label: string;
  readonly measurement: DraftMeasurement;
  readonly better: Series['better'];
  readonly isNamedBy: Series['isNamedBy'];
}

export function carrySeries(sessions: readonly CarriedSession[], wording: NoteWording): readonly Series[] {
  const series = new Map<string, { last: Reading; points: SeriesPoint[] }>();
  for (const session of sessions.toSorted((a, b) => (a.date < b.date ? -1 : 1))) {
    const { sessionId, date, facts, transcript } = session;
    const readings = new Map(
      facts.flatMap((fact) => readingOf(fact, { wording, transcript })).map((reading) => [reading.key, reading]),
    );
    for (const [key, reading] of readings) {
      const known = series.get(key) ?? { last: reading, points: [] };
      known.last = reading;
      known.points.push({ source: { kind: 'session', sessionId, date }, measurement: reading.measurement });
      series.set(key, known);
    }
  }
  return [...series.values()].map(({ last: { key, label, better, isNamedBy }, points }) => ({
    ...{ key, label, better, isNamedBy },
    points,
  }));
}

function readingOf(fact: Fact, context: FieldContext): readonly Reading[] {
  const { wording } = context;
  switch (fact.kind) {
    case 'observation': {
      const text = fieldText(fact, 'level.short', context);
      if (text === null || fact.assistLevel === null) return [];
      const { fimItem, task } = fact;
      const heavier = Math.max(...(fact.range ?? [fact.assistLevel]).map((level) => ASSIST_LEVELS.indexOf(level)));
      const name = fimItem === null ? (fieldText(fact, 'task', context) ?? task) : wording.activities[fimItem].name;
      return [
        {
          key: `score.${fimItem ?? name.toLowerCase()}`,
          label: name,
          measurement: { text, level: ASSIST_LEVELS[heavier] ?? fact.assistLevel, value: null, unit: '' },
          better: 'higher',
          isNamedBy: (goal) => (fimItem === null ? isNamedIn(task, goal) : itemNamedIn(goal, wording) === fimItem),
        },
      ];
    }
    case 'measure': {
      const name = fieldText(fact, 'name', context);
      const shown = fieldText(fact, 'value', context);
      if (name === null || shown === null) return [];
      const value = typeof fact.value === 'number' ? fact.value : null;
      const unit = value === null ? '' : unitName(fact.unit ?? wording.measures[fact.measure]?.unit ?? '');
      const what = [fact.bodyPart, fact.motion].filter((part) => part !== null).join(' ') || name;
      return [
        {
          key: ['measure', fact.measure, fact.motion, fact.bodyPart, fact.side].map((part) => part ?? '').join('.'),
          label: name,
          measurement: { text: `${name} ${shown}`, level: null, value, unit },
          better: unit === 'seconds' ? 'lower' : 'higher',
          isNamedBy: (goal) => isNamedIn(what, goal),
        },
      ];
    }
    case 'pain': {
      const score = fieldText(fact, 'score', context);
      const parts = [fieldText(fact, 'site', context), 'pain', fieldText(fact, 'when', context)];
      const label = parts.filter((part) => part !== null && part !== '').join(' ');
      const measurement = { text: score ?? '', level: null, value: fact.score, unit: '/10' };
      return [{ key: `pain.${label}`, label, measurement, better: 'lower', isNamedBy: () => false }];
    }
    case 'cue': {
      if (fact.count === null || fact.range !== undefined) return [];
      const type = wording.cueTypes[fact.type];
      const task = fieldText(fact, 'task', context);
      const label = [type, 'cues', ...(task === null ? [] : [`for ${task}`])].filter((part) => part !== '').join(' ');
      const measurement = { text: String(fact.count), level: null, value: fact.count, unit: 'cues' };
      return [{ key: `cues.${fact.type}.${fact.task}`, label, measurement, better: 'lower', isNamedBy: () => false }];
    }
    default:
      return [];
  }
}

/** The item whose name, the fullest of all that stand in the text, the text is about: "toilet transfer", not "transfer". */
export function itemNamedIn(text: string, wording: NoteWording): FimItem | null {
  const named = FIM_ITEMS.flatMap((item) => {
    const { name, also } = wording.activities[item];
    return [name, ...also]
      .filter((each) => isNamedIn(each, text))
      .map((each) => ({ item, words: taskWords(each).size }));
  });
  const fullest = Math.max(0, ...named.map(({ words }) => words));
  const items = new Set(named.filter(({ words }) => words === fullest).map(({ item }) => item));
  const [only] = items;
  return items.size === 1 ? (only ?? null) : null;
}

const UNIT_NAMES: Readonly<Record<string, string>> = {
  ...{ deg: 'degrees', degree: 'degrees', '°': 'degrees', lbs: 'lb', pounds: 'lb', pound: 'lb' },
  ...{ s: 'seconds', sec: 'seconds', second: 'seconds', min: 'minutes', minute: 'minutes', percent: '%' },
};

/** One name for each unit, so that a target and its measurement can be compared. */
export function unitName(unit: string): string {
  return UNIT_NAMES[unit.toLowerCase()] ?? unit;
}
