/**
 * Three microphones and more, in known places: who speaks is decided by space, the therapist is heard through a
 * fixed beam on the mouth, each piece of the patient's speech through a beam of its own.
 */
import type { DroppedSpeech, SegmentSound } from '../../shared/domain/audio.ts';
import { quietAround } from '../diarise/direction.ts';
import { type HeardPiece, keepPatient } from '../diarise/patientGate.ts';
import { type Diarization, diariseArray } from '../diarise/pieces.ts';
import { Stft } from '../dsp/stft.ts';
import type { Analysed, Analysis } from './analyseSound.ts';
import { bestMicrophone } from './bestMicrophone.ts';
import { BLOCK_MS, type BlockTrack, trackArray } from './blockTrack.ts';
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

/** A piece with its sound at the recogniser's level: the beam's own output is not held, an hour of it would be too much. */
interface Heard {
  readonly planned: PlannedPiece;
  readonly samples: Float32Array;
  readonly beam: SegmentSound['segment']['beam'];
}

interface HeardVoice extends Heard, HeardPiece {}

export async function analyseArray(analysis: Analysis, field: SoundField): Promise<Analysed> {
  const { source, models, enrolment, gain, run } = analysis;
  const track = await trackArray(source, field, models.vad, gain, partOf(run, 0, TRACK_SHARE));
  const referenceDb = wearerLevelDb(track, enrolment);
  const diarization = diariseArray(track, referenceDb, models.segmenter);
  const durationMs = Math.round((source.frameCount * 1000) / source.sampleRateHz);
  const planned = planPieces(diarization.pieces, track.speech, PAD_MS, durationMs);

  const kept: Heard[] = [];
  const stft = new Stft();
  for (const part of planned.filter(({ piece }) => piece.role === 'therapist')) {
    stopIfAsked(run);
    const samples = await beamSound(source, field.channels, stft, field.therapistBeam, samplesOf(part));
    kept.push({ planned: part, samples: levelled(samples), beam: 'therapist' });
  }
  const patient = planned.filter(({ piece }) => piece.role === 'patient');
  const heard = await hearPatient(analysis, field, track, diarization, patient);
  const isPatient = keepPatient(heard, kept.length > 0 ? 0 : NO_THERAPIST_PENALTY);
  kept.push(...heard.filter((_, i) => isPatient[i]));
  const dropped = [
    ...heard.filter((_, i) => !isPatient[i]).map(({ planned: part }) => part),
    ...diarization.notTheWearer.map((run) => ({ startMs: run.start * BLOCK_MS, endMs: run.end * BLOCK_MS })),
  ]
    .map(({ startMs, endMs }): DroppedSpeech => ({ startMs, endMs, reason: 'bystander' }))
    .sort((a, b) => a.startMs - b.startMs);
  kept.sort((a, b) => a.planned.startMs - b.planned.startMs);
  return {
    sounds: kept.map(({ planned: part, samples, beam }, i) => ({
      segment: segmentOf(part, part.piece.role, beam, i),
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
  const { source, models, run } = analysis;
  const stft = new Stft();
  const noise = new LocalNoise(
    source,
    field.channels,
    stft,
    diarization.labels.map((label) => label === 'none'),
  );
  const heard: HeardVoice[] = [];
  for (const [i, planned] of parts.entries()) {
    stopIfAsked(run);
    const { piece } = planned;
    const beam = patientBeam(field, piece.azimuthDeg ?? 0, await noise.around(piece.start, piece.end));
    const steered = await beamSound(source, field.channels, stft, beam, samplesOf(planned));
    const blocks = Array.from({ length: piece.end - piece.start }, (_, k) => piece.start + k);
    const best = bestMicrophone(track, blocks, quietAround(diarization.labels, piece));
    const microphone = await microphoneSound(source, field.channels[best]!, samplesOf(planned));
    const works = activeLevelDb(steered) - activeLevelDb(microphone) <= BEAM_MAX_GAIN_DB;
    const samples = works ? steered : microphone;
    const voice = await models.voice.embed(samples);
    heard.push({ planned, piece, voice, samples: levelled(samples), beam: works ? 'patient' : 'microphone' });
    run.progress(TRACK_SHARE + (1 - TRACK_SHARE) * ((i + 1) / parts.length));
  }
  return heard;
}
