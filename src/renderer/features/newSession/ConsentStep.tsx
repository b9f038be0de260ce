/** The consent sheet: read aloud, who said yes and how, or a no that is respected. */
import { Ban, Check } from 'lucide-react';
import { useState } from 'react';
import type { SessionHeader } from '../../../shared/domain/record.ts';
import { CONSENT_SCRIPT } from '../../../shared/spokenTexts.ts';
import { useNavigation } from '../../app/route.ts';
import { useRead } from '../../state/ClientContext.tsx';
import { useAction } from '../../state/useAction.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Choices } from '../../ui/Choices.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { soundFate } from '../settings/soundDays.ts';

/** One sentence a line is easier to read aloud. */
function sentencesOf(text: string): readonly string[] {
  return text.split(/(?<=[.?!]) /);
}

export function ConsentStep({ session }: { readonly session: SessionHeader }) {
  const { go } = useNavigation();
  const [by, setBy] = useState<'patient' | 'caregiver'>('patient');
  const [method, setMethod] = useState<'verbal' | 'written'>('verbal');
  const consent = useAction();
  const keeping = useRead('retention.state', {});
  const answer = (given: boolean): void => {
    void consent.run('sessions.consent', { sessionId: session.id, given, by, method });
  };

  if (session.consent.kind === 'declined') {
    return (
      <section className="card stack" data-gap="3">
        <h2>No recording today</h2>
        <Banner tone="info">
          The patient said no. Nothing was recorded, and this session stays without sound. If they change their mind,
          ask again.
        </Banner>
        <div className="row" data-end>
          <Button size="large" onPress={() => answer(true)} isDisabled={consent.isBusy}>
            They now agree
          </Button>
          <Button size="large" variant="primary" onPress={() => go({ name: 'caseload', patientId: session.patientId })}>
            Back to the patient
          </Button>
        </div>
        <ErrorNote error={consent.error} />
      </section>
    );
  }

  return (
    <section className="card stack" data-gap="3">
      <h2>Read this aloud</h2>
      <blockquote className="consent-script">
        {sentencesOf(CONSENT_SCRIPT.text).map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </blockquote>
      <div className="row" data-gap="2">
        <Choices
          label="Who answers"
          value={by}
          onChange={setBy}
          options={[
            { value: 'patient', label: 'Patient' },
            { value: 'caregiver', label: 'Caregiver' },
          ]}
        />
        <Choices
          label="How"
          value={method}
          onChange={setMethod}
          options={[
            { value: 'verbal', label: 'Spoken' },
            { value: 'written', label: 'In writing' },
          ]}
        />
      </div>
      {keeping.data && <p className="small soft">{soundFate(keeping.data.soundDays)}</p>}
      {by === 'caregiver' && (
        <p className="small soft">What the caregiver says close to you is written down as the caregiver’s words.</p>
      )}
      <ErrorNote error={consent.error} />
      <div className="row" data-end>
        <Button size="large" icon={Ban} isDisabled={consent.isBusy} onPress={() => answer(false)}>
          They declined
        </Button>
        <Button size="large" variant="primary" icon={Check} isDisabled={consent.isBusy} onPress={() => answer(true)}>
          They agreed
        </Button>
      </div>
    </section>
  );
}
