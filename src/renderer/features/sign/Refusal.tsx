/** Why something cannot be signed yet, point by point, and the way to the first of them. */
import { TONE_ICON } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { DialogActions } from '../../ui/Dialog.tsx';
import { Icon } from '../../ui/Icon.tsx';
import './sign.css';

export interface RefusalProps {
  readonly points: readonly { readonly key: string; readonly message: string }[];
  readonly onClose: () => void;
  readonly onGoToFirst: () => void;
}

export function Refusal({ points, onClose, onGoToFirst }: RefusalProps) {
  return (
    <>
      <p className="soft">
        {points.length === 1
          ? 'One point has to be settled first.'
          : `${points.length} points have to be settled first.`}
      </p>
      <ul className="refusal">
        {points.map((point) => (
          <li key={point.key}>
            <Icon of={TONE_ICON.danger} size={16} />
            {point.message}
          </li>
        ))}
      </ul>
      <DialogActions>
        <Button size="large" onPress={onClose}>
          Close
        </Button>
        <Button size="large" variant="primary" autoFocus onPress={onGoToFirst}>
          Go to the first
        </Button>
      </DialogActions>
    </>
  );
}
