/** Three things before the first second: consent, microphones, your voice. Then one large button. */
import { Check } from 'lucide-react';
import { useState } from 'react';
import type { SessionHeader } from '../../../shared/domain/record.ts';
import { useNavigation } from '../../app/route.ts';
import { useRead } from '../../state/ClientContext.tsx';
import { BackLink } from '../../ui/BackLink.tsx';
import { Icon } from '../../ui/Icon.tsx';
import type { Microphones } from '../microphones/useMicrophoneChoice.ts';
import { ConsentStep } from './ConsentStep.tsx';
import { MicrophoneStep } from './MicrophoneStep.tsx';
import { VoiceStep } from './VoiceStep.tsx';
import './newSession.css';

const STEPS = ['Consent', 'Microphones', 'Your voice'] as const;

export function NewSessionScreen({ session }: { readonly session: SessionHeader }) {
  const { go } = useNavigation();
  const patients = useRead('patients.list', {});
  const [microphones, setMicrophones] = useState<Microphones | null>(null);
  const patient = patients.data?.find((entry) => entry.patient.id === session.patientId)?.patient;
  const step = session.consent.kind !== 'given' ? 0 : microphones === null ? 1 : 2;

  return (
    <main className="page">
      <div className="new-session">
        <div>
          <BackLink label="Patients" onPress={() => go({ name: 'caseload', patientId: session.patientId })} />
          <h1>New session</h1>
          <p className="soft">{patient?.name}</p>
          <ol className="new-session-steps" aria-label="Before the recording">
            {STEPS.map((name, index) => (
              <li key={name} aria-current={index === step ? 'step' : undefined} data-done={index < step || undefined}>
                <span className="step-mark tabular">{index < step ? <Icon of={Check} size={14} /> : index + 1}</span>
                {name}
                {index < step && <span className="visually-hidden">, done</span>}
              </li>
            ))}
          </ol>
        </div>
        {step === 0 && <ConsentStep session={session} />}
        {step === 1 && <MicrophoneStep session={session} onNext={setMicrophones} />}
        {step === 2 && microphones !== null && (
          <VoiceStep session={session} microphones={microphones} onBack={() => setMicrophones(null)} />
        )}
      </div>
    </main>
  );
}
