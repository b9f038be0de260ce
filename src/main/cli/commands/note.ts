/**
 * `note`: a recording to a drafted note with its evidence, in six files. Everything is checked before the work starts, and
 * nothing is written unless the draft is there.
 */
import { basename } from 'node:path';
import type { SessionRecord } from '../../../shared/domain/record.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { type ReleasedRecord, releaseRecord } from '../../core/export/release.ts';
import { readPatient } from '../../core/input/readPatient.ts';
import { reckoningOf } from '../../core/input/reckonRecord.ts';
import type { Subject } from '../../core/pipeline/graph.ts';
import { NOTHING_ENTERED } from '../../core/pipeline/graph.ts';
import type { StageTime } from '../../core/pipeline/orchestrator.ts';
import { findPayer } from '../../core/rules/loadRules.ts';
import { type Arguments, type CommandSpec, usageError } from '../command.ts';
import { EXIT } from '../exitCodes.ts';
import type { Output } from '../output.ts';
import { prepareOutputFolder } from '../paths.ts';
import { noteFiles } from './noteFiles.ts';
import { progressLine, readSoundRequest, SOUND_OPTIONS, type SoundRequest, withPipeline } from './soundOptions.ts';

const DEFAULT_PAYER = 'medicare-part-b';

export const noteCommand: CommandSpec = {
  name: 'note',
  summary: 'Drafts the note of a recorded session, with its evidence.',
  positionals: ['SESSION.wav'],
  options: {
    out: { value: 'DIR', help: 'folder for the results', required: true },
    ...SOUND_OPTIONS,
    payer: { value: 'ID', help: `payer profile, ${DEFAULT_PAYER} unless given` },
    patient: { value: 'FILE', help: 'patient (JSON); what is not in it stays blank' },
    date: { value: 'YYYY-MM-DD', help: 'date of service, today unless given' },
  },
  details: 'writes transcript.json, facts.json, record.json, note.txt, note.json and note.pdf',
  async run(arguments_, output) {
    const date = readDate(arguments_.option('date'));
    if (!date.ok) return date;
    const request = await readSoundRequest(arguments_);
    if (!request.ok) return request;
    const out = await prepareOutputFolder(arguments_.option('out') ?? '');
    if (!out.ok) return out;
    const drafted = await draft(arguments_, request.value, date.value, output);
    if (!drafted.ok) {
      await out.value.abandon();
      return drafted;
    }
    const files = await noteFiles(drafted.value.record);
    for (const [name, content] of Object.entries(files)) await out.value.write(name, content);
    report(drafted.value, output);
    await output.json({
      out: out.value.folder,
      files: Object.keys(files),
      blockers: drafted.value.record.note.issues.filter((issue) => issue.severity === 'blocker').length,
    });
    return ok(EXIT.done);
  },
};

export interface DraftedSession {
  readonly record: ReleasedRecord;
  readonly times: readonly StageTime[];
  readonly durationMs: number;
}

async function draft(
  arguments_: Arguments,
  request: SoundRequest,
  dateOfService: string,
  output: Output,
): Promise<Result<DraftedSession>> {
  const payerId = arguments_.option('payer') ?? DEFAULT_PAYER;
  const patientFile = arguments_.option('patient');
  const patient = patientFile === null ? ok(null) : await readPatient(patientFile, payerId);
  if (!patient.ok) return patient;
  return withPipeline(arguments_, async (pipeline, signal) => {
    const payer = findPayer(pipeline.rules, arguments_.option('payer') ?? patient.value?.payerId ?? payerId);
    if (!payer.ok) return payer;
    const subject = fileSubject(arguments_.positionals[0] ?? '', dateOfService, request, {
      patient: patient.value,
      payerId: payer.value.id,
    });
    const outcome = await pipeline.process({
      sound: request.input,
      subject,
      entered: NOTHING_ENTERED,
      signal,
      onProgress: progressLine(output),
    });
    if (!outcome.ok) return outcome;
    const { graph, times } = outcome.value;
    const marksMs = pipeline.marks(graph.transcript);
    const record: SessionRecord = {
      format: 'ot-scribe-record',
      version: 1,
      therapist: null,
      patient: subject.patient,
      session: subject.session,
      tracks: [
        {
          id: 'track-0',
          source: 'file',
          channelCount: request.channelCount,
          sampleRateHz: 16000,
          frameCount: request.durationMs * 16,
          geometry: request.input.geometry,
          gaps: [],
        },
      ],
      ...(marksMs.length > 0 ? { marksMs } : {}),
      frontEnd: graph.heard.frontEnd,
      transcript: graph.transcript,
      facts: graph.facts,
      ledger: graph.ledger,
      charges: graph.charges,
      note: graph.note,
      signature: null,
    };
    const reckoning = reckoningOf(record, payer.value, pipeline.rules);
    const released = releaseRecord({ ...record, reckoning }, pipeline.rules.unitRules);
    return released.ok ? ok({ record: released.value, times, durationMs: request.durationMs }) : released;
  });
}

function fileSubject(
  file: string,
  dateOfService: string,
  request: SoundRequest,
  more: Pick<Subject, 'patient' | 'payerId'>,
): Subject {
  return {
    ...more,
    therapist: null,
    session: {
      id:
        basename(file)
          .replace(/\.wav$/i, '')
          .replace(/[^A-Za-z0-9_-]+/g, '-')
          .slice(0, 64) || 'session',
      patientId: more.patient?.id ?? 'unknown',
      state: 'review',
      dateOfService,
      startedAt: null,
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      consent: { kind: 'pending' },
      durationMs: request.durationMs,
      isSample: false,
    },
  };
}

function readDate(text: string | null): Result<string> {
  const today = new Date();
  const local = new Date(today.getTime() - today.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
  if (text === null) return ok(local);
  const time = Date.parse(`${text}T00:00:00Z`);
  const isReal =
    /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
  return isReal ? ok(text) : usageError(`"${text}" is no date: give it as YYYY-MM-DD.`);
}

/** The table of stage times and what the therapist should know, for the person at the terminal. */
function report(drafted: DraftedSession, output: Output): void {
  const { record, times, durationMs } = drafted;
  for (const notice of record.frontEnd?.notices ?? []) output.message(notice);
  const total = times.reduce((sum, time) => sum + time.wallMs, 0);
  const seconds = (ms: number): string => `${(ms / 1000).toFixed(2).padStart(8)} s`;
  output.message('stage                time');
  for (const time of times) output.message(`${time.stageId.padEnd(14)} ${seconds(time.wallMs)}`);
  output.message(`${'all'.padEnd(14)} ${seconds(total)}  for ${(durationMs / 1000).toFixed(1)} s of sound`);
  for (const issue of record.note.issues) output.message(`${issue.severity}: ${issue.message}`);
}
