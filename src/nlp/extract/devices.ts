/** Equipment used or tried in this session, from the therapist's talk; never what was only advised, planned or seen. */
import type { ActiveTask } from './activeTask.ts';
import { taskFor } from './activeTask.ts';
import type { Document } from './document.ts';
import { hitsOf } from './document.ts';
import type { Draft, DraftOf } from './draft.ts';
import { common, evidenceOf } from './draft.ts';
import { isAboutAnotherPerson, isDenied, isQuestion, namesInTalk, standingAt } from './standing.ts';

export function extractDevices(document: Document, active: readonly (ActiveTask | null)[]): Draft[] {
  const names = namesInTalk(document);
  const byName = new Map<string, DraftOf<'device'>>();
  for (const sentence of document.sentences) {
    if (sentence.speaker !== 'therapist' || isQuestion(sentence)) continue;
    if (isAboutAnotherPerson(sentence, names.patient, names.all)) continue;
    for (const hit of hitsOf(sentence, 'devices')) {
      if (standingAt(sentence, hit.from).kind !== 'asserted' || isDenied(sentence, hit.from)) continue;
      const evidence = evidenceOf({ sentence, from: hit.from, to: hit.to });
      const known = byName.get(hit.entry.name);
      if (known) {
        byName.set(hit.entry.name, { ...known, evidence: [...known.evidence, ...evidence] });
        continue;
      }
      byName.set(hit.entry.name, {
        kind: 'device',
        name: hit.entry.name,
        task: taskFor(document, active, sentence.index, hit.from)?.label ?? null,
        ...common('device/used', 'therapist'),
        evidence,
      });
    }
  }
  return [...byName.values()];
}
