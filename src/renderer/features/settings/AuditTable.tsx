/** The audit trail, newest first. */
import { useState } from 'react';
import { instant } from '../../format/time.ts';
import { useRead } from '../../state/ClientContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';

const FIRST_ROWS = 8;
const MOST_ROWS = 1000;

export function eventWords(event: string): string {
  const words = event.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function AuditTable() {
  const [limit, setLimit] = useState(FIRST_ROWS);
  const rows = useRead('security.audit', { limit });
  const sorted = [...(rows.data ?? [])].sort((a, b) => b.sequence - a.sequence);
  return (
    <>
      <ErrorNote error={rows.error?.error ?? null} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className="audit" tabIndex={0} aria-label="Audit trail">
        <table>
          <thead>
            <tr>
              <th scope="col">No.</th>
              <th scope="col">When</th>
              <th scope="col">What</th>
              <th scope="col">On</th>
              <th scope="col">Who</th>
            </tr>
          </thead>
          <tbody>
            {sorted.map((row) => (
              <tr key={row.sequence}>
                <td className="tabular muted">{row.sequence}</td>
                <td className="tabular">{instant(row.at)}</td>
                <td>{eventWords(row.event)}</td>
                <td className="muted">{row.subject}</td>
                <td>{row.user}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {limit === FIRST_ROWS && sorted.length === FIRST_ROWS && (
        <div>
          <Button size="small" onPress={() => setLimit(MOST_ROWS)}>
            Show all
          </Button>
        </div>
      )}
    </>
  );
}
