/**
 * How the fields of an intake read in a document, by a path: "goals.0.current", "dates.report", "reasoning.2". The one
 * source of shown text for drafting and for the lock that checks it, so that a document can show nothing else.
 */
import type { DocumentTemplate } from '../../shared/domain/documentTemplate.ts';
import type { Intake, IntakeGoal } from '../../shared/domain/intake.ts';
import { gainText, isGainField } from './goalGain.ts';
import { statusOf } from './goalStatus.ts';

export interface IntakeContext {
  readonly intake: Intake;
  readonly template: Pick<DocumentTemplate, 'words'>;
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
/** Paths whose value is one of a few words that the template spells out. */
const CHOICES = /^(?:reason|setting|patient\.sex)$|\.(?:who|where|gainFrom|gainNow)$/;

/** null where nothing was entered. */
export function intakeText(path: string, { intake, template }: IntakeContext): string | null {
  const raw = rawValue(path, intake);
  if (raw === null) return null;
  return CHOICES.test(path) ? (template.words[raw] ?? raw) : (dateText(raw) ?? raw);
}

/** The value as entered or reckoned, before it is put into words. */
export function rawValue(path: string, intake: Intake): string | null {
  const computed = computedText(path, intake);
  if (computed !== undefined) return computed;
  let value: unknown = intake;
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return null;
    value = (value as Readonly<Record<string, unknown>>)[key];
  }
  return plain(value);
}

export function listAt(path: string, intake: Intake): readonly unknown[] {
  const value = valueAt(path, intake);
  return Array.isArray(value) ? value : [];
}

/** A list with elements, or a group of fields such as a goal's target. */
export function isEntered(path: string, intake: Intake): boolean {
  const value = valueAt(path, intake);
  return Array.isArray(value) ? value.length > 0 : typeof value === 'object' && value !== null;
}

function valueAt(path: string, intake: Intake): unknown {
  let value: unknown = intake;
  for (const key of path.split('.')) value = (value as Readonly<Record<string, unknown>> | null)?.[key];
  return value;
}

/** The closing mark is the sentence's, not the field's. */
function plain(value: unknown): string | null {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value === 'object' && value !== null && 'text' in value) return plain(value.text);
  if (typeof value !== 'string') return null;
  const text = value
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/[.;,]$/, '');
  return text === '' ? null : text;
}

/** "2026-05-21" as "May 21, 2026". */
function dateText(text: string): string | null {
  const [, year, month, day] = DATE.exec(text) ?? [];
  return year === undefined ? null : `${MONTHS[Number(month) - 1]} ${Number(day)}, ${year}`;
}

/** What is reckoned from the fields: statuses, change, counts. undefined: the path names a plain field. */
function computedText(path: string, intake: Intake): string | null | undefined {
  const [root, key, field] = path.split('.');
  const goal = root === 'goals' ? intake.goals[Number(key)] : undefined;
  if (root === 'goals' && field === 'status') return statusText(goal);
  if (goal !== undefined && isGainField(field)) return gainText(goal, field);
  if (root !== 'counts') return undefined;
  const goals = intake.goals.filter(({ term }) => term === key);
  if (goals.length === 0) return null;
  if (field === 'total') return String(goals.length);
  const wanted = { met: 'MET', progressing: 'PROGRESSING', notMet: 'NOT MET' }[field ?? ''];
  return String(goals.filter((each) => statusOf(each) === wanted).length);
}

/** A goal that goes on in other words says both: "PROGRESSING; MODIFIED". */
function statusText(goal: IntakeGoal | undefined): string | null {
  const status = goal === undefined ? null : statusOf(goal);
  if (status === null) return null;
  return goal?.revised && status !== 'MODIFIED' ? `${status}; MODIFIED` : status;
}
