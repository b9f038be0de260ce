/** The recording of the core in memory: it starts, pauses and stops at once, and may be asked about. */
import type { AppEvent, AppStatus, CallInput, CallName, GuardSetting } from '../../../src/shared/contract.ts';
import type { SessionHeader } from '../../../src/shared/domain/record.ts';
import { fail, ok, type Result } from '../../../src/shared/result.ts';
import type { World } from './fakeWorld.ts';

type RecordingCall = Extract<CallName, `recording.${string}`>;
type Handlers = { [N in RecordingCall]: (body: CallInput<N>) => Result<unknown> };

export interface FakeRecordingDeps {
  readonly emit: (event: AppEvent) => void;
  readonly announce: () => void;
  readonly setSession: (id: string, change: Partial<SessionHeader>) => Result<SessionHeader>;
}

export function fakeRecording(world: World, { emit, announce, setSession }: FakeRecordingDeps): Handlers {
  let setting: GuardSetting = { quietMinutes: 10, plannedMinutes: 60 };

  function setRecording(recording: AppStatus['recording']): Result<NonNullable<AppStatus['recording']>> {
    world.recording = recording;
    announce();
    return recording === null ? fail('conflict', 'Nothing is being recorded.') : ok(recording);
  }

  return {
    'recording.start': ({ sessionId, channels }) => {
      setSession(sessionId, { state: 'recording' });
      const begun = { sessionId, state: 'recording', elapsedMs: 0, channels, message: null } as const;
      return setRecording({ ...begun, preview: 'on', ask: null });
    },
    'recording.pause': () => setRecording(world.recording && { ...world.recording, state: 'paused' }),
    'recording.resume': () => setRecording(world.recording && { ...world.recording, state: 'recording' }),
    'recording.mark': () => ok(null),
    'recording.goOn': () => setRecording(world.recording && { ...world.recording, ask: null }),
    'recording.guard': () => ok(setting),
    'recording.setGuard': (next) => {
      setting = next;
      return ok(setting);
    },
    'recording.stop': () => {
      const sessionId = world.recording?.sessionId ?? '';
      world.recording = null;
      setSession(sessionId, { state: 'stopped', durationMs: 79_770 });
      announce();
      return ok({ sessionId });
    },
    'recording.timer': ({ cpt, task }) => {
      emit({
        kind: 'ledger',
        sessionId: world.recording?.sessionId ?? '',
        entries: [],
        running: cpt === null ? null : { task, startMs: world.recording?.elapsedMs ?? 0 },
      });
      return ok(null);
    },
  };
}
