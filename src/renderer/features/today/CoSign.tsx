/** Notes that an assistant or a student contributed to, waiting for a therapist's co-signature, and for whose. */
import type { CoSignEntry } from '../../../shared/contract.ts';
import { useNavigation } from '../../app/route.ts';
import { date, instant } from '../../format/time.ts';
import { Badge } from '../../ui/Badge.tsx';
import { ListRow } from '../../ui/ListRow.tsx';

export interface CoSignProps {
  readonly entries: readonly CoSignEntry[];
  readonly names: ReadonlyMap<string, string>;
}

export function CoSign({ entries, names }: CoSignProps) {
  const { go } = useNavigation();
  if (entries.length === 0) return null;
  return (
    <section className="today-part">
      <h3 className="section-title">
        To co-sign <span className="muted tabular">{entries.length}</span>
      </h3>
      <ul className="list-card">
        {entries.map(({ sessionId, patientId, dateOfService, by, role, signedAt, forWhom }) => (
          <li key={sessionId}>
            <ListRow
              title={`${names.get(patientId) ?? ''}, ${date(dateOfService)}`}
              detail={`${role === 'student' ? 'Student' : 'Assistant'} ${by}, signed ${instant(signedAt)}`}
              end={<Badge tone="attention">{forWhom === null ? 'For any therapist' : `For ${forWhom}`}</Badge>}
              onPress={() => go({ name: 'session', sessionId })}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
