/** From nothing to a protected, empty desk in three short steps. */
import { useState } from 'react';
import { Brand } from '../../app/Brand.tsx';
import { useAction } from '../../state/useAction.ts';
import { RestoreForm } from '../restore/RestoreForm.tsx';
import '../lock/lock.css';
import { PassphraseStep } from './PassphraseStep.tsx';
import { RecoveryCodeStep } from './RecoveryCodeStep.tsx';
import { type TherapistInput, TherapistStep } from './TherapistStep.tsx';
import './firstRun.css';

const STEPS = ['You', 'Passphrase', 'Recovery code'] as const;

export function FirstRun({ onDone }: { readonly onDone: () => void }) {
  const [step, setStep] = useState(0);
  const [therapist, setTherapist] = useState<TherapistInput>({ name: '', credentials: 'OTR/L', licence: '' });
  const [recoveryCode, setRecoveryCode] = useState<string | null>(null);
  const [isRestoring, setRestoring] = useState(false);
  const setUp = useAction();

  const finish = async (passphrase: string): Promise<void> => {
    const { name, credentials, licence } = therapist;
    const done = await setUp.run('security.setUp', {
      name: name.trim(),
      credentials: credentials.trim(),
      licence: licence.trim() === '' ? null : licence.trim(),
      passphrase,
    });
    if (done === null) return;
    setRecoveryCode(done.value.recoveryCode);
    setStep(2);
  };

  if (isRestoring) {
    return (
      <main className="lock">
        <RestoreForm onBack={() => setRestoring(false)} onRestored={onDone} />
      </main>
    );
  }
  return (
    <main className="first-run">
      <div className="first-run-inner">
        <div className="row">
          <Brand isLarge />
          <ol className="steps push" aria-label="Steps of the set-up">
            {STEPS.map((name, index) => (
              <li key={name} aria-current={index === step ? 'step' : undefined} data-done={index < step || undefined}>
                <span className="steps-bar" />
                <span className="small">{name}</span>
              </li>
            ))}
          </ol>
        </div>
        {step === 0 && (
          <TherapistStep
            value={therapist}
            onChange={setTherapist}
            onNext={() => setStep(1)}
            onRestore={() => setRestoring(true)}
          />
        )}
        {step === 1 && (
          <PassphraseStep
            isBusy={setUp.isBusy}
            error={setUp.error}
            onBack={() => setStep(0)}
            onNext={(passphrase) => void finish(passphrase)}
          />
        )}
        {step === 2 && recoveryCode !== null && <RecoveryCodeStep code={recoveryCode} onDone={onDone} />}
      </div>
    </main>
  );
}
