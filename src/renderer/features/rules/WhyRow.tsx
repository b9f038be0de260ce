/** One result with its reason behind it: press it to see inputs, rule and source. */
import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Why } from '../../../shared/domain/why.ts';
import { withReadableDates } from '../../format/time.ts';
import { Icon } from '../../ui/Icon.tsx';
import './rules.css';

interface WhyRowProps {
  readonly title: ReactNode;
  readonly value: ReactNode;
  readonly why: Why;
  /** Shown without pressing, for what must not be missed. */
  readonly note?: string | null;
  /** What can be done about the result, under its reason. */
  readonly children?: ReactNode;
}

export function WhyRow({ title, value, why, note = null, children }: WhyRowProps) {
  return (
    <details className="why-row">
      <summary>
        <span className="why-title">{title}</span>
        <span className="why-value tabular">{value}</span>
        <Icon of={ChevronDown} size={16} />
        {note !== null && <span className="why-note small soft">{withReadableDates(note)}</span>}
      </summary>
      {why.text !== note && why.text !== '' && <p>{withReadableDates(why.text)}</p>}
      {why.inputs.length > 0 && (
        <dl className="why-inputs small">
          {why.inputs.map((input, i) => (
            // Inputs repeat names and never change order.
            // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list that is shown whole
            <div key={i}>
              <dt>{input.name}</dt>
              <dd>{withReadableDates(input.value)}</dd>
            </div>
          ))}
        </dl>
      )}
      <p className="muted small">
        {why.source} <span className="why-rule">Rule {why.ruleId}</span>
      </p>
      {children}
    </details>
  );
}
