/**
 * Shows outside the page that a recording goes on: window title, tray icon and its text, and the computer does not
 * fall asleep. Never a name: other people see a screen's title bars.
 */
import type { RecordingStatus } from '../../../shared/contract.ts';
import { shownKeys } from '../../../shared/domain/globalKeys.ts';
import type { RecordingCommand } from '../../workers/core/coreMessages.ts';
import type { ElectronApi } from './electronApi.ts';
import type { SystemKeys } from './globalKeys.ts';
import { ICON_SIZE, recordingIconPixels } from './recordingIcon.ts';

type Tray = InstanceType<ElectronApi['Tray']>;

export interface IndicatorDeps {
  readonly electron: Pick<ElectronApi, 'Tray' | 'Menu' | 'nativeImage' | 'powerSaveBlocker'>;
  readonly setTitle: (title: string) => void;
  readonly openWindow: () => void;
  readonly command: (command: RecordingCommand) => void;
  readonly keys: SystemKeys;
}

export interface RecordingIndicator {
  show(recording: RecordingStatus | null): void;
  isRecording(): boolean;
  /** The global keys changed, or the system gave others. */
  refreshMenu(): void;
}

export function recordingTitle(recording: RecordingStatus | null): string {
  if (recording === null) return 'OT Scribe';
  const seconds = Math.floor(recording.elapsedMs / 1000);
  const clock = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  const states = { recording: 'Recording', paused: 'Paused', interrupted: 'Interrupted' } as const;
  return `${states[recording.state]} ${clock} - OT Scribe`;
}

export function createRecordingIndicator({
  electron,
  setTitle,
  openWindow,
  command,
  keys,
}: IndicatorDeps): RecordingIndicator {
  let tray: Tray | null = null;
  let awake: number | null = null;

  function begin(): Tray {
    const made = new electron.Tray(
      electron.nativeImage.createFromBitmap(Buffer.from(recordingIconPixels()), {
        width: ICON_SIZE,
        height: ICON_SIZE,
      }),
    );
    made.on('click', openWindow);
    awake = electron.powerSaveBlocker.start('prevent-app-suspension');
    keys.recording(true);
    return made;
  }

  /** The keys beside what they do; one that another program holds says so, for it would do something else. */
  function withKeys(label: string, action: RecordingCommand): string {
    const { keys: chosen, refused } = keys.state();
    const accelerator = chosen[action];
    if (accelerator === null) return label;
    const shown = shownKeys(accelerator);
    return refused.includes(action) ? `${label} (another program holds ${shown})` : `${label} (${shown})`;
  }

  function showMenu(): void {
    const entry = (label: string, action: RecordingCommand) => ({
      label: withKeys(label, action),
      click: () => command(action),
    });
    tray?.setContextMenu(
      electron.Menu.buildFromTemplate([
        { label: 'Open OT Scribe', click: openWindow },
        entry('Mark this moment', 'mark'),
        entry('Pause or resume', 'pauseOrResume'),
      ]),
    );
  }

  function end(): void {
    if (tray !== null) keys.recording(false);
    tray?.destroy();
    tray = null;
    if (awake !== null) electron.powerSaveBlocker.stop(awake);
    awake = null;
  }

  return {
    isRecording: () => tray !== null,
    refreshMenu: showMenu,
    show(recording) {
      const title = recordingTitle(recording);
      setTitle(title);
      if (recording === null) {
        end();
        return;
      }
      if (tray === null) {
        tray = begin();
        showMenu();
      }
      tray.setToolTip(title);
    },
  };
}
