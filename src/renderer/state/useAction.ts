/** A change the user asks for: busy while it runs, with the core's own sentence when it fails. */
import { useCallback, useState } from 'react';
import type { CallInput, CallName, CallOutput } from '../../shared/contract.ts';
import type { AppError } from '../../shared/result.ts';
import { useClient } from './ClientContext.tsx';

export interface Action {
  readonly isBusy: boolean;
  readonly error: AppError | null;
  clear(): void;
  /** Resolves with null when it failed; the error is then in `error`. */
  run<N extends CallName>(name: N, body: CallInput<N>): Promise<{ readonly value: CallOutput<N> } | null>;
}

export function useAction(): Action {
  const client = useClient();
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const run = useCallback(
    async <N extends CallName>(name: N, body: CallInput<N>) => {
      setBusy(true);
      setError(null);
      const result = await client.call(name, body);
      setBusy(false);
      if (result.ok) return { value: result.value };
      setError(result.error);
      return null;
    },
    [client],
  );
  const clear = useCallback(() => setError(null), []);
  return { isBusy, error, clear, run };
}
