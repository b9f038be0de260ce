/** What the therapist says comes next: plan facts, polarity planned, one a sentence. */
import type { Document } from './document.ts';
import { hitsOf, spokenText } from './document.ts';
import type { Draft } from './draft.ts';
import { common, evidenceOf } from './draft.ts';
import { hasContext, isQuestion } from './standing.ts';

export function extractPlans(document: Document): Draft[] {
  return document.sentences.flatMap((sentence) => {
    if (sentence.speaker !== 'therapist' || isQuestion(sentence)) return [];
    if (hasContext(sentence, 'otherPatient') || hitsOf(sentence, 'planCues').length === 0) return [];
    const when = hitsOf(sentence, 'context').find((hit) => hit.entry.kind === 'plan' && hit.to - hit.from === 2);
    const conditional = sentence.tokens.some((token) => token.text === 'if');
    return [
      {
        kind: 'plan' as const,
        gist: spokenText(sentence, 0, sentence.tokens.length),
        when:
          when && /^next/.test(sentence.tokens[when.from]?.text ?? '')
            ? spokenText(sentence, when.from, when.to).toLowerCase()
            : null,
        ...common('plan/stated', 'therapist', { polarity: conditional ? 'conditional' : 'planned' }),
        evidence: evidenceOf({ sentence, from: 0, to: sentence.tokens.length }),
      },
    ];
  });
}
