/**
 * The app's real core (front end, recogniser, language, rules) in a process of its own, on a short recording. With "make"
 * it sets up and brings a session to the point before its note; with "note" it unlocks and lets the note be made. It
 * tells each stage as it begins and the finished record, and it is made to be killed.
 */
import { readFileSync } from 'node:fs';
import { openCore } from '../../src/main/core/openCore.ts';
import { canonicalJson } from '../../src/shared/canonicalJson.ts';
import { PASSPHRASE, PERSON } from './testCore.ts';

/** No file on the disk may hold these in the clear. */
export const CANARIES = {
  patient: 'Żółwinia Kanarkowska-Xanthippe',
  recordNumber: 'MRN-QUOKKA-7741',
  diagnosis: 'Numbat-syndrome after wombat contact',
  edit: 'Patient said the zebrafinch sang at breakfast.',
} as const;

export type RealCoreLine =
  | { readonly made: string }
  | { readonly stage: string; readonly share: number }
  | { readonly record: string }
  | { readonly edited: true };

if (import.meta.main) {
  const [task = '', folder = '', sound = ''] = process.argv.slice(2);
  const opened = await openCore({ shell: 'test', dataFolder: folder });
  if (!opened.ok) throw new Error(opened.error.message);
  const core = opened.value;
  const say = (line: RealCoreLine): void => void process.stdout.write(`${JSON.stringify(line)}\n`);
  core.onEvent((event) => {
    if (event.kind === 'progress') say({ stage: event.stage, share: event.share });
  });

  const must = async (name: Parameters<typeof core.call>[0], body: unknown): Promise<never> => {
    const result = await core.call(name, body);
    if (!result.ok) throw new Error(`${name}: ${result.error.message}`);
    return result.value as never;
  };

  if (task === 'make') {
    await must('security.setUp', PERSON);
    const { id: patientId } = (await must('patients.save', {
      ...{ id: null, name: CANARIES.patient, birthDate: null, recordNumber: CANARIES.recordNumber },
      ...{ diagnosis: CANARIES.diagnosis, affectedSide: 'right', precautions: null, payerId: 'medicare-part-b' },
      ...{ goals: [], frequency: null, certificationStart: null, certificationEnd: null },
    })) as { id: string };
    const { id: sessionId } = (await must('sessions.create', { patientId })) as { id: string };
    await must('sessions.consent', { sessionId, given: true, by: 'patient', method: 'verbal' });
    await must('sessions.importWav', { sessionId, wavBase64: readFileSync(sound).toString('base64') });
    say({ made: sessionId });
    await core.close();
  } else {
    const sessionId = sound;
    const done = new Promise<void>((resolve, reject) => {
      core.onEvent((event) => {
        if (event.kind === 'processed') resolve();
        if (event.kind === 'failed') reject(new Error(event.error.message));
      });
    });
    await unlock();
    const { state } = (await must('sessions.get', { sessionId })) as { state: string };
    if (state === 'stopped' || state === 'failed') await must('pipeline.run', { sessionId });
    if (state !== 'review') await done;
    const { record, revision } = (await must('review.get', { sessionId })) as { record: object; revision: number };
    say({ record: canonicalJson(record) });
    if (task === 'edit') {
      const edit = { kind: 'add', sectionId: 'subjective', text: CANARIES.edit } as const;
      await must('review.edit', { sessionId, revision, edit });
      say({ edited: true });
      await new Promise((resolve) => setTimeout(resolve, 60_000));
    }
    await core.close();
  }

  async function unlock(): Promise<void> {
    const result = await core.call('security.unlock', { passphrase: PASSPHRASE });
    if (result.ok) return;
    if (result.error.waitMs === undefined) throw new Error(result.error.message);
    await new Promise((resolve) => setTimeout(resolve, result.error.waitMs));
    return unlock();
  }
}
