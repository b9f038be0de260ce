/** Puts the pages together: connection, first run, lock, and the desk behind it. */
import { QueryClientProvider, useQueryClient } from '@tanstack/react-query';
import { LoaderCircle } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { FirstRun } from '../features/firstRun/FirstRun.tsx';
import { LockScreen } from '../features/lock/LockScreen.tsx';
import { usePageMicrophone } from '../microphone/usePageMicrophone.ts';
import { ClientContext, createQueryClient, useAppEvent } from '../state/ClientContext.tsx';
import { SessionProgressProvider } from '../state/SessionProgress.tsx';
import { useAppStatus } from '../state/useAppStatus.ts';
import type { Client } from '../transport/client.ts';
import { Announcer } from '../ui/Announcer.tsx';
import { Banner } from '../ui/Banner.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ConnectionBanner } from './ConnectionBanner.tsx';
import { Desk } from './Desk.tsx';
import { NavigationContext } from './route.ts';
import { useRoute } from './useRoute.ts';
import { WindowTitle } from './WindowTitle.tsx';
import './app.css';

export function App({ client }: { readonly client: Client }) {
  const queryClient = useMemo(createQueryClient, []);
  return (
    <ClientContext value={client}>
      <QueryClientProvider client={queryClient}>
        <Announcer>
          <SessionProgressProvider>
            <Root />
          </SessionProgressProvider>
        </Announcer>
      </QueryClientProvider>
    </ClientContext>
  );
}

/** Which calls a `changed` event makes stale. */
const STALE: Readonly<Record<'patients' | 'sessions' | 'review', readonly string[]>> = {
  patients: ['patients.list', 'desk.today', 'episode.progress', 'reports.list'],
  sessions: ['sessions.pairs', 'patients.list', 'desk.today', 'episode.progress', 'sessions.get', 'recovery.list'],
  review: [],
};

function Root() {
  const { status, channel } = useAppStatus();
  const queryClient = useQueryClient();
  const [route, go] = useRoute();
  const [isSettingUp, setSettingUp] = useState(false);
  const phase = status?.phase ?? null;
  // Above the lock: a recording goes on while locked.
  const microphoneProblem = usePageMicrophone(status?.microphone ?? null);

  useAppEvent((event) => {
    if (event.kind !== 'changed') return;
    for (const name of STALE[event.what]) void queryClient.invalidateQueries({ queryKey: [name] });
  });
  useEffect(() => {
    if (phase === 'locked') queryClient.clear();
    if (phase === 'firstRun') setSettingUp(true);
  }, [phase, queryClient]);

  const navigation = useMemo(() => ({ route, go }), [route, go]);
  return (
    <NavigationContext value={navigation}>
      <WindowTitle recording={status?.recording ?? null} />
      <ConnectionBanner channel={channel} hasConnected={status !== null} />
      {microphoneProblem !== null && (
        <Banner tone="danger" isLive>
          {microphoneProblem}
        </Banner>
      )}
      {status === null && channel !== 'refused' && <Starting />}
      {status !== null && (phase === 'firstRun' || isSettingUp) && <FirstRun onDone={() => setSettingUp(false)} />}
      {status !== null && phase === 'locked' && <LockScreen status={status} />}
      {status !== null && phase === 'unlocked' && !isSettingUp && <Desk status={status} />}
    </NavigationContext>
  );
}

function Starting() {
  return (
    <main className="centred">
      <EmptyState icon={LoaderCircle} title="Starting">
        Opening the records on this computer.
      </EmptyState>
    </main>
  );
}
