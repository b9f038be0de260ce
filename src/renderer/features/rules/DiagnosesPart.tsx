/** Codes the words suggest, each with its quote: taken or declined, never added by themselves. */
import type { DecisionInput } from '../../../shared/contract.ts';
import type { DiagnosisSuggestion } from '../../../shared/domain/diagnoses.ts';
import { Button } from '../../ui/Button.tsx';
import { WhyRow } from './WhyRow.tsx';

interface DiagnosesPartProps {
  readonly suggestions: readonly DiagnosisSuggestion[];
  readonly onDecide: ((decision: DecisionInput) => void) | null;
}

export function DiagnosesPart({ suggestions, onDecide }: DiagnosesPartProps) {
  if (suggestions.length === 0) return null;
  return (
    <section aria-labelledby="diagnoses-title">
      <h3 id="diagnoses-title" className="section-title">
        Diagnoses suggested
      </h3>
      {suggestions.map((suggestion) => (
        <div key={suggestion.id} className="diagnosis">
          <WhyRow
            title={suggestion.label}
            value={stateOf(suggestion)}
            note={suggestion.quote === '' ? null : `“${suggestion.quote}”`}
            why={suggestion.why}
          />
          {suggestion.questions.map((question) => (
            <p key={question} className="small">
              {question}
            </p>
          ))}
          {suggestion.caution !== null && <p className="small muted">{suggestion.caution}</p>}
          {onDecide !== null && suggestion.decision === null && suggestion.codes.length > 0 && (
            <div className="row">
              {suggestion.codes.map((code) => (
                <Button
                  key={code}
                  size="small"
                  onPress={() => onDecide({ kind: 'diagnosis', suggestionId: suggestion.id, code })}
                >
                  Accept {code}
                </Button>
              ))}
              <Button
                size="small"
                variant="quiet"
                onPress={() => onDecide({ kind: 'diagnosis', suggestionId: suggestion.id, code: null })}
              >
                Decline
                <span className="visually-hidden"> {suggestion.label}</span>
              </Button>
            </div>
          )}
        </div>
      ))}
    </section>
  );
}

function stateOf({ decision, codes }: DiagnosisSuggestion): string {
  if (decision === null) return codes.length === 0 ? 'Answer first' : codes.join(', ');
  return decision.code === null ? 'Declined' : `${decision.code} accepted`;
}
