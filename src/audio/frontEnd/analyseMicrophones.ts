/**
 * One or two microphones, or microphones in unknown places: speech is found on their mean, the speaker by loudness
 * at the wearer and by voice, and every segment is taken from the microphone that hears it best.
 */
import type { DroppedSpeech, Role, SegmentSound } from '../../shared/domain/audio.ts';
import { quietAround } from '../diarise/direction.ts';
import { labelByLevel } from '../diarise/levelLabels.ts';
import { keepPatient } from '../diarise/patientGate.ts';
import { absorbShortRuns, type BlockLabel, runsOf } from '../diarise/segmenter.ts';
import { smoothed, speechLogit } from '../diarise/segmenterFeatures.ts';
import type { SpeechPiece } from '../diarise/speechPiece.ts';
import { twoVoices } from '../diarise/voiceGroups.ts';
import { voiceSimilarity } from '../diarise/voiceModel.ts';
import { median, powerDb } from '../dsp/decibels.ts';
import { Stft } from '../dsp/stft.ts';
import { speechRuns } from '../vad/speechRuns.ts';
import type { Analysed, Analysis } from './analyseSound.ts';
import { bestMicrophone } from './bestMicrophone.ts';
import { BLOCK_MS, type MicrophoneTrack, trackMicrophones } from './blockTrack.ts';
import { NOTICES } from './notices.ts';
import { partOf, stopIfAsked } from './runControl.ts';
import { type PlannedPiece, planPieces, samplesOf, segmentOf } from './segmentPlan.ts';
import { beamSound, levelled, microphoneSound } from './segmentSound.ts';

const TRACK_SHARE = 0.6;
/** Several microphones: the detector's mean over 7 blocks, with bystanders sorted out afterwards. */
const PAIR = { smoothing: 7, runs: { start: 0.45, stop: 0.45, joinGap: 6, minLength: 4 }, padMs: 150 } as const;
/** One microphone: nothing that may be speech is lost, and no word is cut at an edge. */
const SINGLE = { smoothing: 1, runs: { start: 0.3, stop: 0.15, joinGap: 12, minLength: 2 }, padMs: 320 } as const;
const THERAPIST_VOICE = 0.8;
/** What the level rule lacks in certainty against the segmenter's log-odds. */
const GATE_BONUS = 1.5;
/** Groups of voices whose levels differ by this much: the louder one wears the microphone. */
const WEARER_LOUDER_DB = 3;
const MIN_RUN_BLOCKS = 4;
/** How far a role decided by level alone may be trusted. */
const DECIDED_BY_LEVEL = 0.8;

interface HeardPiece {
  readonly planned: PlannedPiece;
  readonly samples: Float32Array;
  readonly beam: 'therapist' | 'microphone';
  readonly voice: Float32Array;
}

export async function analyseMicrophones(analysis: Analysis): Promise<Analysed> {
  const { source, channels, models, enrolment, gain, run } = analysis;
  const single = channels.length === 1;
  const rule = single ? SINGLE : PAIR;
  const track = await trackMicrophones(source, channels, models.vad, gain, partOf(run, 0, TRACK_SHARE));
  const runs = speechRuns(smoothed(track.speech, rule.smoothing), rule.runs);
  const isSpeech = new Array<boolean>(track.blockCount).fill(false);
  for (const { start, end } of runs) isSpeech.fill(true, start, end);
  const labels = enrolment
    ? absorbShortRuns(labelByLevel(track, isSpeech, powerDb(enrolment.levelReference)), MIN_RUN_BLOCKS)
    : isSpeech.map((speech): BlockLabel => (speech ? 'therapist' : 'none'));

  const durationMs = Math.round((source.frameCount * 1000) / source.sampleRateHz);
  const planned = planPieces(piecesOf(track, labels), track.speech, rule.padMs, durationMs);
  const heard = await hear(analysis, track, labels, planned);
  const { roles, notices } = enrolment
    ? { roles: rolesByEnrolment(heard, enrolment.voice, single), notices: [] }
    : rolesByVoice(track, heard);

  const dropped: DroppedSpeech[] = [];
  const sounds: SegmentSound[] = [];
  heard.forEach(({ planned: part, samples, beam }, i) => {
    const role = roles[i];
    if (!role) dropped.push({ startMs: part.startMs, endMs: part.endMs, reason: 'bystander' });
    else sounds.push({ segment: segmentOf(part, role, beam, sounds.length), samples: levelled(samples) });
  });
  return { sounds, dropped, notices };
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

async function hear(
  analysis: Analysis,
  track: MicrophoneTrack,
  labels: readonly BlockLabel[],
  planned: readonly PlannedPiece[],
): Promise<HeardPiece[]> {
  const { source, channels, field, models, run } = analysis;
  const stft = new Stft();
  const heard: HeardPiece[] = [];
  for (const [i, part] of planned.entries()) {
    stopIfAsked(run);
    const { piece } = part;
    const blocks = Array.from({ length: piece.end - piece.start }, (_, k) => piece.start + k);
    const best = bestMicrophone(track, blocks, quietAround(labels, piece));
    const beam = field && piece.role === 'therapist' ? 'therapist' : 'microphone';
    const samples =
      field && beam === 'therapist'
        ? await beamSound(source, channels, stft, field.therapistBeam, samplesOf(part))
        : await microphoneSound(source, channels[best]!, samplesOf(part));
    heard.push({ planned: part, samples, beam, voice: await models.voice.embed(samples) });
    run.progress(TRACK_SHARE + (1 - TRACK_SHARE) * ((i + 1) / planned.length));
  }
  return heard;
}

/** Level first, then the voice: like the enrolment means therapist; unlike the patient means somebody else. */
function rolesByEnrolment(heard: readonly HeardPiece[], therapist: Float32Array, single: boolean): (Role | null)[] {
  const isTherapist = heard.map(
    ({ planned, voice }) => planned.piece.role === 'therapist' || voiceSimilarity(voice, therapist) > THERAPIST_VOICE,
  );
  const others = heard.filter((_, i) => !isTherapist[i]);
  const kept = keepPatient(
    others.map(({ planned, voice }) => ({ piece: planned.piece, voice })),
    GATE_BONUS,
  );
  const unknown = new Set(others.filter((_, i) => !kept[i]));
  return heard.map((entry, i) => {
    if (isTherapist[i]) return 'therapist';
    if (!unknown.has(entry)) return 'patient';
    // One microphone has too little to go by for leaving speech out: it is kept, but not as the patient's.
    return single ? 'other' : null;
  });
}

function rolesByVoice(track: MicrophoneTrack, heard: readonly HeardPiece[]): { roles: Role[]; notices: string[] } {
  const groups = twoVoices(
    heard.map(({ planned, voice }) => ({ voice, durationMs: (planned.piece.end - planned.piece.start) * BLOCK_MS })),
  );
  if (!groups) return { roles: heard.map(() => 'therapist'), notices: heard.length > 0 ? [NOTICES.oneVoice] : [] };
  const levelDb = [0, 1].map((k) =>
    median(
      heard
        .filter((_, i) => groups[i] === k)
        .map(({ planned: { piece } }) => median(track.levelDb.subarray(piece.start, piece.end))),
    ),
  );
  const therapist = levelDb[1]! > levelDb[0]! + WEARER_LOUDER_DB ? 1 : 0;
  return { roles: groups.map((k) => (k === therapist ? 'therapist' : 'patient')), notices: [NOTICES.noEnrolment] };
}
