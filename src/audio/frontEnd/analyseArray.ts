/**
 * Three microphones and more, in known places: who speaks is decided by space, the therapist is heard through a
 * fixed beam on the mouth, each piece of the patient's speech through a beam of its own.
 */
import type { DroppedSpeech, SegmentSound } from '../../shared/domain/audio.ts';
import { companionPieces } from '../diarise/companion.ts';
import { quietAround } from '../diarise/direction.ts';
import { type HeardPiece, patientEvidence } from '../diarise/patientGate.ts';
import { type Diarization, diariseArray } from '../diarise/pieces.ts';
import { roomTalks } from '../diarise/roomTalk.ts';
import type { SpeechPiece } from '../diarise/speechPiece.ts';
import { Stft } from '../dsp/stft.ts';
import type { Analysed, Analysis } from './analyseSound.ts';
import { ArrayTracker } from './arrayTracker.ts';
import { bestMicrophone } from './bestMicrophone.ts';
import { BLOCK_MS, type BlockTrack } from './blockTrack.ts';
import type { PieceSound } from './headStart.ts';
import { LocalNoise } from './localNoise.ts';
import { wearerLevelDb } from './mouthLevel.ts';
import { NOTICES } from './notices.ts';
import { patientBeam } from './patientBeam.ts';
import { partOf, stopIfAsked } from './runControl.ts';
import { type PlannedPiece, planPieces, samplesOf, segmentOf } from './segmentPlan.ts';
import { activeLevelDb, beamSound, levelled, microphoneSound } from './segmentSound.ts';
import type { SoundField } from './soundField.ts';

const PAD_MS = 150;
const TRACK_SHARE = 0.7;
/** Where the wearer never speaks it is hardly a session: others must stand out much more to be taken for the patient. */
const NO_THERAPIST_PENALTY = -1.5;
/** A beam that is louder than the loudest microphone amplifies noise: the microphone is better. */
const BEAM_MAX_GAIN_DB = 3;
/** The therapist is known by place: his pieces need no voice. */
const NO_VOICE = new Float32Array(0);

/** A piece with its sound at the recogniser's level: the beam's own output is not held, an hour of it would be too much. */
interface Heard {
  readonly planned: PlannedPiece;
  readonly samples: Float32Array;
  readonly beam: SegmentSound['segment']['beam'];
}

interface HeardRole extends Heard {
  readonly role: SegmentSound['segment']['role'];
}

interface HeardVoice extends Heard, HeardPiece {}

