/** Who signs, as it stands under the note. */
import type { Therapist } from '../../../shared/domain/record.ts';

export function Signer({ person }: { readonly person: Omit<Therapist, 'id'> | null }) {
  return (
    <>
      {person?.name}, {person?.credentials}
      {person?.licence && <span className="muted"> · {person.licence}</span>}
    </>
  );
}
