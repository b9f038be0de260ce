/** The therapist's own figures, and phrases that are changed again and again: a rule is kept only when it is wanted. */
import { useQueryClient } from '@tanstack/react-query';
import { ArrowRight, Check, Trash2 } from 'lucide-react';
import type { CallInput } from '../../../shared/contract.ts';
import type { WordingRule } from '../../../shared/domain/wordingRule.ts';
import { date } from '../../format/time.ts';
import { useRead } from '../../state/ClientContext.tsx';
import { useAction } from '../../state/useAction.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { TrendChart } from '../../ui/TrendChart.tsx';
import { Panel } from './SettingsPanel.tsx';

export function FiguresPanel() {
  const figures = useRead('desk.figures', {});
  const queryClient = useQueryClient();
  const action = useAction();
  if (figures.data === undefined) return <ErrorNote error={figures.error?.error ?? null} />;
  const { notes, medianMinutesToSign, medianPercentChanged, weeks, repeated, rules } = figures.data;
  const change = async (name: 'wording.keep' | 'wording.drop', rule: CallInput<'wording.keep'>): Promise<void> => {
    const done = await action.run(name, { before: rule.before, after: rule.after });
    if (done !== null) queryClient.setQueryData(['desk.figures', {}], done.value);
  };
  const timed = weeks
    .toReversed()
    .flatMap(({ monday, medianMinutes }) =>
      medianMinutes === null ? [] : [{ label: date(monday), shown: minutesWords(medianMinutes), value: medianMinutes }],
    );
  return (
    <>
      <Panel id="figures" title="Your figures">
        <p className="soft">For you alone: they are worked out on this computer and go nowhere.</p>
        {notes === 0 ? (
          <p className="muted">They begin with your first signed note.</p>
        ) : (
          <dl className="figures">
            <Figure name="Signed notes" value={String(notes)} />
            <Figure name="From the end of a session to the signature" value={minutesWords(medianMinutesToSign)} />
            <Figure
              name="Words of a draft you change"
              value={medianPercentChanged === null ? 'not known' : `${Math.round(medianPercentChanged)} %`}
            />
          </dl>
        )}
        {timed.length > 1 && <TrendChart title="Time to the signature, by week" points={timed} />}
      </Panel>
      <Panel id="wording" title="Your wording">
        {repeated.length === 0 && rules.length === 0 && (
          <p className="soft">
            When you change the same words in three sessions, they are offered here. A rule never touches a number, a
            level or a side.
          </p>
        )}
        <ErrorNote error={action.error} />
        {repeated.length > 0 && (
          <ul className="setting-rows">
            {repeated.map((phrase) => (
              <li key={`${phrase.before}-${phrase.after}`}>
                <span>
                  <Rule rule={phrase} />
                  <span className="small muted setting-detail">You changed this in {phrase.sessions} sessions.</span>
                </span>
                <Button size="small" icon={Check} onPress={() => void change('wording.keep', phrase)}>
                  Always write it so
                </Button>
              </li>
            ))}
          </ul>
        )}
        {rules.length > 0 && (
          <>
            <h3>In use</h3>
            <ul className="setting-rows">
              {rules.map((rule) => (
                <li key={rule.before}>
                  <Rule rule={rule} />
                  <IconButton
                    icon={Trash2}
                    label={`Stop writing ${rule.after}`}
                    onPress={() => void change('wording.drop', rule)}
                  />
                </li>
              ))}
            </ul>
          </>
        )}
      </Panel>
    </>
  );
}

function Rule({ rule }: { readonly rule: WordingRule }) {
  return (
    <span className="wording-rule">
      <span className="muted">{rule.before}</span>
      <Icon of={ArrowRight} size={16} />
      <span className="visually-hidden">becomes</span>
      <strong>{rule.after}</strong>
    </span>
  );
}

function Figure({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function minutesWords(minutes: number | null): string {
  if (minutes === null) return 'not known';
  if (minutes < 1) return 'under a minute';
  return minutes < 120 ? `${Math.round(minutes)} min` : `${Math.round(minutes / 60)} h`;
}
