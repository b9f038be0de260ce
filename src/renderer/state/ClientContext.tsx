/** Gives the pages their way to the core, and reads through a cache that is emptied when the app locks. */
import { QueryClient, type UseQueryResult, useQuery } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useRef } from 'react';
import type { AppEvent, CallInput, CallName, CallOutput } from '../../shared/contract.ts';
import { AppFailure, type Result } from '../../shared/result.ts';
import type { Client } from '../transport/client.ts';

export const ClientContext = createContext<Client | null>(null);

export function useClient(): Client {
  const client = useContext(ClientContext);
  if (client === null) throw new Error('A page was rendered outside ClientContext');
  return client;
}

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: { queries: { retry: false, refetchOnWindowFocus: false, staleTime: Number.POSITIVE_INFINITY } },
  });
}

function unwrap<T>(result: Result<T>): T {
  if (!result.ok) throw new AppFailure(result.error);
  return result.value;
}

/** Reads something; read again when an event invalidates its name. */
export function useRead<N extends CallName>(
  name: N,
  body: CallInput<N>,
  isEnabled = true,
): UseQueryResult<CallOutput<N>, AppFailure> {
  const client = useClient();
  return useQuery<CallOutput<N>, AppFailure>({
    queryKey: [name, body],
    queryFn: async () => unwrap(await client.call(name, body)),
    enabled: isEnabled,
  });
}

/** Calls the listener for each event of the core, always with its latest version. */
export function useAppEvent(listener: (event: AppEvent) => void): void {
  const client = useClient();
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  useEffect(() => client.onEvent((event) => latest.current(event)), [client]);
}
