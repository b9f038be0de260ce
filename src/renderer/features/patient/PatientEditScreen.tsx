/** New or known patient: person, payer, plan of care, goals. Only the name is required; the rest can follow. */
import { useState } from 'react';
import type { PatientInput, SeriesChoice } from '../../../shared/contract.ts';
import type { PayerProfile } from '../../../shared/domain/billing.ts';
import type { Patient } from '../../../shared/domain/record.ts';
import { useNavigation } from '../../app/route.ts';
import { useMay } from '../../state/Access.tsx';
import { useRead } from '../../state/ClientContext.tsx';
import { useAction } from '../../state/useAction.ts';
import { useAnnounce } from '../../ui/Announcer.tsx';
import { BackLink } from '../../ui/BackLink.tsx';
import { PatientForm } from './PatientForm.tsx';
import { RecordPanel } from './RecordPanel.tsx';
import './patient.css';

function inputOf(patient: Patient | undefined, payerId: string): PatientInput {
  if (patient === undefined) {
    return {
      id: null,
      name: '',
      birthDate: null,
      recordNumber: null,
      diagnosis: null,
      affectedSide: null,
      precautions: null,
      payerId,
      goals: [],
      frequency: null,
      certificationStart: null,
      certificationEnd: null,
    };
  }
  const { planOfCare, isSample: _isSample, ...person } = patient;
  return {
    ...person,
    goals: planOfCare.goals.map((goal) => ({ ...goal })),
    frequency: planOfCare.frequency,
    certificationStart: planOfCare.certificationStart,
    certificationEnd: planOfCare.certificationEnd,
  };
}

export function PatientEditScreen({ patientId }: { readonly patientId: string | null }) {
  const { go } = useNavigation();
  const may = useMay();
  const patients = useRead('patients.list', {});
  const payers = useRead('payers.list', {});
  const series = useRead('desk.series', { patientId });
  const back = (): void => go({ name: 'caseload', patientId });
  const patient = patients.data?.find((entry) => entry.patient.id === patientId)?.patient;
  const isReady = payers.data !== undefined && patients.data !== undefined;
  return (
    <main className="page">
      <div className="page-column stack" data-gap="3">
        <div>
          <BackLink label="Patients" onPress={back} />
          <h1>{patientId === null ? 'New patient' : 'Edit patient'}</h1>
        </div>
        {isReady && <Editor patient={patient} payers={payers.data ?? []} series={series.data ?? []} onCancel={back} />}
        {may('charge') && isReady && patient !== undefined && !patient.isSample && <RecordPanel patient={patient} />}
      </div>
    </main>
  );
}

interface EditorProps {
  readonly patient: Patient | undefined;
  readonly payers: readonly PayerProfile[];
  readonly series: readonly SeriesChoice[];
  readonly onCancel: () => void;
}

function Editor({ patient, payers, series, onCancel }: EditorProps) {
  const { go } = useNavigation();
  const [value, setValue] = useState(() => inputOf(patient, payers[0]?.id ?? ''));
  const save = useAction();
  const announce = useAnnounce();
  const submit = async (): Promise<void> => {
    const goals = value.goals.filter((goal) => goal.text.trim() !== '');
    const done = await save.run('patients.save', { ...value, name: value.name.trim(), goals });
    if (done === null) return;
    announce({ text: 'Patient saved' });
    go({ name: 'caseload', patientId: done.value.id });
  };
  return (
    <PatientForm
      value={value}
      onChange={setValue}
      payers={payers}
      series={series}
      isBusy={save.isBusy}
      error={save.error}
      onSubmit={() => void submit()}
      onCancel={onCancel}
    />
  );
}
