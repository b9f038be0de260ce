/** Sample minutes and what they come to under the profile that is being typed. */
import { useEffect, useState } from 'react';
import type { CallInput, PayerTrial } from '../../../shared/contract.ts';
import { useRead } from '../../state/ClientContext.tsx';
import { Field } from '../../ui/Field.tsx';
import type { PayerForm } from './payerForm.ts';

/** Three services that tell the rules apart: 31 minutes together, 8 in each. */
const AT_FIRST: readonly { readonly code: string; readonly text: string }[] = [
  { code: '97530', text: '12' },
  { code: '97535', text: '11' },
  { code: '97110', text: '8' },
  { code: '97010', text: '10' },
];

interface SampleClaimProps {
  /** null: something in the form has to be put right first. */
  readonly trial: PayerTrial | null;
  readonly sections: PayerForm['sections'];
  readonly isBandShown: boolean;
  readonly onMinutes: (minutes: CallInput<'payers.preview'>['minutes']) => void;
}

export function SampleClaim({ trial, sections, isBandShown, onMinutes }: SampleClaimProps) {
  const codes = useRead('codes.list', {});
  const [typed, setTyped] = useState(AT_FIRST);
  const known = codes.data;
  useEffect(() => {
    const rows = typed.filter(({ code }) => known?.some((one) => one.code === code));
    onMinutes(
      rows.map(({ code, text }) => ({ code, minutes: Math.min(240, Math.max(0, Math.trunc(Number(text)) || 0)) })),
    );
  }, [typed, known, onMinutes]);
  const label = (code: string): string => known?.find((one) => one.code === code)?.label ?? code;
  return (
    <aside className="sample-claim stack" data-gap="1" aria-labelledby="sample-claim-title">
      <h3 id="sample-claim-title">A sample claim</h3>
      <div className="sample-minutes">
        {typed.map(({ code, text }) => (
          <Field
            key={code}
            label={`${code}, minutes`}
            type="number"
            value={text}
            onChange={(next) => setTyped(typed.map((row) => (row.code === code ? { code, text: next } : row)))}
            help={label(code)}
          />
        ))}
      </div>
      <div aria-live="polite">
        {trial === null ? (
          <p className="soft small">No claim can be made of this yet: see the fields in red.</p>
        ) : (
          <>
            <table className="plain-table">
              <caption className="visually-hidden">Claim lines under this profile</caption>
              <thead>
                <tr>
                  <th scope="col">Line</th>
                  <th scope="col">Minutes</th>
                  <th scope="col">Units</th>
                </tr>
              </thead>
              <tbody>
                {trial.lines.map((line) => (
                  <tr key={`${line.code} ${line.modifiers.join(' ')}`}>
                    <th scope="row">{[line.code, ...line.modifiers].join(' ')}</th>
                    <td>{line.minutes}</td>
                    <td>{line.units === 0 && isAsked(trial, line.code) ? 'asked' : line.units}</td>
                  </tr>
                ))}
              </tbody>
              <tfoot>
                <tr>
                  <th scope="row" colSpan={2}>
                    Units together
                  </th>
                  <td>
                    <strong>{trial.units}</strong>
                  </td>
                </tr>
              </tfoot>
            </table>
            <dl className="sample-rest small">
              <dt>Note</dt>
              <dd>
                {sections
                  .filter(({ isShown }) => isShown)
                  .map(({ heading }) => heading)
                  .join(' · ')}
              </dd>
              <dt>Severity band</dt>
              <dd>{isBandShown ? 'Shown beside the scores' : 'Hidden'}</dd>
            </dl>
          </>
        )}
      </div>
    </aside>
  );
}

function isAsked({ ties }: PayerTrial, code: string): boolean {
  return ties.some((tie) => tie.includes(code));
}