export async function analyseArray(analysis: Analysis, field: SoundField): Promise<Analysed> {
  const { source, models, enrolment, gain, headStart, isWhole, run } = analysis;
  const setting = JSON.stringify([gain, field.channels, field.array, enrolment?.levelReference ?? null]);
  const tracker = headStart.tracker(setting, () => new ArrayTracker(field, models.vad, gain));
  const track = await tracker.advance(source, isWhole, partOf(run, 0, TRACK_SHARE));
  const referenceDb = wearerLevelDb(track, enrolment);
  const diarization = diariseArray(track, referenceDb, models.segmenter);
  const soundMs = Math.round((source.frameCount * 1000) / source.sampleRateHz);
  const durationMs = Math.min(soundMs, track.blockCount * BLOCK_MS);
  const planned = planPieces(diarization.pieces, track.speech, PAD_MS, durationMs);

  const kept: HeardRole[] = [];
  const stft = new Stft();
  for (const part of planned.filter(({ piece }) => piece.role === 'therapist')) {
    stopIfAsked(run);
    const { samples } = await headStart.piece(`therapist ${part.startMs} ${part.endMs}`, async () => {
      const sound = await beamSound(source, field.channels, stft, field.therapistBeam, samplesOf(part));
      return { samples: levelled(sound), beam: 'therapist', voice: NO_VOICE };
    });
    kept.push({ planned: part, samples, beam: 'therapist', role: 'therapist' });
  }
  const patient = planned.filter(({ piece }) => piece.role === 'patient');
  const heard = await hearPatient(analysis, field, track, diarization, patient);
  const isSession = kept.length > 0;
  const othersTalk = (piece: SpeechPiece) => !isSession || roomTalks(track, piece);
  const evidence = patientEvidence(heard, isSession ? 0 : NO_THERAPIST_PENALTY, othersTalk);
  const isCompanion = companionPieces(heard, evidence);
  // A third voice is nobody's business unless somebody is known to have come along; it is never the patient's.
  const isHeard = heard.map((_, i) => (isCompanion[i] ? analysis.hasCompanion : evidence[i]!.isKept));
  heard.forEach((one, i) => {
    if (isHeard[i]) kept.push({ ...one, role: isCompanion[i] ? 'caregiver' : 'patient' });
  });
  const dropped = [
    ...heard.filter((_, i) => !isHeard[i]).map(({ planned: part }) => part),
    ...diarization.notTheWearer.map((run) => ({ startMs: run.start * BLOCK_MS, endMs: run.end * BLOCK_MS })),
  ]
    .map(({ startMs, endMs }): DroppedSpeech => ({ startMs, endMs, reason: 'bystander' }))
    .sort((a, b) => a.startMs - b.startMs);
  headStart.endPass();
  kept.sort((a, b) => a.planned.startMs - b.planned.startMs);
  return {
    sounds: kept.map(({ planned: part, samples, beam, role }, i) => ({
      segment: segmentOf(part, role, beam, i),
      samples,
    })),
    dropped,
    notices: enrolment ? [] : [NOTICES.noEnrolment],
  };
}

async function hearPatient(
  analysis: Analysis,
  field: SoundField,
  track: BlockTrack,
  diarization: Diarization,
  parts: readonly PlannedPiece[],
): Promise<HeardVoice[]> {
  const { headStart, run } = analysis;
  const { labels } = diarization;
  const stft = new Stft();
  const isQuiet = labels.map((label) => label === 'none');
  const noise = new LocalNoise(analysis.source, field.channels, stft, isQuiet);
  const heard: HeardVoice[] = [];
  for (const [i, planned] of parts.entries()) {
    stopIfAsked(run);
    const { piece, startMs, endMs } = planned;
    const blocks = Array.from({ length: piece.end - piece.start }, (_, k) => piece.start + k);
    const best = bestMicrophone(track, blocks, quietAround(labels, piece));
    const where = [startMs, endMs, piece.start, piece.end, piece.azimuthDeg, best];
    const key = `patient ${where.join(' ')} ${noise.blocksAround(piece.start, piece.end)}`;
    const sound = await headStart.piece(key, () => hearPiece(analysis, field, stft, noise, planned, best));
    heard.push({ planned, piece, ...sound });
    run.progress(TRACK_SHARE + (1 - TRACK_SHARE) * ((i + 1) / parts.length));
  }
  return heard;
}

/** Through a beam on the piece's direction, or by the best microphone where the beam only amplifies noise. */
async function hearPiece(
  { source, models }: Analysis,
  field: SoundField,
  stft: Stft,
  noise: LocalNoise,
  planned: PlannedPiece,
  best: number,
): Promise<PieceSound> {
  const { piece } = planned;
  const beam = patientBeam(field, piece.azimuthDeg ?? 0, await noise.around(piece.start, piece.end));
  const steered = await beamSound(source, field.channels, stft, beam, samplesOf(planned));
  const microphone = await microphoneSound(source, field.channels[best]!, samplesOf(planned));
  const works = activeLevelDb(steered) - activeLevelDb(microphone) <= BEAM_MAX_GAIN_DB;
  const samples = works ? steered : microphone;
  const voice = await models.voice.embed(samples);
  return { samples: levelled(samples), beam: works ? 'patient' : 'microphone', voice };
}
