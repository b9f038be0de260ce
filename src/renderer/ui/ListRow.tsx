/** One thing of a list that opens when it is pressed: what it is, a word about it, and its state at the end. */
import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { Icon } from './Icon.tsx';
import './listRow.css';

export interface ListRowProps {
  readonly title: ReactNode;
  readonly detail?: ReactNode;
  readonly end?: ReactNode;
  readonly onPress: () => void;
}

export function ListRow({ title, detail, end, onPress }: ListRowProps) {
  return (
    <button type="button" className="list-row" onClick={onPress}>
      <span className="list-row-text">
        <span className="list-row-title">{title}</span>
        {detail && <span className="list-row-detail">{detail}</span>}
      </span>
      {end && <span className="list-row-end">{end}</span>}
      <Icon of={ChevronRight} size={16} />
    </button>
  );
}
