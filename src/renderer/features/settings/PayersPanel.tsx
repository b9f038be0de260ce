/** Payers with their rules, and the same minutes under each of them: what choosing one does to a claim. */
import { useState } from 'react';
import type { PayerBook } from '../../../shared/contract.ts';
import { today } from '../../format/time.ts';
import { useRead } from '../../state/ClientContext.tsx';
import { useSettled } from '../../state/useSettled.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Field } from '../../ui/Field.tsx';
import { PayerEditor } from '../payers/PayerEditor.tsx';
import type { PayerForm } from '../payers/payerForm.ts';
import { PayerBookPanels } from './PayerBookPanels.tsx';
import { Panel } from './SettingsPanel.tsx';

const SETTLE_MS = 200;
const SHOWN_CODES = ['97530', '97535', '97110'] as const;
const AT_FIRST: Readonly<Record<string, string>> = { '97530': '12', '97535': '11', '97110': '8' };

export interface Editing {
  readonly form: PayerForm;
  readonly book: PayerBook;
}

export function PayersPanel() {
  const [editing, setEditing] = useState<Editing | null>(null);
  const codes = useRead('codes.list', {});
  const [typed, setTyped] = useState(AT_FIRST);
  const settled = useSettled(typed, SETTLE_MS);
  const known = SHOWN_CODES.filter((code) => codes.data?.some((one) => one.code === code));
  const minutes = known.map((code) => ({ code, minutes: Math.min(240, Math.trunc(Number(settled[code])) || 0) }));
  const trials = useRead('payers.trial', { minutes }, known.length > 0);
  if (editing !== null) {
    return <PayerEditor start={editing.form} book={editing.book} onDone={() => setEditing(null)} />;
  }
  return (
    <>
      <Panel id="trial" title="A sample claim under each payer">
        <p className="soft">Type minutes and see what they come to. Nothing here is billed or kept.</p>
        <div className="trial-fields">
          {known.map((code) => (
            <Field
              key={code}
              label={`${codes.data?.find((one) => one.code === code)?.label ?? ''} (${code})`}
              type="number"
              value={typed[code] ?? ''}
              onChange={(text) => setTyped({ ...typed, [code]: text })}
            />
          ))}
        </div>
        <ErrorNote error={trials.error?.error ?? null} />
        {trials.data && (
          <div className="table-frame">
            <table className="plain-table">
              <thead>
                <tr>
                  <th scope="col">Payer</th>
                  {known.map((code) => (
                    <th scope="col" key={code}>
                      {code}
                    </th>
                  ))}
                  <th scope="col">Units</th>
                </tr>
              </thead>
              <tbody>
                {trials.data.map((trial) => (
                  <tr key={trial.payerId}>
                    <th scope="row">{trial.payerName}</th>
                    {known.map((code) => {
                      const line = trial.lines.find((one) => one.code === code);
                      const isTied = trial.ties.some((tie) => tie.includes(code));
                      return (
                        <td key={code}>
                          {line && line.units > 0
                            ? `${line.units} ${line.modifiers.join(' ')}`
                            : isTied
                              ? 'asked'
                              : '–'}
                        </td>
                      );
                    })}
                    <td>
                      <strong>{trial.units}</strong>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
        <p className="soft small">“asked”: the minutes tie, and you choose which service gets the unit.</p>
      </Panel>
      <PayerBookPanels today={today(new Date())} onEdit={setEditing} />
    </>
  );
}
