/** A line heard again from its raw channels. What comes of it stands beside the line; `review.correct` accepts it. */
import type { HeardAgain } from '../../../shared/contract.ts';
import { isCompanionHeard, type SessionHeader } from '../../../shared/domain/record.ts';
import { textOf, type Utterance } from '../../../shared/domain/utterance.ts';
import { isNonEmpty } from '../../../shared/nonEmpty.ts';
import { AppFailure, fail, ok, type Result } from '../../../shared/result.ts';
import type { HeardReadings, SealedSound } from '../ports.ts';
import { type SomeHandlers, whenUnlocked } from '../router/handlerTypes.ts';
import { zeroKey } from '../security/keyWrap.ts';
import { ownTermsOf } from '../session/ownTerms.ts';
import type { Unlocked } from '../session/vault.ts';
import type { App } from './app.ts';

const NO_SOUND = 'The sound of this session is not there any more, so nothing can be heard again.';

export function hearAgainHandlers(app: App): SomeHandlers<'review.hearAgain'> {
  const { reviews, sounds, recorder, vault, readings } = app;

  async function hear(
    unlocked: Unlocked,
    session: SessionHeader,
    line: Utterance,
    recogniser: string | null,
  ): Promise<Result<HeardReadings>> {
    const { store } = unlocked;
    const { id: sessionId } = session;
    const opened: SealedSound[] = [];
    const seal = (purpose: 'session' | 'enrolment'): SealedSound | null => {
      const trackId = sounds.newest(unlocked, sessionId, purpose);
      const sound = trackId === null ? null : sounds.sealed(unlocked, sessionId, trackId);
      if (!sound?.ok) return null;
      opened.push(sound.value);
      return sound.value;
    };
    const sound = seal('session');
    if (sound === null) return fail('not_found', NO_SOUND);
    try {
      return await app.hearAgain.hear({
        sound,
        enrolment: seal('enrolment'),
        geometry: store.tracks.ofSession(sessionId, 'session').at(-1)?.geometry ?? null,
        ownTerms: ownTermsOf(store),
        span: { startMs: line.startMs, endMs: line.endMs },
        hasCompanion: isCompanionHeard(session.consent),
        recogniser,
      });
    } catch (error) {
      if (error instanceof AppFailure) return { ok: false, error: error.error };
      throw error;
    } finally {
      for (const one of opened) zeroKey(one.sessionKey);
    }
  }

  return {
    'review.hearAgain': whenUnlocked(async ({ sessionId, utteranceId, recogniser }, unlocked) => {
      if (recorder.status() !== null) return fail('conflict', 'A recording goes on and comes first. Try after it.');
      const state = reviews.recent(unlocked, sessionId);
      if (!state.ok) return state;
      if (state.value.signature !== null) return fail('conflict', 'This note is signed and cannot be changed.');
      const { session, transcript } = state.value.record;
      const line = transcript.utterances.find(({ id }) => id === utteranceId);
      if (line === undefined) return fail('not_found', 'This line does not exist any more.');
      const heard = await hear(unlocked, session, line, recogniser);
      if (!heard.ok) return heard;
      if (vault.unlocked()?.store !== unlocked.store) return fail('locked', 'OT Scribe was locked meanwhile.');
      const { recogniser: name } = heard.value;
      const others = heard.value.readings.filter((words) => textOf(words) !== line.text);
      const kept = others.flatMap((words) =>
        isNonEmpty(words) ? [readings.keep({ sessionId, utteranceId, recogniser: name, words })] : [],
      );
      const view: HeardAgain = {
        recogniser: name,
        agrees: others.length < heard.value.readings.length,
        readings: kept.map(({ id, text, words }) => ({ id, text, words })),
      };
      return ok(view);
    }),
  };
}
