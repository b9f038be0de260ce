/** What is wrong with the listed codes, and where the listed side and the spoken one differ. Told, never corrected. */
import type { DiagnosisRules, DiagnosisSuggestion } from '../../../shared/domain/diagnoses.ts';
import type { Issue } from '../../../shared/domain/issue.ts';
import type { Patient } from '../../../shared/domain/record.ts';
import { sideIn } from './suggestDiagnoses.ts';

const CODE = /\b[A-TV-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})?\b/g;

export function listedCodes(diagnosis: string | null): readonly string[] {
  return [...new Set((diagnosis ?? '').match(CODE) ?? [])];
}

export function diagnosisIssues(
  patient: Pick<Patient, 'diagnosis' | 'affectedSide'> | null,
  suggestions: readonly DiagnosisSuggestion[],
  rules: DiagnosisRules,
): readonly Issue[] {
  if (patient === null) return [];
  const codes = listedCodes(patient.diagnosis);
  return [
    ...codes.flatMap((code) => guardIssues(code, patient, rules)),
    ...codes.flatMap((code) => sideOfCodeIssues(code, patient, rules)),
    ...spokenSideIssues(patient, suggestions),
  ];
}

function guardIssues(code: string, { diagnosis }: Pick<Patient, 'diagnosis'>, rules: DiagnosisRules): Issue[] {
  const isAfterStroke = new RegExp(rules.stroke, 'iu').test(diagnosis ?? '');
  const guard = rules.guards.find(
    (each) => new RegExp(each.pattern, 'u').test(code) && (each.afterStroke !== true || isAfterStroke),
  );
  return guard === undefined ? [] : [warning(`diagnosis-${guard.id}`, guard.message.replace('{code}', code))];
}

function sideOfCodeIssues(
  code: string,
  { affectedSide }: Pick<Patient, 'affectedSide'>,
  rules: DiagnosisRules,
): Issue[] {
  const side = rules.sideOfCode.find(({ pattern }) => new RegExp(pattern, 'u').test(code))?.side;
  if (side === undefined || affectedSide === null || affectedSide === 'both' || side === affectedSide) return [];
  return [
    warning(
      'diagnosis-side',
      `${code} is a code of the ${side} side; the record lists the ${affectedSide} side as affected.`,
    ),
  ];
}

function spokenSideIssues(
  { affectedSide }: Pick<Patient, 'affectedSide'>,
  suggestions: readonly DiagnosisSuggestion[],
): Issue[] {
  if (affectedSide === null || affectedSide === 'both') return [];
  return suggestions.flatMap(({ quote, id }) => {
    const side = id === 'diagnosis-hemiparesis' ? sideIn(quote) : null;
    if (side === null || side === affectedSide) return [];
    return [
      warning(
        'diagnosis-side',
        `"${quote}" names the ${side} side; the record lists the ${affectedSide} side as affected.`,
      ),
    ];
  });
}

function warning(code: string, message: string): Issue {
  return { severity: 'warning', code, message, at: 'patient.diagnosis' };
}
