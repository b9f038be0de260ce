/** Signing, and the note on its way out: as text for the clipboard, as PDF. */
import type { Addendum } from '../../../shared/domain/note.ts';
import type { SessionHeader, Therapist } from '../../../shared/domain/record.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { ATTESTATION } from '../../../shared/spokenTexts.ts';
import { noteSha256 } from '../export/noteHash.ts';
import { type SomeHandlers, whenUnlocked } from '../router/handlerTypes.ts';
import { assistantPart } from '../session/assistantPart.ts';
import { canonicalRecord } from '../session/canonicalRecord.ts';
import { clipCutter } from '../session/clipCutter.ts';
import { importRecord } from '../session/importRecord.ts';
import type { Unlocked } from '../session/vault.ts';
import type { App } from './app.ts';
import { localDate } from './newSession.ts';

type Names =
  | 'note.contribute'
  | 'note.sign'
  | 'note.addend'
  | 'note.previewMinutes'
  | 'export.text'
  | 'export.pdf'
  | 'export.markdown'
  | 'export.audit'
  | 'records.import';

export function noteHandlers(app: App): SomeHandlers<Names> {
  const { reviews, vault, documents, signers } = app;

  /** Who signs, proven; a refused passphrase is a line of the audit trail. */
  async function proven(unlocked: Unlocked, personId: string | null, passphrase: string, sessionId: string) {
    const person = await signers.prove(unlocked, personId, passphrase);
    if (!person.ok) vault.audit('sign-refused', sessionId);
    return person;
  }

  const stampOf = ({ therapist }: Unlocked) => ({ by: therapist.id, at: app.now().toISOString() });

  /** As what a person may contribute to a note with or without an assistant's minutes. */
  function roleOf(person: Therapist, hasAssistantPart: boolean): Result<'assistant' | 'student'> {
    const { isAssistant, isStudent } = app.clinical;
    if (hasAssistantPart && isAssistant(person)) return ok('assistant');
    if (hasAssistantPart) {
      return fail('blocked', 'An assistant signs for their minutes. A therapist co-signs the note.', {
        at: 'personId',
      });
    }
    if (isStudent(person)) return ok('student');
    return fail('conflict', 'None of the minutes are an assistant’s.');
  }

  /** A student, or a colleague whose credentials nobody knows; whoever is in charge answers for their own. */
  function isNoSigner(person: Therapist, unlocked: Unlocked): boolean {
    return app.clinical.isStudent(person) || app.access.roleOf(person, unlocked) === 'student';
  }

  function coSignerOf(id: string | null, unlocked: Unlocked): Result<string | null> {
    const { store } = unlocked;
    if (id === null) return ok(null);
    const person = store.users.signing().find((each) => each.id === id);
    const maySign = person !== undefined && !app.clinical.isAssistant(person) && !isNoSigner(person, unlocked);
    return maySign ? ok(id) : fail('invalid_input', 'Choose a therapist who co-signs.', { at: 'coSignerId' });
  }

  /** Other minutes are another claim: as with the note itself, neither an assistant nor a student signs it alone. */
  function mayCorrectMinutes({ therapist }: Unlocked): Result<null> {
    if (!app.clinical.isAssistant(therapist) && !app.clinical.isStudent(therapist)) return ok(null);
    const message =
      'Minutes of a signed note are put right by a therapist, who opens the app and signs the correction. ' +
      'What was wrong you can add here in words.';
    return fail('blocked', message, { at: 'minutes' });
  }

  /** The visit counts in the patient's year, as far as its lines could be priced. */
  function addToYear(
    { patientId, ...session }: SessionHeader,
    amountCents: number | null,
    source: 'signed note' | 'corrected minutes',
    { store, therapist }: Unlocked,
  ): void {
    if (amountCents === null || amountCents === 0) return;
    store.episode.addAmount(patientId, {
      ...{ id: app.newId(), kind: 'visit', discipline: 'OT', status: 'pending', amountCents },
      ...{ date: session.dateOfService, sessionId: session.id, source },
      ...{ by: therapist.id, at: app.now().toISOString() },
    });
  }

  return {
    'note.contribute': whenUnlocked(async (given, unlocked) => {
      const { sessionId, revision, personId, passphrase } = given;
      const open = () => {
        const state = reviews.state(unlocked, sessionId);
        if (!state.ok) return state;
        if (state.value.signature !== null) return fail('conflict', 'This note is signed already.');
        if (state.value.revision === revision) return state;
        return fail('conflict', 'The note was changed meanwhile. Read the new version, then sign.');
      };
      const before = open();
      if (!before.ok) return before;
      const coSigner = coSignerOf(given.coSignerId ?? null, unlocked);
      if (!coSigner.ok) return coSigner;
      const person = await proven(unlocked, personId, passphrase, sessionId);
      if (!person.ok) return person;
      const state = open();
      if (!state.ok) return state;
      const part = assistantPart(state.value.record.ledger);
      const role = roleOf(person.value, part !== null);
      if (!role.ok) return role;
      const isStudents = role.value === 'student';
      const { name, credentials, licence } = person.value;
      unlocked.store.contributions.add(
        sessionId,
        person.value.id,
        {
          ...(isStudents ? ({ role: 'student' } as const) : {}),
          ...{ minutes: isStudents ? 0 : (part?.minutes ?? 0), noteSha256: noteSha256(state.value.record) },
          ...{ entriesSha256: isStudents ? '' : (part?.entriesSha256 ?? ''), by: name, credentials, licence },
          attestation: isStudents ? ATTESTATION.student : ATTESTATION.contribution,
          ...{ signedAt: app.now().toISOString(), timeZone: app.timeZone() },
        },
        coSigner.value,
      );
      app.events.emit({ kind: 'changed', what: 'sessions', id: sessionId });
      app.events.emit({ kind: 'changed', what: 'review', id: sessionId });
      return reviews.state(unlocked, sessionId);
    }),

    'note.sign': whenUnlocked(async ({ sessionId, revision, personId, passphrase }, unlocked) => {
      const ready = () => {
        const state = reviews.state(unlocked, sessionId);
        if (!state.ok) return state;
        if (state.value.signature !== null) return fail('conflict', 'This note is signed already.');
        if (state.value.revision !== revision) {
          return fail('conflict', 'The note was changed meanwhile. Read the new version, then sign.');
        }
        const open = state.value.issues.filter(({ severity }) => severity === 'blocker');
        if (open.length === 0) return state;
        const points = open.length === 1 ? 'One point has' : `${open.length} points have`;
        return fail('blocked', `${points} to be settled before the signature. ${open[0]?.message}`, {
          at: open[0]?.at,
        });
      };
      const before = ready();
      if (!before.ok) return before;
      const person = await proven(unlocked, personId ?? null, passphrase, sessionId);
      if (!person.ok) return person;
      // Read again: something may have been played or changed while the passphrase was checked.
      const state = ready();
      if (!state.ok) return state;
      const { record, issues } = state.value;
      if (isNoSigner(person.value, unlocked)) {
        const why = app.clinical.isStudent(person.value)
          ? 'A student contributes and never signs alone: a therapist signs.'
          : 'These credentials are not known as a therapist’s. Write them as, for example, OTR/L, or a therapist signs.';
        return fail('blocked', why, { at: 'personId' });
      }
      if (record.contribution !== undefined && app.clinical.isAssistant(person.value)) {
        return fail('blocked', 'A therapist co-signs this note: an assistant’s minutes are in it.', { at: 'personId' });
      }
      const canonical = canonicalRecord({ record, issues });
      const { store } = unlocked;
      const { name, credentials, licence } = person.value;
      store.signatures.add(
        {
          sessionId,
          canonical,
          signature: {
            by: name,
            credentials,
            licence,
            attestation: ATTESTATION.text,
            signedAt: app.now().toISOString(),
            timeZone: app.timeZone(),
            noteSha256: noteSha256(record),
          },
        },
        record.charges.lines,
        record.session.isSample,
      );
      addToYear(record.session, record.reckoning?.threshold?.todayCents ?? null, 'signed note', unlocked);
      store.unfinishedTexts.clear(sessionId);
      app.events.emit({ kind: 'changed', what: 'sessions', id: sessionId });
      return reviews.state(unlocked, sessionId);
    }),

    'note.previewMinutes': whenUnlocked(({ sessionId, minutes }, unlocked) => {
      const allowed = mayCorrectMinutes(unlocked);
      if (!allowed.ok) return allowed;
      const made = reviews.correctMinutes(unlocked, sessionId, minutes, stampOf(unlocked));
      if (!made.ok) return made;
      const { correction, ...more } = made.value;
      return ok({ before: correction.before, after: correction.after, ...more });
    }),

    'note.addend': whenUnlocked(async ({ sessionId, kind, concerns, text, minutes, passphrase }, unlocked) => {
      const state = reviews.state(unlocked, sessionId);
      if (!state.ok) return state;
      if (state.value.signature === null) {
        return fail('conflict', 'This note is not signed yet: change the draft itself.');
      }
      if (concerns !== null && concerns > localDate(app.now(), app.timeZone())) {
        return fail('invalid_input', 'A late entry is about a day that was: check the date.', { at: 'concerns' });
      }
      const allowed = minutes ? mayCorrectMinutes(unlocked) : ok(null);
      if (!allowed.ok) return allowed;
      const corrected = minutes ? reviews.correctMinutes(unlocked, sessionId, minutes, stampOf(unlocked)) : null;
      if (corrected !== null && !corrected.ok) return corrected;
      const [open] = corrected?.value.open ?? [];
      if (open !== undefined) {
        return fail('blocked', `A unit is open between ${open.join(' and ')}: choose one.`, { at: 'minutes' });
      }
      const [asked] = corrected?.value.asked ?? [];
      if (asked !== undefined) {
        return fail('blocked', `${asked.why.text} Answer this for the corrected minutes.`, { at: 'minutes' });
      }
      const confirmed = await proven(unlocked, null, passphrase, sessionId);
      if (!confirmed.ok) return confirmed;
      const { store } = unlocked;
      const { name, credentials, licence } = confirmed.value;
      const signedAt = app.now().toISOString();
      const about = concerns === null ? {} : { concerns };
      const signed = { by: name, credentials, licence, signedAt, timeZone: app.timeZone() };
      const put: Pick<Addendum, 'minutes'> = corrected === null ? {} : { minutes: corrected.value.correction };
      store.atomically(() => {
        store.addenda.add(sessionId, { kind, ...about, text, ...put, ...signed });
        const isCounted = store.episode.hasVisit(sessionId);
        const allowedCents = put.minutes?.after.allowedCents ?? null;
        if (!isCounted) addToYear(state.value.record.session, allowedCents, 'corrected minutes', unlocked);
      });
      store.unfinishedTexts.drop(sessionId, 'addendum');
      app.events.emit({ kind: 'changed', what: 'review', id: sessionId });
      return reviews.state(unlocked, sessionId);
    }),

    'export.text': whenUnlocked(({ sessionId, sectionId }, unlocked) => {
      const state = reviews.state(unlocked, sessionId);
      if (!state.ok) return state;
      const text = documents.text(state.value.record, sectionId);
      return text.ok ? ok({ text: text.value }) : text;
    }),

    'export.markdown': whenUnlocked(({ sessionId }, unlocked) => {
      const state = reviews.state(unlocked, sessionId);
      if (!state.ok) return state;
      const made = documents.markdown(state.value.record);
      if (!made.ok) return made;
      const { fileName, text } = made.value;
      return ok({ fileName, markdownBase64: Buffer.from(text, 'utf8').toString('base64') });
    }),

    'export.pdf': whenUnlocked(async ({ sessionId }, unlocked) => {
      const state = reviews.state(unlocked, sessionId);
      if (!state.ok) return state;
      const pdf = await documents.pdf(state.value.record);
      if (!pdf.ok) return pdf;
      const { fileName, bytes } = pdf.value;
      return ok({ fileName, pdfBase64: Buffer.from(bytes).toString('base64') });
    }),

    'records.import': whenUnlocked(({ json }, unlocked) => {
      const imported = importRecord(json, unlocked, app.now());
      if (imported.ok) app.events.emit({ kind: 'changed', what: 'sessions', id: imported.value.sessionId });
      return imported;
    }),

    'export.audit': whenUnlocked(async ({ sessionId }, unlocked) => {
      const state = reviews.state(unlocked, sessionId);
      if (!state.ok) return state;
      const { record } = state.value;
      const { signatures } = unlocked.store;
      const link = signatures.link(sessionId);
      const signed = link === null ? null : { ...link, sessionId, canonical: signatures.get(sessionId)!.canonical };
      const clip = await clipCutter(app, unlocked, record);
      if (!clip.ok) return clip;
      const pack = await documents.audit({ record, signed, clip: clip.value });
      if (!pack.ok) return pack;
      const { fileName, bytes } = pack.value;
      return ok({ fileName, zipBase64: Buffer.from(bytes).toString('base64') });
    }),
  };
}
