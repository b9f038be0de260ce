/**
 * Three microphones and more, in known places: who speaks is decided by space, the therapist is heard through a
 * fixed beam on the mouth, each piece of the patient's speech through a beam of its own.
 */
import type { DroppedSpeech, SegmentSound } from '../../shared/domain/audio.ts';
import { quietAround } from '../diarise/direction.ts';
import { type HeardPiece, keepPatient } from '../diarise/patientGate.ts';
import { type Diarization, diariseArray } from '../diarise/pieces.ts';
import { median, powerDb, quantile } from '../dsp/decibels.ts';
import { Stft } from '../dsp/stft.ts';
import type { Analysed, Analysis } from './analyseSound.ts';
import { bestMicrophone } from './bestMicrophone.ts';
import { type BlockTrack, SCAN_COUNT, trackArray } from './blockTrack.ts';
import { LocalNoise } from './localNoise.ts';
import { NOTICES } from './notices.ts';
import { patientBeam } from './patientBeam.ts';
import { partOf, stopIfAsked } from './runControl.ts';
import { type PlannedPiece, planPieces, samplesOf, segmentOf } from './segmentPlan.ts';
import { activeLevelDb, beamSound, levelled, microphoneSound } from './segmentSound.ts';
import type { SoundField } from './soundField.ts';

const PAD_MS = 150;
const TRACK_SHARE = 0.7;
/** A beam that is louder than the loudest microphone amplifies noise: the microphone is better. */
const BEAM_MAX_GAIN_DB = 3;
/** Without enrolment: the wearer's mouth is at least this much stronger in its beam than in any other. */
const MOUTH_ADVANTAGE_DB = 6;
/** Typical level of speech at the chest in a recording that is neither soft nor clipped, in the transform's units. */
const USUAL_REFERENCE_DB = 0;

interface Heard {
  readonly planned: PlannedPiece;
  readonly samples: Float32Array;
  readonly beam: 'patient' | 'microphone';
}

export async function analyseArray(analysis: Analysis, field: SoundField): Promise<Analysed> {
  const { source, models, enrolment, gain, run } = analysis;
  const track = await trackArray(source, field, models.vad, gain, partOf(run, 0, TRACK_SHARE));
  const referenceDb = enrolment ? powerDb(enrolment.levelReference) : mouthLevelDb(track);
  const diarization = diariseArray(track, referenceDb, models.segmenter);
  const durationMs = Math.round((source.frameCount * 1000) / source.sampleRateHz);
  const planned = planPieces(diarization.pieces, track.speech, PAD_MS, durationMs);

  const kept: {
    readonly planned: PlannedPiece;
    readonly samples: Float32Array;
    readonly beam: SegmentSound['segment']['beam'];
  }[] = [];
  const stft = new Stft();
  for (const part of planned.filter(({ piece }) => piece.role === 'therapist')) {
    stopIfAsked(run);
    const samples = await beamSound(source, field.channels, stft, field.therapistBeam, samplesOf(part));
    kept.push({ planned: part, samples, beam: 'therapist' });
  }
  const patient = planned.filter(({ piece }) => piece.role === 'patient');
  const heard = await hearPatient(analysis, field, track, diarization, patient);
  const voices: HeardPiece[] = [];
  for (const { planned: part, samples } of heard) {
    stopIfAsked(run);
    voices.push({ piece: part.piece, voice: await models.voice.embed(samples) });
  }
  const isPatient = keepPatient(voices);
  kept.push(...heard.filter((_, i) => isPatient[i]));
  const dropped: DroppedSpeech[] = heard
    .filter((_, i) => !isPatient[i])
    .map(({ planned: part }) => ({ startMs: part.startMs, endMs: part.endMs, reason: 'bystander' }));
  kept.sort((a, b) => a.planned.startMs - b.planned.startMs);
  return {
    sounds: kept.map(({ planned: part, samples, beam }, i) => ({
      segment: segmentOf(part, part.piece.role, beam, i),
      samples: levelled(samples),
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
): Promise<Heard[]> {
  const { source, run } = analysis;
  const stft = new Stft();
  const noise = new LocalNoise(
    source,
    field.channels,
    stft,
    diarization.labels.map((label) => label === 'none'),
  );
  const heard: Heard[] = [];
  for (const [i, planned] of parts.entries()) {
    stopIfAsked(run);
    const { piece } = planned;
    const beam = patientBeam(field, piece.azimuthDeg ?? 0, await noise.around(piece.start, piece.end));
    const samples = await beamSound(source, field.channels, stft, beam, samplesOf(planned));
    const blocks = Array.from({ length: piece.end - piece.start }, (_, k) => piece.start + k);
    const best = bestMicrophone(track, blocks, quietAround(diarization.labels, piece));
    const microphone = await microphoneSound(source, field.channels[best]!, samplesOf(planned));
    const advantage = activeLevelDb(samples) - activeLevelDb(microphone);
    const works = advantage <= BEAM_MAX_GAIN_DB;
    heard.push(works ? { planned, samples, beam: 'patient' } : { planned, samples: microphone, beam: 'microphone' });
    run.progress(TRACK_SHARE + (1 - TRACK_SHARE) * ((i + 1) / parts.length));
  }
  return heard;
}

/** The therapist's level when no enrolment tells: that of the blocks which come from the mouth. */
function mouthLevelDb(track: BlockTrack): number {
  const levels: number[] = [];
  for (let b = 0; b < track.blockCount; b++) {
    const scan = track.scanLevelDb.subarray(b * SCAN_COUNT, (b + 1) * SCAN_COUNT);
    const fromMouth = track.therapistLevelDb[b]! - median(scan) > MOUTH_ADVANTAGE_DB;
    if (fromMouth && track.speechTherapist[b]! > 0.5) levels.push(track.levelDb[b]!);
  }
  return levels.length > 0 ? quantile(levels, 0.7) : USUAL_REFERENCE_DB;
}
