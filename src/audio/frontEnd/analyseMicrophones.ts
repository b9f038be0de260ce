/**
 * One microphone, or several that give no directions: speech is found on their mean, the speaker by loudness at the
 * wearer and by voice, and every segment is taken from the microphone that hears it best. Of several, a blind beam takes
 * what a piece of the others' speech adds to the noise around it.
 */
import type { DroppedSpeech, Role, SegmentSound } from '../../shared/domain/audio.ts';
import { quietAround } from '../diarise/direction.ts';
import { labelByLevel } from '../diarise/levelLabels.ts';
import { keepPatient } from '../diarise/patientGate.ts';
import { absorbShortRuns, type BlockLabel, runsOf } from '../diarise/segmenter.ts';
import { smoothed, speechLogit } from '../diarise/segmenterFeatures.ts';
import type { SpeechPiece } from '../diarise/speechPiece.ts';
import { isWearer, type Wearer, wearerLevelDb, wearerVoice } from '../diarise/wearer.ts';
import { powerDb } from '../dsp/decibels.ts';
import { Stft } from '../dsp/stft.ts';
import { speechRuns } from '../vad/speechRuns.ts';
import type { Analysed, Analysis } from './analyseSound.ts';
import { bestMicrophone } from './bestMicrophone.ts';
import { blindBeam } from './blindBeam.ts';
import { BLOCK_MS, type MicrophoneTrack, trackMicrophones } from './blockTrack.ts';
import { covarianceOf, LocalNoise } from './localNoise.ts';
import { NOTICES } from './notices.ts';
import { partOf, stopIfAsked } from './runControl.ts';
import { type PlannedPiece, planPieces, samplesOf, segmentOf } from './segmentPlan.ts';
import { beamSound, levelled, microphoneSound } from './segmentSound.ts';
import { mainRole, type RoledPiece, stretchesOf, turnsOf } from './stretches.ts';

const TRACK_SHARE = 0.6;
/** Several microphones: the detector's mean over 7 blocks, with bystanders sorted out afterwards. */
const PAIR = {
  smoothing: 7,
  runs: { start: 0.45, stop: 0.45, joinGap: 6, minLength: 4 },
  padMs: 150,
  joinMs: 0,
} as const;
/** One microphone: nothing that may be speech is lost, no word is cut at an edge, and a sentence keeps its pauses. */
const SINGLE = {
  smoothing: 1,
  runs: { start: 0.3, stop: 0.15, joinGap: 12, minLength: 2 },
  padMs: 320,
  joinMs: 1000,
} as const;
/** What the level rule lacks in certainty against the segmenter's log-odds. */
const GATE_BONUS = 1.5;
const MIN_RUN_BLOCKS = 4;
/** How far a role decided by level alone may be trusted. */
const DECIDED_BY_LEVEL = 0.8;
/** Less speech of others than this, without a voice sample to compare with, makes no second person. */
const MIN_PERSON_MS = 2000;

interface HeardPiece {
  readonly piece: SpeechPiece;
  readonly voice: Float32Array;
}

type Hear = (
  part: PlannedPiece,
) => Promise<{ readonly samples: Float32Array; readonly beam: SegmentSound['segment']['beam'] }>;

