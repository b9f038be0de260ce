/** What went wrong, in the core's own sentence, where it happened. */
import type { AppError } from '../../shared/result.ts';
import { Banner } from './Banner.tsx';

export function ErrorNote({ error }: { readonly error: AppError | null }) {
  if (error === null) return null;
  return (
    <Banner tone="danger" isLive>
      {error.message}
    </Banner>
  );
}
