/** What was observed, on both scales; a disputed item asks its one question here. */
import type { DecisionInput } from '../../../shared/contract.ts';
import type { BurdenScore, GgScore, ImpairmentBand, SessionScores } from '../../../shared/domain/scores.ts';
import { Button } from '../../ui/Button.tsx';
import { OverridePart } from './OverridePart.tsx';
import { WhyRow } from './WhyRow.tsx';

interface ScoresPartProps {
  readonly scores: SessionScores;
  readonly band: ImpairmentBand | null;
  readonly onDecide: ((decision: DecisionInput) => void) | null;
}

export function ScoresPart({ scores, band, onDecide }: ScoresPartProps) {
  const scales = [
    { name: 'Burden of care, 1 (total help) to 7 (alone)', seen: scores.burden.filter(isSeen) },
    { name: 'Section GG, 01 (dependent) to 06 (alone)', seen: scores.sectionGg.filter(isSeen) },
  ].filter(({ seen }) => seen.length > 0);
  return (
    <section className="stack" data-gap="1" aria-labelledby="scores-title">
      <h3 id="scores-title" className="section-title">
        Function observed
      </h3>
      {scales.length === 0 && <p className="muted">No item was observed with a level.</p>}
      {onDecide !== null &&
        scores.questions.map((question) => (
          <fieldset key={question.id} className="rule-question">
            <legend>{question.prompt}</legend>
            <div className="row">
              {question.options.map((option) => (
                <Button
                  key={option.id}
                  size="small"
                  onPress={() => onDecide({ kind: 'scoreAnswer', questionId: question.id, optionId: option.id })}
                >
                  {option.label}
                </Button>
              ))}
            </div>
          </fieldset>
        ))}
      {scales.map(({ name, seen }) => (
        <div key={name}>
          <h4 className="rule-scale">{name}</h4>
          {seen.map((score) => (
            <WhyRow key={score.item} title={titleOf(score)} value={shownValue(score)} why={score.why}>
              {onDecide !== null && <OverridePart score={score} onDecide={onDecide} />}
            </WhyRow>
          ))}
        </div>
      ))}
      {band?.shown && (
        <WhyRow title="Impairment band" value={`${band.band}, ${band.percentLimited} % limited`} why={band.why} />
      )}
      {scales.length > 0 && <p className="small muted">What was not observed has no score.</p>}
    </section>
  );
}

function isSeen({ status }: BurdenScore | GgScore): boolean {
  return status !== 'notObserved';
}

function titleOf(score: BurdenScore | GgScore): string {
  return 'loinc' in score ? `${score.label} (${score.item})` : score.label;
}

function shownValue(score: BurdenScore | GgScore): string {
  if (score.status === 'asked') return `${score.candidates.join(' or ')}?`;
  if (score.status !== 'scored') return '';
  return score.isOverridden ? `${score.value}, yours` : String(score.value);
}
