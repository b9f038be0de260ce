/**
 * Shows outside the page that a recording goes on: window title, tray icon and its text, and the computer does not
 * fall asleep. Never a name: other people see a screen's title bars.
 */
import type { RecordingStatus } from '../../../shared/contract.ts';
import type { ElectronApi } from './electronApi.ts';
import { ICON_SIZE, recordingIconPixels } from './recordingIcon.ts';

type Tray = InstanceType<ElectronApi['Tray']>;

export interface IndicatorDeps {
  readonly electron: Pick<ElectronApi, 'Tray' | 'Menu' | 'nativeImage' | 'powerSaveBlocker'>;
  readonly setTitle: (title: string) => void;
  readonly openWindow: () => void;
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

export function createRecordingIndicator({ electron, setTitle, openWindow }: IndicatorDeps): RecordingIndicator {
  let tray: Tray | null = null;
  let awake: number | null = null;

  function begin(): Tray {
    const made = new electron.Tray(
      electron.nativeImage.createFromBitmap(Buffer.from(recordingIconPixels()), {
        width: ICON_SIZE,
        height: ICON_SIZE,
      }),
    );
    made.setContextMenu(electron.Menu.buildFromTemplate([{ label: 'Open OT Scribe', click: openWindow }]));
    made.on('click', openWindow);
    awake = electron.powerSaveBlocker.start('prevent-app-suspension');
    return made;
  }

  function end(): void {
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
      tray ??= begin();
      tray.setToolTip(title);
    },
  };
}
