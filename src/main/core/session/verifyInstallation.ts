/** Checks what was promised to stay unaltered: audit trail, signatures, database, sound. Names the first broken link. */
import type { VerifyReport } from '../../../shared/contract.ts';
import type { App } from '../handlers/app.ts';
import type { Unlocked } from './vault.ts';

type Check = VerifyReport['checked'][number];

export async function verifyInstallation(
  { sounds, sound }: Pick<App, 'sounds' | 'sound'>,
  unlocked: Unlocked,
): Promise<VerifyReport> {
  const { store } = unlocked;
  const audit = store.audit.verify();
  const brokenSignature = store.signatures.firstBroken() ?? store.addenda.firstBroken();
  const brokenReport = store.reports.firstBroken();
  const checked: Check[] = [
    {
      what: 'Audit trail',
      ok: audit.ok,
      detail: audit.ok ? `${audit.rows} lines, unbroken.` : `Line ${audit.firstBadSequence} is altered or missing.`,
    },
    {
      what: 'Signed notes',
      ok: brokenSignature === null,
      detail:
        brokenSignature === null
          ? 'Each as it was signed, with its addenda.'
          : `The note of session ${brokenSignature} is altered.`,
    },
    {
      what: 'Signed reports',
      ok: brokenReport === null,
      detail: brokenReport === null ? 'Each as it was signed.' : `The report ${brokenReport} is altered.`,
    },
    store.isIntact()
      ? { what: 'Database', ok: true, detail: 'Every page and every reference is sound.' }
      : { what: 'Database', ok: false, detail: 'The database is damaged. Put back a backup.' },
    verifyDeletions(),
    await verifySounds(),
  ];
  return { ok: checked.every((check) => check.ok), checked };

  function verifyDeletions(): Check {
    const what = 'Deletions';
    const broken = store.deletions.firstBroken();
    if (broken !== null) return { what, ok: false, detail: `The record of deletion ${broken} is altered.` };
    const rows = store.deletions.all();
    const stillThere = rows.find(({ kind, subject, reason }) => {
      if (kind === 'patient') return store.patients.get(subject) !== null;
      if (kind === 'session') return store.sessions.get(subject) !== null;
      return reason !== 'not-in-backup' && store.sessions.wrappedKey(subject) !== null;
    });
    if (stillThere !== undefined) {
      return { what, ok: false, detail: `What deletion ${stillThere.id} took away is still here.` };
    }
    return { what, ok: true, detail: `${rows.length} on record, each carried out.` };
  }

  async function verifySounds(): Promise<Check> {
    const what = 'Recordings';
    const tracks = store.patients
      .list()
      .flatMap(({ id }) => store.sessions.ofPatient(id))
      .flatMap((session) =>
        (['session', 'enrolment'] as const).flatMap((purpose) =>
          store.tracks.ofSession(session.id, purpose).map((track) => ({ session, track })),
        ),
      )
      .filter(({ session }) => store.deletions.ofSound(session.id) === null)
      .filter(({ session }) => session.state !== 'recording' && session.state !== 'paused');
    for (const { session, track } of tracks) {
      const found = await sounds.using(unlocked, session.id, track.id, (sealed) => sound.inspect(sealed));
      if (!found.ok) return { what, ok: false, detail: `Session ${session.id}: ${found.error.message}` };
      if (found.value.frameCount < track.frameCount) {
        return { what, ok: false, detail: `Session ${session.id}: a part of the sound is missing.` };
      }
    }
    return { what, ok: true, detail: `${tracks.length} recordings, each readable with its key.` };
  }
}
