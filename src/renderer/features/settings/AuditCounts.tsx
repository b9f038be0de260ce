/** How often each event stands in the audit trail, by person, over a period of choice. */
import { type FormEvent, useState } from 'react';
import type { AuditReport } from '../../../shared/contractViews.ts';
import { date, today } from '../../format/time.ts';
import { useAction } from '../../state/useAction.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Field } from '../../ui/Field.tsx';
import { eventWords } from './AuditTable.tsx';

export function AuditCounts() {
  const now = today(new Date());
  const [from, setFrom] = useState(`${now.slice(0, 8)}01`);
  const [to, setTo] = useState<string>(now);
  const [report, setReport] = useState<AuditReport | null>(null);
  const action = useAction();
  const count = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const done = await action.run('security.auditReport', { from, to });
    setReport(done === null ? null : done.value);
  };
  return (
    <form className="stack" data-gap="1" onSubmit={(event) => void count(event)}>
      <div className="row">
        <Field label="From" type="date" value={from} onChange={setFrom} />
        <Field label="To, this day included" type="date" value={to} onChange={setTo} />
      </div>
      <div className="row">
        <Button type="submit" isDisabled={from === '' || to === '' || action.isBusy}>
          Count the events
        </Button>
      </div>
      <ErrorNote error={action.error} />
      {report !== null && <Counts report={report} />}
    </form>
  );
}

function Counts({ report: { from, to, lines, counts } }: { readonly report: AuditReport }) {
  if (counts.length === 0) return <p role="status">Nothing was logged in this period.</p>;
  return (
    <section className="audit" aria-label="Counted events" aria-live="polite">
      <table>
        <caption className="small soft">
          {lines} {lines === 1 ? 'entry' : 'entries'} from {date(from)} to {date(to)}
        </caption>
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">Who</th>
            <th scope="col">How often</th>
          </tr>
        </thead>
        <tbody>
          {counts.map(({ event, user, count }) => (
            <tr key={`${event} ${user}`}>
              <td>{eventWords(event)}</td>
              <td>{user}</td>
              <td className="tabular">{count}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
