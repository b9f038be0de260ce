/** How far a long job is. */
import { Label } from 'react-aria-components/Label';
import { ProgressBar } from 'react-aria-components/ProgressBar';
import './progress.css';

export interface ProgressProps {
  readonly label: string;
  /** 0 to 1. */
  readonly share: number;
  readonly isLabelHidden?: boolean;
}

export function Progress({ label, share, isLabelHidden }: ProgressProps) {
  return (
    <ProgressBar className="progress" value={share * 100}>
      {({ percentage }) => (
        <>
          <div className={isLabelHidden ? 'visually-hidden' : 'progress-head'}>
            <Label>{label}</Label>
            <span className="tabular muted">{Math.round(percentage ?? 0)} %</span>
          </div>
          <div className="progress-track">
            <div className="progress-fill" style={{ width: `${percentage ?? 0}%` }} />
          </div>
        </>
      )}
    </ProgressBar>
  );
}
