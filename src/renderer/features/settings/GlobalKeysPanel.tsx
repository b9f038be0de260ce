/** Keys that work while another program is in front: chosen by pressing them, kept, and told when they are taken. */
import { Trash2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import {
  acceleratorOf,
  GLOBAL_ACTION_NAMES,
  GLOBAL_ACTIONS,
  type GlobalAction,
  type GlobalKeysState,
  shownKeys,
} from '../../../shared/domain/globalKeys.ts';
import { type Action, useAction } from '../../state/useAction.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Panel } from './SettingsPanel.tsx';

export function GlobalKeysPanel({ state }: { readonly state: GlobalKeysState | null }) {
  const save = useAction();
  const [waiting, setWaiting] = useState<GlobalAction | null>(null);
  if (state === null) {
    return (
      <Panel id="keys" title="Keys in every program">
        <p className="soft">
          In a browser keys reach the app only while its page is in front. In the desktop window a recording can be
          marked, paused and stopped by keys while another program is in front.
        </p>
      </Panel>
    );
  }
  const { keys, refused } = state;
  return (
    <Panel id="keys" title="Keys in every program">
      <p className="soft">
        They work while another program is in front: for marking, pausing and stopping only while a recording goes on.
        Foot pedals that send F13 to F24 can be used too.
      </p>
      <ul className="setting-rows">
        {GLOBAL_ACTIONS.map((action) => {
          const accelerator = keys[action];
          const name = GLOBAL_ACTION_NAMES[action];
          const isRefused = accelerator !== null && refused.includes(action);
          return (
            <li key={action}>
              <span>
                {name}
                {isRefused && (
                  <span className="setting-detail field-error">
                    Another program holds {shownKeys(accelerator)}. Choose other keys, or close that program and choose
                    them again.
                  </span>
                )}
              </span>
              <span className="row">
                {waiting === action ? (
                  <KeyCatcher action={action} save={save} onDone={() => setWaiting(null)} />
                ) : (
                  <>
                    {accelerator === null ? (
                      <span className="muted">No keys</span>
                    ) : (
                      <Badge tone={isRefused ? 'danger' : 'info'}>{shownKeys(accelerator)}</Badge>
                    )}
                    <Button
                      size="small"
                      aria-label={`Choose keys: ${name}`}
                      onPress={() => {
                        save.clear();
                        setWaiting(action);
                      }}
                    >
                      Choose
                    </Button>
                    {accelerator !== null && (
                      <IconButton
                        icon={Trash2}
                        label={`Remove the keys: ${name}`}
                        onPress={() => void save.run('keys.set', { action, accelerator: null })}
                      />
                    )}
                  </>
                )}
              </span>
            </li>
          );
        })}
      </ul>
      <ErrorNote error={save.error} />
    </Panel>
  );
}

interface KeyCatcherProps {
  readonly action: GlobalAction;
  readonly save: Action;
  readonly onDone: () => void;
}

/** The next combination is the choice. Escape and Tab leave things as they were, so that nobody is caught here. */
function KeyCatcher({ action, save, onDone }: KeyCatcherProps) {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Tab') {
        onDone();
        return;
      }
      event.preventDefault();
      event.stopPropagation();
      if (event.key === 'Escape') {
        onDone();
        return;
      }
      const accelerator = acceleratorOf(event);
      if (accelerator === null || event.repeat) return;
      void save.run('keys.set', { action, accelerator }).then((done) => {
        if (done !== null) onDone();
      });
    };
    window.addEventListener('keydown', onKey, true);
    return () => window.removeEventListener('keydown', onKey, true);
  }, [action, save, onDone]);
  return (
    <span className="row" role="status">
      <strong>Press the keys</strong>
      <span className="muted small">Esc leaves it</span>
    </span>
  );
}
