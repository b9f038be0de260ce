/** One step back, named after where it leads. */
import { ArrowLeft } from 'lucide-react';
import { Icon } from './Icon.tsx';

export function BackLink({ label, onPress }: { readonly label: string; readonly onPress: () => void }) {
  return (
    <button type="button" className="back-link" onClick={onPress}>
      <Icon of={ArrowLeft} size={16} />
      {label}
    </button>
  );
}
