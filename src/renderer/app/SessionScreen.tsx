/** One place for one session: what is shown follows from the state the session is in. */
import { FileX } from 'lucide-react';
import type { AppStatus } from '../../shared/contract.ts';
import { NewSessionScreen } from '../features/newSession/NewSessionScreen.tsx';
import { ProcessingScreen } from '../features/processing/ProcessingScreen.tsx';
import { RecordingScreen } from '../features/recording/RecordingScreen.tsx';
import { ReviewScreen } from '../features/review/ReviewScreen.tsx';
import { useRead } from '../state/ClientContext.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';

export interface SessionScreenProps {
  readonly sessionId: string;
  readonly status: AppStatus;
}

export function SessionScreen({ sessionId, status }: SessionScreenProps) {
  const session = useRead('sessions.get', { sessionId });
  if (status.recording?.sessionId === sessionId) return <RecordingScreen recording={status.recording} />;
  if (session.error) {
    return (
      <main className="centred">
        <EmptyState icon={FileX} title="This session cannot be opened">
          {session.error.error.message}
        </EmptyState>
      </main>
    );
  }
  if (session.data === undefined) return <main className="centred" aria-busy="true" />;
  switch (session.data.state) {
    case 'planned':
      return <NewSessionScreen session={session.data} />;
    case 'review':
    case 'signed':
      return <ReviewScreen session={session.data} />;
    default:
      return <ProcessingScreen session={session.data} />;
  }
}
