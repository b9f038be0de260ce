/** The desk: who is there on the left, with what waits marked, today or the chosen patient on the right. */
import { AudioLines, FlaskConical, UserPlus, Users } from 'lucide-react';
import { memo, useMemo, useState } from 'react';
import type { DueEntry, PatientSummary } from '../../../shared/contract.ts';
import { type Route, useNavigation } from '../../app/route.ts';
import { useMay } from '../../state/Access.tsx';
import { useRead } from '../../state/ClientContext.tsx';
import { useAction } from '../../state/useAction.ts';
import { useShortcuts } from '../../state/useShortcuts.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Field } from '../../ui/Field.tsx';
import { DUE_LOOK, mostPressing } from '../today/dueLook.ts';
import { TodayPane } from '../today/TodayPane.tsx';
import { FEWEST_LETTERS, FoundPart } from './FoundPart.tsx';
import { groupCaseload, unfinished } from './order.ts';
import { PatientPane } from './PatientPane.tsx';
import { SessionBadge } from './SessionBadge.tsx';
import './caseload.css';

export function CaseloadScreen({ selectedId }: { readonly selectedId: string | null }) {
  const { go } = useNavigation();
  const [search, setSearch] = useState('');
  const may = useMay();
  const list = useRead('patients.list', {});
  const today = useRead('desk.today', {});
  const sample = useAction();
  const patients = list.data ?? [];
  const { toFinish, rest, samples } = useMemo(() => groupCaseload(list.data ?? [], search), [list.data, search]);
  const shown = [...toFinish, ...rest, ...samples];
  const selected = patients.find(({ patient }) => patient.id === selectedId);
  const due = useMemo(() => mostPressing(today.data?.due ?? []), [today.data]);

  const addPatient = (): void => go({ name: 'patientEdit', patientId: null });
  const openSample = async (): Promise<void> => {
    const done = await sample.run('sample.open', {});
    if (done !== null) go({ name: 'session', sessionId: done.value.sessionId });
  };
  const fillSample = (): Promise<unknown> => sample.run('sample.fill', {});
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
    ...(patients.length === 0 && list.data !== undefined ? { enter: () => void openSample() } : {}),
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
                keys="Enter"
                isDisabled={sample.isBusy}
                onPress={() => void openSample()}
              >
                Try the sample session
              </Button>
              <Button size="large" icon={Users} isDisabled={sample.isBusy} onPress={() => void fillSample()}>
                Look at a sample caseload
              </Button>
              <Button size="large" icon={UserPlus} onPress={addPatient}>
                Add a patient
              </Button>
            </>
          }
        >
          <p>
            Eighty seconds in a noisy gym, recorded with four microphones, turn into a draft that you can check against
            the sound. Eight invented patients show a working day: what is due, goals, signed notes and drafts. No real
            person is in either, and one button removes both.
          </p>
          <ErrorNote error={sample.error} />
        </EmptyState>
      </main>
    );
  }
  return (
    <main className="caseload" data-chosen={selected !== undefined || undefined}>
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
            placeholder={may('care') ? 'Name, finding or spoken word' : 'Name or number'}
          />
        </div>
        {toFinish.length > 0 && (
          <PatientList title="To finish" entries={toFinish} selectedId={selected?.patient.id} due={due} />
        )}
        {rest.length > 0 && <PatientList title="Everyone" entries={rest} selectedId={selected?.patient.id} due={due} />}
        {samples.length > 0 && (
          <PatientList title="Sample, not real people" entries={samples} selectedId={selected?.patient.id} due={due} />
        )}
        {shown.length === 0 && search.trim().length < FEWEST_LETTERS && (
          <p className="caseload-none muted">Nobody by that name or number.</p>
        )}
        {may('care') && <FoundPart query={search} />}
      </section>
      {selected ? <PatientPane key={selected.patient.id} summary={selected} /> : <TodayPane patients={patients} />}
    </main>
  );
}

interface PatientListProps {
  readonly title: string;
  readonly entries: readonly PatientSummary[];
  readonly selectedId: string | undefined;
  readonly due: ReadonlyMap<string, DueEntry['status']>;
}

function PatientList({ title, entries, selectedId, due }: PatientListProps) {
  const { go } = useNavigation();
  return (
    <>
      <h2 className="caseload-group">{title}</h2>
      <ul>
        {entries.map((entry) => (
          <PatientRow
            key={entry.patient.id}
            entry={entry}
            isSelected={entry.patient.id === selectedId}
            pressing={due.get(entry.patient.id)}
            go={go}
          />
        ))}
      </ul>
    </>
  );
}

interface PatientRowProps {
  readonly entry: PatientSummary;
  readonly isSelected: boolean;
  readonly pressing: DueEntry['status'] | undefined;
  readonly go: (route: Route) => void;
}

/** Drawn again only when it changes: choosing one of two hundred draws two. */
const PatientRow = memo(function PatientRow({ entry, isSelected, pressing, go }: PatientRowProps) {
  const { patient, sessions } = entry;
  const isCare = useMay()('care');
  const open = unfinished(sessions);
  return (
    <li>
      <button
        type="button"
        className="caseload-item"
        aria-current={isSelected ? 'true' : undefined}
        onClick={() => go({ name: 'caseload', patientId: patient.id })}
      >
        <span className="caseload-name">{patient.name}</span>
        {isCare && <span className="caseload-detail">{patient.diagnosis ?? 'No diagnosis entered'}</span>}
        {(open || pressing) && (
          <span className="caseload-badge">
            {open && <SessionBadge session={open} />}
            {!open && pressing && <Badge tone={DUE_LOOK[pressing].tone}>{DUE_LOOK[pressing].word}</Badge>}
          </span>
        )}
      </button>
    </li>
  );
});
