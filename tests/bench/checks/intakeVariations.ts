/**
 * Other intakes out of the shipped ones, by seed: other sides, ages, dates, attendance, levels and values, some of the
 * listed lines left out. Each agrees with itself, so that a document of it should raise no alarm.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { intakeSchema } from '../../../src/main/core/input/readIntake.ts';
import { ASSIST_LEVELS, type AssistLevel } from '../../../src/shared/domain/facts.ts';
import type { Intake, IntakeGoal, Measurement } from '../../../src/shared/domain/intake.ts';
import type { NoteWording } from '../../../src/shared/domain/rules.ts';
import { mulberry32 } from '../random.ts';

const EXAMPLES = ['progress-stroke', 'plan-hand', 'discharge-knee', 'home-shoulder'] as const;
const MS_PER_DAY = 86_400_000;

type Draw = (below: number) => number;

export function exampleIntakes(resources: string): readonly Intake[] {
  return EXAMPLES.map((name) =>
    intakeSchema.parse(JSON.parse(readFileSync(join(resources, 'examples', `${name}.json`), 'utf8'))),
  );
}

export function variedIntakes(count: number, resources: string, wording: NoteWording): readonly Intake[] {
  const examples = exampleIntakes(resources);
  return Array.from({ length: count }, (_, i) => {
    const random = mulberry32(i + 1);
    const draw: Draw = (below) => Math.floor(random() * below);
    return varied(examples[i % examples.length]!, draw, wording);
  });
}

function varied(example: Intake, draw: Draw, wording: NoteWording): Intake {
  const days = draw(200);
  const isMirrored = draw(2) === 1;
  const intake = mapStrings(example, (text) => shiftedDate(isMirrored ? mirrored(text) : text, days));
  const kept = (lines: readonly string[]) => lines.filter((_, i) => i === 0 || draw(4) > 0);
  const scheduled = 4 + draw(12);
  return {
    ...intake,
    patient: { ...intake.patient, age: 20 + draw(75), sex: draw(2) === 0 ? 'female' : 'male' },
    attendance: intake.attendance && { attended: scheduled - draw(3), scheduled, missed: null },
    goals: intake.goals.map((goal) => variedGoal(goal, draw, wording)),
    shortTermCount: intake.shortTermCount && { addressed: 6, total: 6, met: draw(4), progressing: draw(3) },
    limitations: kept(intake.limitations),
    reasoning: kept(intake.reasoning),
    necessity: kept(intake.necessity),
    education: kept(intake.education),
  };
}

/** A goal with another way behind it; its status is left to be worked out. */
function variedGoal(goal: IntakeGoal, draw: Draw, wording: NoteWording): IntakeGoal {
  const { target, initial, current } = goal;
  const plain = { ...goal, status: null, revised: null, comment: null };
  if (target?.level != null && initial?.level != null) {
    const from = 4 + draw(4);
    const to = Math.max(0, from - draw(5));
    return {
      ...plain,
      initial: levelMeasurement(ASSIST_LEVELS[from]!, wording),
      current: current && levelMeasurement(ASSIST_LEVELS[to]!, wording),
    };
  }
  if (target?.value == null || initial?.value == null) return plain;
  const first = 5 + draw(100);
  const gained = draw(40) * (target.better === 'higher' ? 1 : -1);
  return {
    ...plain,
    initial: valueMeasurement(goal.area, first, initial.unit),
    current: current && valueMeasurement(goal.area, Math.max(0, first + gained), initial.unit),
  };
}

function levelMeasurement(level: AssistLevel, wording: NoteWording): Measurement {
  return { text: wording.levels[level].short, level, value: null, unit: null };
}

function valueMeasurement(area: string, value: number, unit: string | null): Measurement {
  return { text: `${area} ${value} ${unit ?? ''}`.trim(), level: null, value, unit };
}

function mapStrings<T>(value: T, change: (text: string) => string): T {
  if (typeof value === 'string') return change(value) as T;
  if (Array.isArray(value)) return value.map((each) => mapStrings(each, change)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, mapStrings(each, change)])) as T;
}

const OTHER_SIDE: Readonly<Record<string, string>> = {
  left: 'right',
  right: 'left',
  Left: 'Right',
  Right: 'Left',
  L: 'R',
  R: 'L',
};

function mirrored(text: string): string {
  return text.replace(/\b(?:[Ll]eft|[Rr]ight|L|R)\b/g, (side) => OTHER_SIDE[side]!);
}

function shiftedDate(text: string, days: number): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return text;
  return new Date(Date.parse(`${text}T00:00:00Z`) + days * MS_PER_DAY).toISOString().slice(0, 10);
}
