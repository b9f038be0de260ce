/**
 * The two texts that both sides need word for word: what is read to the patient before the first second is recorded,
 * and what the therapist declares with a signature. A change of wording is a new version; old records keep theirs.
 */
export const CONSENT_SCRIPT = {
  version: '2026-11',
  text:
    'I would like to record the sound of our session so that my notes are accurate. The recording stays on this ' +
    'computer, encrypted, and is used only to write your note. You can say no, and you can ask me to stop at any time. ' +
    'Is that all right with you?',
} as const;

export const ATTESTATION = {
  version: '2026-11',
  text:
    'I furnished or supervised the services described in this note. I have read it in full, corrected it where needed, ' +
    'and it is accurate and complete to the best of my knowledge.',
  /** Of an assistant, for the minutes that are theirs. */
  student:
    'I took part in this session as a student and contributed to this note. A therapist directed my part and is responsible for it.',
  contribution:
    'I furnished the services listed here for the minutes listed here, under the supervision of an occupational ' +
    'therapist. What this note says of them is accurate and complete to the best of my knowledge.',
  report:
    'I have examined the findings in this report and judged the status of each goal. I have read it in full, corrected ' +
    'it where needed, and it is accurate and complete to the best of my knowledge.',
} as const;