export async function analyseMicrophones(analysis: Analysis): Promise<Analysed> {
  const { source, channels, models, enrolment, gain, run } = analysis;
  const single = channels.length === 1;
  const rule = single ? SINGLE : PAIR;
  const track = await trackMicrophones(source, channels, models.vad, gain, partOf(run, 0, TRACK_SHARE));
  const runs = speechRuns(smoothed(track.speech, rule.smoothing), rule.runs);
  const isSpeech = new Array<boolean>(track.blockCount).fill(false);
  for (const { start, end } of runs) isSpeech.fill(true, start, end);
  const levelDb = enrolment ? powerDb(enrolment.levelReference) : wearerLevelDb(track, isSpeech);
  const labels = absorbShortRuns(labelByLevel(track, isSpeech, levelDb), MIN_RUN_BLOCKS);

  const durationMs = Math.round((source.frameCount * 1000) / source.sampleRateHz);
  const plan = (pieces: readonly SpeechPiece[]) => planPieces(pieces, track.speech, rule.padMs, durationMs);
  const hear = hearingOf(analysis, track, labels);
  const heard: HeardPiece[] = [];
  const planned = plan(piecesOf(track, labels));
  for (const part of planned) {
    stopIfAsked(run);
    const { samples } = await hear(part);
    heard.push({ piece: part.piece, voice: await models.voice.embed(samples) });
    run.progress(TRACK_SHARE + (1 - TRACK_SHARE) * (heard.length / planned.length));
  }
  const loud = heard.filter(({ piece }) => piece.role === 'therapist');
  const wearer = { levelDb, voice: enrolment?.voice ?? wearerVoice(loud) };
  const decided = rolesOf(track, heard, wearer);
  const isLone = !enrolment && othersMs(decided) < MIN_PERSON_MS;
  const roled = isLone ? decided.map(({ piece }) => ({ piece, role: 'therapist' as const })) : decided;
  // One microphone hears everybody alike: a stretch of talk goes to the recogniser whole, and is shared out afterwards.
  const stretches = stretchesOf(roled, Math.round(rule.joinMs / BLOCK_MS), single);

  // With one microphone, or no voice sample, there is too little to go by for leaving speech out: it is kept, but as
  // the words of neither.
  const keepsOthers = single || !enrolment;
  const dropped: DroppedSpeech[] = [];
  const sounds: SegmentSound[] = [];
  let turnCount = 0;
  for (const part of plan(stretches)) {
    stopIfAsked(run);
    const role = mainRole(part.piece, roled);
    if (role === 'other' && !keepsOthers) {
      dropped.push({ startMs: part.startMs, endMs: part.endMs, reason: 'bystander' });
      continue;
    }
    const { samples, beam } = await hear(part);
    const turns = turnsOf(part, roled, beam, turnCount);
    turnCount += turns.length;
    const segment = segmentOf(part, role, beam, sounds.length);
    sounds.push({ segment, ...(turns.length > 1 ? { turns } : {}), samples: levelled(samples) });
  }
  const whoIsWho = isLone ? NOTICES.oneVoice : NOTICES.noEnrolment;
  return { sounds, dropped, notices: enrolment || heard.length === 0 ? [] : [whoIsWho] };
}

function piecesOf(track: MicrophoneTrack, labels: readonly BlockLabel[]): SpeechPiece[] {
  const pieces = (['therapist', 'patient'] as const).flatMap((role) =>
    runsOf(labels, role).map((run): SpeechPiece => {
      const logits = Array.from(track.speech.subarray(run.start, run.end), speechLogit);
      const logOdds = logits.reduce((sum, value) => sum + value, 0) / logits.length;
      return { ...run, role, roleP: DECIDED_BY_LEVEL, logOdds, azimuthDeg: null };
    }),
  );
  return pieces.sort((a, b) => a.start - b.start);
}

function hearingOf({ source, channels, field }: Analysis, track: MicrophoneTrack, labels: readonly BlockLabel[]): Hear {
  const stft = new Stft();
  const isQuiet = labels.map((label) => label === 'none');
  const noise = channels.length > 1 ? new LocalNoise(source, channels, stft, isQuiet) : null;
  return async (part) => {
    const { piece } = part;
    if (field && piece.role === 'therapist') {
      const samples = await beamSound(source, channels, stft, field.therapistBeam, samplesOf(part));
      return { samples, beam: 'therapist' };
    }
    const blocks = Array.from({ length: piece.end - piece.start }, (_, k) => piece.start + k);
    const best = bestMicrophone(track, blocks, quietAround(labels, piece));
    if (noise && piece.role !== 'therapist') {
      const around = await noise.around(piece.start, piece.end);
      const beam = blindBeam(await covarianceOf(source, channels, stft, piece), around, best);
      if (beam) return { samples: await beamSound(source, channels, stft, beam, samplesOf(part)), beam: 'patient' };
    }
    return { samples: await microphoneSound(source, channels[best]!, samplesOf(part)), beam: 'microphone' };
  };
}

/** The wearer by level and voice; of the others, unlike the patient means somebody else. */
function rolesOf(track: MicrophoneTrack, heard: readonly HeardPiece[], wearer: Wearer): RoledPiece[] {
  const others = heard.filter((entry) => !isWearer(track, entry, wearer));
  const kept = keepPatient(others, GATE_BONUS);
  const roles = new Map(others.map((entry, i): [HeardPiece, Role] => [entry, kept[i] ? 'patient' : 'other']));
  return heard.map((entry) => ({ piece: entry.piece, role: roles.get(entry) ?? 'therapist' }));
}

function othersMs(roled: readonly RoledPiece[]): number {
  return roled
    .filter(({ role }) => role !== 'therapist')
    .reduce((sum, { piece }) => sum + (piece.end - piece.start) * BLOCK_MS, 0);
}
