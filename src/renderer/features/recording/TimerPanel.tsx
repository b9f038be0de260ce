/** The minute ledger as it grows: press an activity to time it; pressing another closes the one that runs. */
import { Square, Timer } from 'lucide-react';
import { clock } from '../../format/time.ts';
import { useRead } from '../../state/ClientContext.tsx';
import { useLiveSession } from '../../state/LiveSession.tsx';
import { useAction } from '../../state/useAction.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { SelectField } from '../../ui/SelectField.tsx';

const BUTTONS = 5;

export interface TimerPanelProps {
  readonly sessionId: string;
  readonly elapsedMs: number;
}

export function TimerPanel({ sessionId, elapsedMs }: TimerPanelProps) {
  const codes = useRead('codes.list', {});
  const { ledger } = useLiveSession(sessionId);
  const timer = useAction();
  const timed = (codes.data ?? []).filter((code) => code.timed);
  const running = ledger?.running ?? null;
  const startTimer = (cpt: string): void => {
    const code = timed.find((entry) => entry.code === cpt);
    if (code) void timer.run('recording.timer', { cpt: code.code, task: code.label });
  };
  return (
    <section className="timers" aria-labelledby="timers-title">
      <h2 id="timers-title" className="panel-title">
        Minutes
      </h2>
      <div className="timer-running" data-on={running !== null || undefined}>
        <Icon of={Timer} />
        {running === null ? (
          <span className="muted">No activity is being timed.</span>
        ) : (
          <>
            <span className="timer-task">{running.task}</span>
            <span className="tabular timer-clock">{clock(Math.max(0, elapsedMs - running.startMs))}</span>
            <Button
              size="small"
              icon={Square}
              onPress={() => void timer.run('recording.timer', { cpt: null, task: '' })}
            >
              Stop timing
            </Button>
          </>
        )}
      </div>
      <div className="timer-buttons">
        {timed.slice(0, BUTTONS).map((code) => (
          <button
            key={code.code}
            type="button"
            className="timer-button"
            aria-pressed={running?.task === code.label}
            onClick={() => startTimer(code.code)}
          >
            <span>{code.label}</span>
            <span className="small muted tabular">{code.code}</span>
          </button>
        ))}
      </div>
      {timed.length > BUTTONS && (
        <SelectField
          label="Another activity"
          value={null}
          onChange={startTimer}
          placeholder="Choose an activity"
          options={timed.slice(BUTTONS).map((code) => ({ value: code.code, label: code.label, detail: code.code }))}
        />
      )}
      {ledger?.notices?.map((notice) => (
        <p key={notice} className="small">
          {notice}
        </p>
      ))}
      <ErrorNote error={timer.error} />
      {ledger !== null && ledger.entries.length > 0 && (
        <ul className="timer-entries">
          {ledger.entries.map((entry) => (
            <li key={entry.id}>
              <span>{entry.task}</span>
              <span className="small muted tabular">{entry.cpt}</span>
              <span className="tabular">{entry.minutes} min</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
