/** One result with its reason behind it: press it to see inputs, rule and source. */
import type { ReactNode } from 'react';
import type { Why } from '../../../shared/domain/why.ts';
import './rules.css';

interface WhyRowProps {
  readonly title: ReactNode;
  readonly value: ReactNode;
  readonly why: Why;
}

export function WhyRow({ title, value, why }: WhyRowProps) {
  return (
    <details className="why-row">
      <summary>
        <span>{title}</span>
        <span className="why-value">{value}</span>
      </summary>
      <p>{why.text}</p>
      {why.inputs.length > 0 && (
        <dl className="why-inputs small">
          {why.inputs.map((input, i) => (
            // Inputs repeat names and never change order.
            // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list that is shown whole
            <div key={i}>
              <dt>{input.name}</dt>
              <dd>{input.value}</dd>
            </div>
          ))}
        </dl>
      )}
      <p className="muted small">
        {why.ruleId} · {why.source}
      </p>
    </details>
  );
}
