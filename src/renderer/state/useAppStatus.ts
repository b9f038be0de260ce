/** The core's own account of where it stands, kept up to date by its events and asked again after a reconnection. */
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { AppStatus } from '../../shared/contract.ts';
import type { ChannelState } from '../transport/frameChannel.ts';
import { useAppEvent, useClient } from './ClientContext.tsx';

export interface Connection {
  readonly status: AppStatus | null;
  readonly channel: ChannelState;
}

export function useAppStatus(): Connection {
  const client = useClient();
  const [status, setStatus] = useState<AppStatus | null>(null);
  // Read again when the listener is there: a connection that opens between the first picture and then must not be missed.
  const channel = useSyncExternalStore(client.onState, client.state);
  useEffect(() => {
    if (channel !== 'open') return undefined;
    let isCurrent = true;
    client.call('app.status', {}).then((result) => {
      if (isCurrent && result.ok) setStatus(result.value);
    });
    return () => {
      isCurrent = false;
    };
  }, [client, channel]);
  useAppEvent((event) => {
    if (event.kind === 'status') setStatus(event.status);
  });
  return { status, channel };
}
