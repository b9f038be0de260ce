/** Sends what was entered, and counts down the wait after wrong attempts. */
import { KeyRound } from 'lucide-react';
import { Button } from '../../ui/Button.tsx';

export interface UnlockButtonProps {
  readonly isBusy: boolean;
  readonly waitSeconds: number;
}

export function UnlockButton({ isBusy, waitSeconds }: UnlockButtonProps) {
  return (
    <Button type="submit" variant="primary" size="large" icon={KeyRound} isDisabled={isBusy || waitSeconds > 0}>
      {waitSeconds > 0 ? `Try again in ${waitSeconds} s` : isBusy ? 'Unlocking' : 'Unlock'}
    </Button>
  );
}
