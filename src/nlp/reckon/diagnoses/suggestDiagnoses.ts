/**
 * Words of the session → codes to offer, each with its quote. What a code needs and nobody said (stroke type, side,
 * hand) becomes a question; a side is never chosen unsaid. After a stroke the deficit comes from the sequela family,
 * and weakness alone suggests nothing (ICD-10-CM Official Guidelines I.B.10, I.C.6.a, I.C.9.d).
 */
import type {
  DiagnosisDecision,
  DiagnosisFinding,
  DiagnosisRules,
  DiagnosisSuggestion,
} from '../../../shared/domain/diagnoses.ts';
import type { Fact } from '../../../shared/domain/facts.ts';
import type { Patient } from '../../../shared/domain/record.ts';
import { citation } from '../../../shared/domain/ruleSource.ts';
import type { Transcript } from '../../../shared/domain/utterance.ts';
import { type AssertedSentence, assertedSentences } from './assertedSentences.ts';

export interface DiagnosisInput {
  readonly facts: readonly Fact[];
  readonly transcript: Transcript;
  readonly patient: Pick<Patient, 'diagnosis' | 'affectedSide'> | null;
  readonly decisions: readonly DiagnosisDecision[];
}

type OneSide = 'left' | 'right';

export function suggestDiagnoses(input: DiagnosisInput, rules: DiagnosisRules): readonly DiagnosisSuggestion[] {
  const sentences = assertedSentences(input.transcript, rules.notAsserted);
  const found = rules.findings.flatMap((finding) => {
    const said = sentences.find(({ text }) => matches(finding.pattern, text));
    const suggestion = said === undefined ? null : suggestionOf(finding, said, sentences, input, rules);
    return suggestion === null ? [] : [suggestion];
  });
  const selfCare = selfCareSuggestion(sentences, input, rules);
  return selfCare === null ? found : [...found, selfCare];
}

function suggestionOf(
  finding: DiagnosisFinding,
  said: AssertedSentence,
  sentences: readonly AssertedSentence[],
  input: DiagnosisInput,
  rules: DiagnosisRules,
): DiagnosisSuggestion | null {
  const known = input.patient?.diagnosis ?? '';
  const isAfterStroke = matches(rules.stroke, known);
  const spokenSide = sideIn(said.text);
  const base = { finding, said, input };
  if (finding.kind === 'code') {
    const isBlocked =
      (finding.notAfterStroke === true && isAfterStroke) || (finding.notOneSided === true && spokenSide !== null);
    return isBlocked ? null : build(base, [finding.code!], []);
  }
  if (!isAfterStroke) return finding.otherwise === undefined ? null : build(base, [finding.otherwise], []);
  const family = rules.strokeFamilies.find(({ pattern }) => matches(pattern, known));
  const prefixes = family === undefined ? rules.strokeFamilies.map(({ prefix }) => prefix) : [family.prefix];
  const typeQuestion = family === undefined ? [rules.strokeTypeQuestion] : [];
  if (finding.kind === 'strokeOr')
    return build(
      base,
      prefixes.map((prefix) => `${prefix}${finding.suffix}`),
      typeQuestion,
    );
  const listed = input.patient?.affectedSide ?? null;
  const side = spokenSide ?? (listed === 'both' ? null : listed);
  if (side === null) return build(base, [], [...typeQuestion, rules.sideQuestion]);
  const hand = dominantHand([known, ...sentences.map(({ text }) => text)], rules);
  const handQuestion = hand === 'unknown' ? [rules.handednessQuestion] : [];
  const codes = prefixes.map((prefix) => `${prefix}${finding.suffix}${rules.strokeSide[side][hand]}`);
  return build(
    base,
    codes,
    [...typeQuestion, ...handQuestion],
    [
      {
        name: 'affected side',
        value: side,
        at: spokenSide === null ? 'patient.affectedSide' : said.evidence.utteranceId,
      },
      { name: 'dominant hand', value: hand },
    ],
  );
}

function build(
  { finding, said, input }: { finding: DiagnosisFinding; said: AssertedSentence; input: DiagnosisInput },
  codes: readonly string[],
  questions: readonly string[],
  more: DiagnosisSuggestion['why']['inputs'] = [],
): DiagnosisSuggestion {
  const id = `diagnosis-${finding.id}`;
  return {
    ...{ id, label: finding.label, codes, quote: said.text, evidence: [said.evidence], questions },
    caution: finding.caution ?? null,
    decision: input.decisions.findLast(({ suggestionId }) => suggestionId === id) ?? null,
    why: {
      ruleId: `diagnosis/${finding.id}`,
      source: citation(finding.source),
      inputs: [
        { name: 'said', value: said.text, at: said.evidence.utteranceId },
        { name: 'listed diagnosis', value: input.patient?.diagnosis ?? 'none', at: 'patient.diagnosis' },
        ...more,
      ],
      text: codes.length === 0 ? questions.join(' ') : `"${said.text}" suggests ${codes.join(' or ')}.`,
    },
  };
}

/** Help with personal care: from a level the therapist observed, or from words that say the need. */
function selfCareSuggestion(
  sentences: readonly AssertedSentence[],
  input: DiagnosisInput,
  { selfCare: rule }: DiagnosisRules,
): DiagnosisSuggestion | null {
  const observed = input.facts.find(
    (fact) =>
      fact.kind === 'observation' &&
      fact.polarity === 'affirmed' &&
      fact.source === 'therapist' &&
      fact.fimItem !== null &&
      rule.items.includes(fact.fimItem) &&
      fact.assistLevel !== null &&
      rule.levels.includes(fact.assistLevel),
  );
  const said = sentences.find(({ text }) => matches(rule.pattern, text));
  if (observed?.kind !== 'observation' && said === undefined) return null;
  const id = `diagnosis-${rule.id}`;
  const level = observed?.kind === 'observation' ? `${observed.task}: ${observed.assistLevel}` : '';
  const quote = said?.text ?? level;
  return {
    ...{ id, label: rule.label, codes: [rule.code], quote, questions: [], caution: rule.caution },
    evidence: [...(said === undefined ? [] : [said.evidence]), ...(observed?.evidence ?? [])],
    decision: input.decisions.findLast(({ suggestionId }) => suggestionId === id) ?? null,
    why: {
      ruleId: `diagnosis/${rule.id}`,
      source: citation(rule.source),
      inputs: [
        ...(observed === undefined ? [] : [{ name: 'assist level', value: level, at: observed.id }]),
        ...(said === undefined ? [] : [{ name: 'said', value: said.text, at: said.evidence.utteranceId }]),
      ],
      text: `${quote} suggests ${rule.code}.`,
    },
  };
}

export function sideIn(text: string): OneSide | null {
  const sides = [...text.matchAll(/\b(left|right)\b(?![- ]hand(?:ed| dominant))/giu)].map((match) =>
    match[1]!.toLowerCase(),
  );
  return new Set(sides).size === 1 ? (sides[0] as OneSide) : null;
}

function dominantHand(texts: readonly string[], { handedness }: DiagnosisRules): OneSide | 'unknown' {
  const says = (pattern: string) => texts.some((text) => matches(pattern, text));
  const [left, right] = [says(handedness.left), says(handedness.right)];
  return left === right ? 'unknown' : left ? 'left' : 'right';
}

function matches(pattern: string, text: string): boolean {
  return new RegExp(pattern, 'iu').test(text);
}
