/**
 * Shows outside the page that a recording goes on: window title, tray icon and its text, and the computer does not
 * fall asleep. Never a name: other people see a screen's title bars.
 */
import type { RecordingStatus } from '../../../shared/contract.ts';
import type { RecordingCommand } from '../../workers/core/coreMessages.ts';
import type { ElectronApi } from './electronApi.ts';
import { ICON_SIZE, recordingIconPixels } from './recordingIcon.ts';

type Tray = InstanceType<ElectronApi['Tray']>;

/** Shown as they are pressed on Windows and Linux; the accelerator is Cmd on a Mac. */
const KEYS: readonly { readonly accelerator: string; readonly shown: string; readonly does: RecordingCommand }[] = [
  { accelerator: 'CommandOrControl+Alt+M', shown: 'Ctrl Alt M', does: 'mark' },
  { accelerator: 'CommandOrControl+Alt+R', shown: 'Ctrl Alt R', does: 'pauseOrResume' },
];

export interface IndicatorDeps {
  readonly electron: Pick<ElectronApi, 'Tray' | 'Menu' | 'nativeImage' | 'powerSaveBlocker' | 'globalShortcut'>;
  readonly setTitle: (title: string) => void;
  readonly openWindow: () => void;
  readonly command: (command: RecordingCommand) => void;
}

export interface RecordingIndicator {
  show(recording: RecordingStatus | null): void;
  isRecording(): boolean;
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
}: IndicatorDeps): RecordingIndicator {
  let tray: Tray | null = null;
  let awake: number | null = null;
  // Off until asked for: a key that works everywhere may belong to another program's habit.
  let areKeysWanted = false;
  let taken = false;

  function begin(): Tray {
    const made = new electron.Tray(
      electron.nativeImage.createFromBitmap(Buffer.from(recordingIconPixels()), {
        width: ICON_SIZE,
        height: ICON_SIZE,
      }),
    );
    made.on('click', openWindow);
    awake = electron.powerSaveBlocker.start('prevent-app-suspension');
    if (areKeysWanted) takeKeys();
    return made;
  }

  /** Other programs may hold a key already: it is theirs, and the menu says so. */
  function takeKeys(): void {
    taken = KEYS.every(({ accelerator, does }) => electron.globalShortcut.register(accelerator, () => command(does)));
    if (!taken) leaveKeys();
  }

  function leaveKeys(): void {
    for (const { accelerator } of KEYS) electron.globalShortcut.unregister(accelerator);
    taken = false;
  }

  function wantKeys(areWanted: boolean): void {
    areKeysWanted = areWanted;
    if (areWanted) takeKeys();
    else leaveKeys();
    showMenu();
  }

  function showMenu(): void {
    const keys = KEYS.map(({ shown }) => shown).join(' and ');
    tray?.setContextMenu(
      electron.Menu.buildFromTemplate([
        { label: 'Open OT Scribe', click: openWindow },
        { label: 'Mark this moment', click: () => command('mark') },
        { label: 'Pause or resume', click: () => command('pauseOrResume') },
        {
          label: areKeysWanted && !taken ? `Another program holds ${keys}` : `${keys} work in every program`,
          type: 'checkbox',
          checked: taken,
          click: () => wantKeys(!taken),
        },
      ]),
    );
  }

  function end(): void {
    if (tray !== null) leaveKeys();
    tray?.destroy();
    tray = null;
    if (awake !== null) electron.powerSaveBlocker.stop(awake);
    awake = null;
  }

  return {
    isRecording: () => tray !== null,
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
