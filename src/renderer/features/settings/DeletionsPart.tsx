/** What was deleted, when and why: on record for good, under ids and no names. */
import { useState } from 'react';
import { DELETION_REASONS } from '../../format/deletionReasons.ts';
import { date } from '../../format/time.ts';
import { useRead } from '../../state/ClientContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';

const SHOWN_AT_FIRST = 8;
const WHAT = { sound: 'Sound of a session', session: 'A session', patient: 'A patient' } as const;

export function DeletionsPart() {
  const read = useRead('deletions.list', {});
  const patients = useRead('patients.list', {});
  const [isWhole, setWhole] = useState(false);
  if (read.data === undefined) return <ErrorNote error={read.error?.error ?? null} />;
  if (read.data.length === 0) return <p className="soft small">Nothing was deleted yet.</p>;
  const names = new Map(patients.data?.map(({ patient }) => [patient.id, patient.name]));
  const newest = read.data.toSorted((a, b) => b.at.localeCompare(a.at));
  const shown = isWhole ? newest : newest.slice(0, SHOWN_AT_FIRST);
  return (
    <section className="stack" data-gap="1" aria-labelledby="deletions-title">
      <h3 id="deletions-title">Deleted, on record for good</h3>
      <div className="table-frame">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">Day</th>
              <th scope="col">What</th>
              <th scope="col">Of</th>
              <th scope="col">Why</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ id, at, kind, patientId, reason }) => (
              <tr key={id}>
                <td>{date(at.slice(0, 10))}</td>
                <td>{WHAT[kind]}</td>
                <td>{names.get(patientId) ?? 'Not here any more'}</td>
                <td>{DELETION_REASONS[reason]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {shown.length < newest.length && (
        <div className="row">
          <Button size="small" variant="quiet" onPress={() => setWhole(true)}>
            Show all {newest.length}
          </Button>
        </div>
      )}
    </section>
  );
}
