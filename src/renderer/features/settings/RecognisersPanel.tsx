/** Which recogniser writes the words: the bundled one, or an imported one that is fast enough on this computer. */
import { useQueryClient } from '@tanstack/react-query';
import { Check, Gauge, TriangleAlert } from 'lucide-react';
import type { RecogniserView } from '../../../shared/contract.ts';
import { useRead } from '../../state/ClientContext.tsx';
import { useAction } from '../../state/useAction.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';

export function RecognisersPanel() {
  const recognisers = useRead('recognisers.list', {});
  const queryClient = useQueryClient();
  const action = useAction();
  const again = () => queryClient.invalidateQueries({ queryKey: ['recognisers.list'] });
  const measure = async (name: string): Promise<void> => {
    if ((await action.run('recognisers.time', { name })) !== null) await again();
  };
  const choose = async (name: string): Promise<void> => {
    if ((await action.run('recognisers.choose', { name })) !== null) await again();
  };
  return (
    <>
      <p className="soft small">
        Larger recognisers mishear less and take longer. Import one with “ot-scribe models import”, measure it here,
        then use it from the next session on. Words shown while you record come from the bundled one.
      </p>
      <ErrorNote error={recognisers.error?.error ?? action.error} />
      <ul className="recogniser-list">
        {recognisers.data?.map((each) => (
          <li key={each.name}>
            <span className="recogniser-name">
              <strong>{each.name}</strong>
              {each.isChosen && (
                <Badge tone="good" icon={Check}>
                  In use
                </Badge>
              )}
              {each.state === 'damaged' && (
                <Badge tone="danger" icon={TriangleAlert}>
                  Damaged
                </Badge>
              )}
            </span>
            <span className="small soft">{speedWords(each)}</span>
            <span className="recogniser-tools row">
              {each.state === 'good' && (
                <Button size="small" icon={Gauge} isDisabled={action.isBusy} onPress={() => void measure(each.name)}>
                  Measure <span className="visually-hidden">{each.name}</span>
                </Button>
              )}
              {each.isOffered && !each.isChosen && (
                <Button size="small" isDisabled={action.isBusy} onPress={() => void choose(each.name)}>
                  Use <span className="visually-hidden">{each.name}</span>
                </Button>
              )}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

export function speedWords({ state, message, time, isOffered, origin }: RecogniserView): string {
  if (state === 'damaged') return message ?? 'This model is damaged.';
  if (time === null) return origin === 'bundled' ? 'Comes with the app.' : 'Not measured on this computer yet.';
  const minutes = Math.max(1, Math.round(time.realTimeFactor * 60));
  const speed = `An hour of talk takes ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`;
  return isOffered ? speed : `${speed} That is too slow for this computer.`;
}
