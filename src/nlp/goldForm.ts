/**
 * Facts in the exchange form of the command line: lists by kind, evidence as utterance indices from 0. Levels that
 * could not be decided are left out (this form has no way to say "ask"), and so is fall risk, which it does not know.
 */
import type { Fact, FactKind, FactOf } from '../shared/domain/facts.ts';
import type { Transcript } from '../shared/domain/utterance.ts';

export interface GoldForm {
  readonly observations: readonly object[];
  readonly prior: readonly object[];
  readonly cues: readonly object[];
  readonly minutes: readonly object[];
  readonly devices: readonly object[];
  readonly safety: readonly object[];
  readonly measures: readonly object[];
  readonly subjective: readonly object[];
  readonly pain: readonly object[];
}

export function toGoldForm(facts: readonly Fact[], transcript: Transcript): GoldForm {
  const positions = new Map(transcript.utterances.map((utterance, index) => [utterance.id, index]));
  const indices = (fact: Fact) =>
    [...new Set(fact.evidence.map((each) => positions.get(each.utteranceId) ?? 0))].sort((a, b) => a - b);
  const of = <K extends FactKind>(kind: K) => facts.filter((fact): fact is FactOf<K> => fact.kind === kind);
  const unsure = (fact: Fact) => (fact.unsure ? { unsure: true } : {});
  return {
    observations: of('observation')
      .filter((fact) => fact.assistLevel !== null)
      .map((fact) => ({
        task: fact.task,
        fimItem: fact.fimItem,
        assistLevel: fact.assistLevel,
        evidenceUtterance: positions.get(fact.evidence[0].utteranceId) ?? 0,
        evidence: indices(fact),
        current: true,
        ...(fact.range ? { range: fact.range } : {}),
        ...(fact.helpers ? { helpers: fact.helpers } : {}),
        ...unsure(fact),
      })),
    prior: of('prior').map((fact) => ({
      task: fact.task,
      fimItem: fact.fimItem,
      assistLevel: fact.assistLevel,
      when: fact.when,
      evidence: indices(fact),
      ...(fact.helpers ? { helpers: fact.helpers } : {}),
    })),
    cues: of('cue').map((fact) => ({
      type: fact.type,
      count: fact.count,
      intensity: fact.intensity,
      task: [fact.task, fact.purpose].filter((part) => part !== null && part !== undefined).join(', ') || null,
      evidence: indices(fact),
      ...(fact.range ? { range: fact.range } : {}),
      ...unsure(fact),
    })),
    minutes: of('minutes').map((fact) => ({
      cpt: fact.cpt,
      minutes: fact.minutes,
      task: fact.task,
      timed: fact.timed,
      evidence: indices(fact),
      ...(fact.range ? { range: fact.range } : {}),
      ...(fact.derived ? { derived: true } : {}),
      ...(fact.approximate ? { approximate: true } : {}),
      ...unsure(fact),
    })),
    devices: of('device').map((fact) => ({ name: fact.name, evidence: indices(fact) })),
    safety: of('safety')
      .filter((fact) => fact.event !== 'fallRisk')
      .map((fact) => ({
        kind: fact.event,
        gist: fact.gist,
        task: fact.task,
        source: fact.observed,
        evidence: indices(fact),
      })),
    measures: of('measure').map((fact) => ({
      kind: fact.measure,
      motion: fact.motion,
      bodyPart: fact.bodyPart,
      side: fact.side === 'both' ? 'bilateral' : fact.side,
      value: fact.value,
      unit: fact.unit,
      evidence: indices(fact),
      ...unsure(fact),
    })),
    subjective: of('subjective').map((fact) => ({ who: fact.who, gist: fact.gist, evidence: indices(fact) })),
    pain: of('pain').map((fact) => ({
      score: fact.score,
      scale: '0-10',
      when: fact.when,
      bodyPart: fact.bodyPart,
      evidence: indices(fact),
      ...unsure(fact),
    })),
  };
}
