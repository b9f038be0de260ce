/** The desk between two patients: who is there on the left, with drafts to sign first, the chosen one on the right. */
import { AudioLines, FlaskConical, UserPlus, Users } from 'lucide-react';
import { useState } from 'react';
import type { PatientSummary } from '../../../shared/contract.ts';
import { useNavigation } from '../../app/route.ts';
import { useRead } from '../../state/ClientContext.tsx';
import { useAction } from '../../state/useAction.ts';
import { useShortcuts } from '../../state/useShortcuts.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Field } from '../../ui/Field.tsx';
import { groupCaseload, unfinished } from './order.ts';
import { PatientPane } from './PatientPane.tsx';
import { SessionBadge } from './SessionBadge.tsx';
import './caseload.css';

export function CaseloadScreen({ selectedId }: { readonly selectedId: string | null }) {
  const { go } = useNavigation();
  const [search, setSearch] = useState('');
  const list = useRead('patients.list', {});
  const sample = useAction();
  const patients = list.data ?? [];
  const { toFinish, rest } = groupCaseload(patients, search);
  const shown = [...toFinish, ...rest];
  const selected = patients.find(({ patient }) => patient.id === selectedId) ?? (search === '' ? shown[0] : undefined);

  const addPatient = (): void => go({ name: 'patientEdit', patientId: null });
  const openSample = async (): Promise<void> => {
    const done = await sample.run('sample.open', {});
    if (done !== null) go({ name: 'session', sessionId: done.value.sessionId });
  };
  const move = (step: number): void => {
    const at = shown.findIndex(({ patient }) => patient.id === selected?.patient.id);
    const next = shown[at + step];
    if (next) go({ name: 'caseload', patientId: next.patient.id });
  };
  useShortcuts({
    '/': () => document.querySelector<HTMLInputElement>('.caseload-search input')?.focus(),
    a: addPatient,
    j: () => move(1),
    k: () => move(-1),
  });

  if (list.data === undefined) {
    return (
      <main className="centred" aria-busy={list.error === null}>
        <ErrorNote error={list.error?.error ?? null} />
      </main>
    );
  }
  if (patients.length === 0) {
    return (
      <main className="centred">
        <h1 className="visually-hidden">Patients</h1>
        <EmptyState
          icon={AudioLines}
          title="See a finished note first"
          actions={
            <>
              <Button
                variant="primary"
                size="large"
                icon={FlaskConical}
                isDisabled={sample.isBusy}
                onPress={() => void openSample()}
              >
                Try the sample session
              </Button>
              <Button size="large" icon={UserPlus} onPress={addPatient}>
                Add a patient
              </Button>
            </>
          }
        >
          <p>
            Eighty seconds in a noisy gym, recorded with four microphones, turn into a draft that you can check against
            the sound. No real person is in it, and you can remove it again.
          </p>
          <ErrorNote error={sample.error} />
        </EmptyState>
      </main>
    );
  }
  return (
    <main className="caseload">
      <section className="caseload-list" aria-label="Patients">
        <div className="caseload-head">
          <h1 className="caseload-title">Patients</h1>
          <Button size="small" icon={UserPlus} keys="A" onPress={addPatient}>
            Add
          </Button>
        </div>
        <div className="caseload-search">
          <Field
            label="Search"
            isLabelHidden
            value={search}
            onChange={setSearch}
            placeholder="Search by name or number"
          />
        </div>
        {toFinish.length > 0 && <PatientList title="To finish" entries={toFinish} selectedId={selected?.patient.id} />}
        {rest.length > 0 && <PatientList title="Everyone" entries={rest} selectedId={selected?.patient.id} />}
        {shown.length === 0 && <p className="caseload-none muted">Nobody by that name or number.</p>}
      </section>
      {selected ? (
        <PatientPane key={selected.patient.id} summary={selected} />
      ) : (
        <div className="centred">
          <EmptyState icon={Users} title="Nobody chosen">
            Choose a patient on the left.
          </EmptyState>
        </div>
      )}
    </main>
  );
}

interface PatientListProps {
  readonly title: string;
  readonly entries: readonly PatientSummary[];
  readonly selectedId: string | undefined;
}

function PatientList({ title, entries, selectedId }: PatientListProps) {
  const { go } = useNavigation();
  return (
    <>
      <h2 className="caseload-group">{title}</h2>
      <ul>
        {entries.map(({ patient, sessions }) => {
          const open = unfinished(sessions);
          return (
            <li key={patient.id}>
              <button
                type="button"
                className="caseload-item"
                aria-current={patient.id === selectedId ? 'true' : undefined}
                onClick={() => go({ name: 'caseload', patientId: patient.id })}
              >
                <span className="caseload-name">{patient.name}</span>
                <span className="caseload-detail">{patient.diagnosis ?? 'No diagnosis entered'}</span>
                {open && (
                  <span className="caseload-badge">
                    <SessionBadge session={open} />
                  </span>
                )}
              </button>
            </li>
          );
        })}
      </ul>
    </>
  );
}
