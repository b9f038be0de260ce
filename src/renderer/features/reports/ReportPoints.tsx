/** What is still open in a report, what stops the signature first; each leads to its field. */
import { CircleCheck } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { ReportIssue } from '../../../shared/contract.ts';
import { TONE_ICON } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { KeyHint } from '../../ui/KeyHint.tsx';

const TONES = { blocker: 'danger', warning: 'attention', hint: 'info' } as const;
const SEVERITY_WORDS = { blocker: 'Stops the signature', warning: 'Look at this', hint: 'Good to know' } as const;

export interface ReportPointsProps {
  readonly issues: readonly ReportIssue[];
  readonly currentKey: string | null;
  readonly onGoTo: (issue: ReportIssue) => void;
}

/** What an issue is known by while others come and go. */
export function issueKey({ code, at, message }: ReportIssue): string {
  return `${code}-${at ?? ''}-${message}`;
}

export function ReportPoints({ issues, currentKey, onGoTo }: ReportPointsProps) {
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    if (currentKey !== null) list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [currentKey]);
  const blockers = issues.filter(({ severity }) => severity === 'blocker').length;
  return (
    <section className="open-points" aria-labelledby="report-points-title">
      <div className="row">
        <h2 id="report-points-title" className="panel-title">
          {blockers === 0
            ? 'Nothing stops the signature'
            : `${blockers} ${blockers === 1 ? 'point stops' : 'points stop'} the signature`}
        </h2>
        {blockers === 0 && <Icon of={CircleCheck} size={16} />}
        {issues.length > 0 && (
          <span className="push small muted row">
            Next <KeyHint keys="F8" />
          </span>
        )}
      </div>
      <ul className="report-points" ref={list}>
        {issues.map((issue) => (
          <li
            key={issueKey(issue)}
            className="open-point"
            data-tone={TONES[issue.severity]}
            aria-current={issueKey(issue) === currentKey ? 'true' : undefined}
          >
            <Icon of={TONE_ICON[TONES[issue.severity]]} size={16} />
            <span className="open-point-text">
              <span className="visually-hidden">{SEVERITY_WORDS[issue.severity]}: </span>
              {issue.message}
            </span>
            {issue.field !== null && (
              <Button size="small" onPress={() => onGoTo(issue)}>
                Go there
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
