/** Payers with their rules, and the same minutes under each of them: what choosing one does to a claim. */
import { useState } from 'react';
import { useRead } from '../../state/ClientContext.tsx';
import { useSettled } from '../../state/useSettled.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Field } from '../../ui/Field.tsx';
import { Panel } from './SettingsPanel.tsx';

const SETTLE_MS = 200;
const SHOWN_CODES = ['97530', '97535', '97110'] as const;
const AT_FIRST: Readonly<Record<string, string>> = { '97530': '12', '97535': '11', '97110': '8' };
const RULES = { cms: 'From the day’s timed minutes together', ama: 'From each service by itself' } as const;

export function PayersPanel() {
  const payers = useRead('payers.list', {});
  const codes = useRead('codes.list', {});
  const [typed, setTyped] = useState(AT_FIRST);
  const settled = useSettled(typed, SETTLE_MS);
  const known = SHOWN_CODES.filter((code) => codes.data?.some((one) => one.code === code));
  const minutes = known.map((code) => ({ code, minutes: Math.min(240, Math.trunc(Number(settled[code])) || 0) }));
  const trials = useRead('payers.trial', { minutes }, known.length > 0);
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
      <Panel id="payers" title="Payers of this installation">
        <ul className="setting-rows">
          {payers.data?.map((payer) => (
            <li key={payer.id}>
              <span>
                {payer.name}
                <span className="small muted setting-detail">
                  {RULES[payer.unitRule === 'cms' ? 'cms' : 'ama']}. {payer.source.title}, {payer.source.section}.
                </span>
              </span>
              <span className="small soft">{payer.modifiers.join(' ')}</span>
            </li>
          ))}
        </ul>
        <p className="soft small">
          The payer of a patient is chosen on the patient’s page. Rules are dated files of the app.
        </p>
      </Panel>
    </>
  );
}
