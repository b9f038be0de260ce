/** A session's state in a word with a shape. */
import {
  CircleAlert,
  CircleDot,
  FilePen,
  Hourglass,
  LockKeyhole,
  type LucideIcon,
  Pause,
  TriangleAlert,
} from 'lucide-react';
import type { SessionSummary } from '../../../shared/contract.ts';
import type { SessionState } from '../../../shared/domain/record.ts';
import { overallShare, useProcessing } from '../../state/SessionProgress.tsx';
import { Badge, type BadgeProps } from '../../ui/Badge.tsx';

const LOOK: Readonly<Record<SessionState, { word: string; tone: NonNullable<BadgeProps['tone']>; icon: LucideIcon }>> =
  {
    planned: { word: 'Not started', tone: 'info', icon: CircleDot },
    recording: { word: 'Recording', tone: 'record', icon: CircleDot },
    paused: { word: 'Paused', tone: 'attention', icon: Pause },
    interrupted: { word: 'Interrupted', tone: 'danger', icon: TriangleAlert },
    stopped: { word: 'Not yet written', tone: 'attention', icon: Hourglass },
    processing: { word: 'Writing', tone: 'info', icon: Hourglass },
    failed: { word: 'Failed', tone: 'danger', icon: CircleAlert },
    review: { word: 'Draft to sign', tone: 'attention', icon: FilePen },
    signed: { word: 'Signed', tone: 'good', icon: LockKeyhole },
  };

export function SessionBadge({ session }: { readonly session: SessionSummary }) {
  const { latest } = useProcessing(session.id);
  const look = LOOK[session.state];
  const share = session.state === 'processing' && latest ? ` ${Math.round(overallShare(latest) * 100)} %` : '';
  return (
    <Badge tone={look.tone} icon={look.icon}>
      <span className="tabular">
        {look.word}
        {share}
      </span>
    </Badge>
  );
}
