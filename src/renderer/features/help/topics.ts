/** Help, in short answers. Every word of it is searched. */
export interface HelpTopic {
  readonly title: string;
  readonly text: readonly string[];
}

export const TOPICS: readonly HelpTopic[] = [
  {
    title: 'Start a session',
    text: [
      'Choose the patient and press N. Read the consent aloud, choose the microphones, let the app hear ten seconds of your voice, and press Start recording.',
      'Pause stores no sound. Mark (M) puts a sign into the transcript. Stop asks once.',
    ],
  },
  {
    title: 'What to say so that it is counted',
    text: [
      'Speak as to the patient or to yourself: task, level, cues, minutes. “Toilet transfer, mod assist, two verbal cues, twelve minutes.”',
      'Correct yourself at once: “Min. No, make that mod.” The last value counts. “About twelve minutes” is asked before it is billed.',
    ],
  },
  {
    title: 'Microphones and meters',
    text: [
      'Good is a solid bar, Too loud is striped, No sound is an empty outline. One bad microphone does not stop the others.',
      'Choose your array by its name: then voices are told apart by direction. The picture shows which microphone is which.',
    ],
  },
  {
    title: 'Your gym in ten minutes',
    text: [
      'Settings, Voice and hearing: choose the microphones, name the place, and go through the four parts: the room alone, then you standing still, turned away and walking. Each part says at once whether it was of use; repeat the ones that were not.',
      'From then on the voice sample before a session says when it is louder than usual there. Only figures are kept, no sound.',
    ],
  },
  {
    title: 'Words of your clinic',
    text: [
      'Settings, Voice and hearing, Your own terms: names of equipment, techniques and places as you say them. From the next session on they are preferred where the recogniser is in doubt and the sound fits; nothing else changes.',
      'Levels, sides, numbers and negations cannot be on the list: what decides something is only ever taken from the sound.',
    ],
  },
  {
    title: 'Keys while another program is in front',
    text: [
      'Settings, You, Keys in every program: press Choose and then the keys, for bringing OT Scribe to the front, marking, pausing and stopping. They are kept, and taken again at the next start. Marking and stopping also work while the app is locked.',
      'Where another program holds them, the settings and the menu of the recording’s icon say so. A recording never begins by a key alone: consent comes first.',
    ],
  },
  {
    title: 'Mark a moment',
    text: [
      'While recording press M, also while locked, or say “mark this” or “note that” as a sentence of its own. The transcript shows the mark at that time.',
    ],
  },
  {
    title: 'If the microphone, battery or disk fails',
    text: [
      'Every tenth of a second is on the disk, sealed, before the next one comes. A lost microphone is told within seconds and leaves a marked gap; plug it in again and the recording goes on.',
      'After a crash or an empty battery the app offers to recover the session at the next start.',
    ],
  },
  {
    title: 'Review and sign',
    text: [
      'J and K go through the sentences, E plays the sound behind one, Enter edits, N goes to the next open point and A does what it proposes. Ctrl Enter signs.',
      'What you type is kept while you type it, encrypted: after a reload, the lock or a crash it is in its field again, and part of the note only when you take it.',
      'A number, level or side without a source stops the signature. What was hard to hear must be played or typed first.',
    ],
  },
  {
    title: 'Change the note by a command',
    text: [
      'Press I in the review and type: “shorter”, “past tense”, “remove the sentence about …”, “move the sentence about … to plan”, “replace … with …”. “This” is the chosen sentence; “shorter” and “past tense” also take “the note” or the name of a section. Words that hold a “to” or “with” go in quotation marks: change “sit to stand” to “standing”.',
      'What it would change is shown beside what is there; Enter accepts, and it can be taken back. It works by fixed rules: what it does not understand it says, and by itself it touches no number, level or side, nor what stands in quotation marks. A number or level is replaced only when all of it is written: “3.5 lb”, not “3”. A reworded sentence stands as typed by you; a moved one keeps its source.',
    ],
  },
  {
    title: 'Correct the transcript',
    text: [
      'On the Transcript tab (5) press the name before a line to say who spoke: for this line, or for this voice from here on. Other keeps a line out of the note. Press the pencil to type over words that were misheard.',
      'Facts, minutes, units and sentences are made again. What was heard first stays beside it, the sound still plays, and Undo takes it back. What you had typed and that lost its basis is an open point: put it back or drop it.',
      'Press the ear beside a line to have it heard again, by the recogniser in use or by another one you imported. What it hears stands below the line; take it, or keep the line as it stands. Words taken that way count as heard.',
      'Words with a dotted line were hard to hear: press one to hear it.',
    ],
  },
  {
    title: 'Correct a signed note',
    text: [
      'A signed note never changes. Add an addendum under it: it has its own reason, time and signature.',
      'Addition is something more, correction is something that was wrong, late entry is about an earlier day and says which.',
    ],
  },
  {
    title: 'Write a report',
    text: [
      'On the patient’s page, Write a report: progress report, plan of care, discharge note or home program. What the signed sessions and the last report know is filled in, each value with its source; the rest is asked for.',
      'Compare with your own report, under the document, holds it against one you wrote the old way: sentence beside sentence, with what only one of them says. Your text is not kept.',
      'What you type is kept by itself. F8 goes to the next open point, also from inside a field. The document beside the form is what is signed.',
    ],
  },
  {
    title: 'Minutes of an assistant, students, co-signature',
    text: [
      'A student (OTS, OTAS) contributes and never signs alone: in the signature press A student took part, the student signs with a passphrase of their own, a therapist co-signs, and both names stand under the note.',
      'Whoever contributes may say who is to co-sign. Today lists what waits for a co-signature, and for whom.',
      'On the Minutes tab change an entry and choose Assistant. The assistant signs for it with a passphrase of their own, then a therapist co-signs; before that the note is not final.',
    ],
  },
  {
    title: 'Minutes put right after the signature',
    text: [
      'Under a signed note: Add an addendum, Correction, Correct minutes too. Units and claim lines are reckoned anew before you sign it, and a modifier that only the corrected minutes call for is asked about.',
      'The note stays as it was signed. Both versions stand in text, PDF and audit pack. Claim lines, FHIR, the year’s amount and the patient’s day follow the corrected minutes; what was signed is marked as replaced.',
    ],
  },
  {
    title: 'Snippets',
    text: [
      'Settings, Your figures: keep words you type again and again under a short name. While you write a sentence, a point, the name and a space put them there, as typed words.',
      'A snippet holds no number, level or side: it has a blank, ___, for each, and a note with a blank in it cannot be signed.',
    ],
  },
  {
    title: 'What changed in a note, and since the last visit',
    text: [
      'The History tab (6) shows the draft as first written, every change since, and who had the note open.',
      'The Last visit tab (7) holds the note against the signed one before: levels and measures of both, and the sentences that read word for word the same. One that was typed and stands in both is an open point.',
      'A sentence that was only in the last note can be brought forward there. It stands tinted, with blanks for its values, until you accept it for today.',
      'Save the audit pack on the History tab for a reviewer who does not have the app: it opens in any browser and is not encrypted.',
    ],
  },
  {
    title: 'Beside the note you write by hand',
    text: [
      'For the first sessions write your note as you always did and paste it on the History tab (6), Compare with your own note. Levels, cues, minutes, units, pain and measures are listed: the same, different, or in one of them only.',
      'Settle each difference with a reason, or take your sentence over: it then stands in the draft as typed. Settings, Your figures shows all compared sessions and what is open.',
    ],
  },
  {
    title: 'Minutes and units',
    text: [
      'Each minute shows where it comes from: said, timed or typed. Press a line to see its arithmetic and rule, or its loudspeaker to hear the words behind it.',
      'Settings, Payers shows what the same minutes come to under each payer. Copy a profile there where a contract differs, and change the copy: a sample claim beside the form shows what each change does.',
    ],
  },
  {
    title: 'Two patients at once, or a group',
    text: [
      'On the Minutes tab press Others were treated at the same time, and say whether each had a task of their own or it was a group. Only the number is kept; the note stays this patient’s.',
      'Timed codes count minutes of one patient alone, so the app asks: one-on-one, or together. Together they go to 97150, once a day, where the payer’s rule is known. A mix: keep them as entered, and add the group’s minutes under 97150.',
      'The sound holds everybody who was there: ask them all before you record, or time the session without sound.',
    ],
  },
  {
    title: 'What is due',
    text: [
      'Today lists progress reports, certifications, plan signatures and the KX threshold of all patients, the most pressing first.',
      'Add a plan event on the patient’s page once something is sent, signed or written: the deadline moves.',
    ],
  },
  {
    title: 'A score of your own',
    text: [
      'On the Findings tab press a score to see how it came about. Another score puts yours in its place, with the reason; it is marked as yours. An item that was not observed gets no score.',
    ],
  },
  {
    title: 'Goals with a target',
    text: [
      'On the patient’s page press Edit, and choose what a goal is judged by and its target. Its standing then follows from the sessions; “Target reached” appears only at the target.',
    ],
  },
  {
    title: 'Cues for each go',
    text: [
      'The patient’s page divides the counted cues of a visit by the goes at that task you told of: “First go mod assist, three verbal cues. Second go min assist, one verbal cue” is 2 cues per go. Both counts stand beside the chart.',
      'Say the number of cues and rate each go. Where a number is missing, the visit has no index; nothing is counted as none. A goal’s target can follow it.',
    ],
  },
  {
    title: 'Exercises and the flowsheet',
    text: [
      'Say what was done: “Biceps curls on the right, three sets of ten with a two pound dumbbell, five second hold.” The Minutes tab lists it with its sound and with what was told the time before; the patient’s page has it by visit.',
      'Counting aloud, “give me ten” and plans are not taken. Sets that were not said stay empty. Exercises bill nothing and write no sentence by themselves: they stand under Left out until you add one.',
    ],
  },
  {
    title: 'Another language',
    text: [
      'A line that is not in English is a gap with sound: on the Transcript tab it says which language it probably is, and nothing is taken from it. The app translates nothing; what the recogniser wrote there is shown and not used.',
      'Among the open points, A plays it. Type what it means with the pencil: from then on the line counts like any other, as typed by you.',
    ],
  },
  {
    title: 'Find something',
    text: [
      'Press / and type a name, a finding such as “toilet mod”, words of a note or words that were said. Last letters may be left out. The loudspeaker plays the place.',
    ],
  },
  {
    title: 'One visit in two recordings',
    text: [
      'Where a recording broke off and you began another one, the patient’s page offers to join them. Words, marks and timers of both stand in one session, with the time between as a gap; the note is written anew from both.',
    ],
  },
  {
    title: 'A recording that was forgotten',
    text: [
      'When neither of you has spoken for a while, a pause lasts long, or the planned time is over, the app asks whether you are still treating. It goes on until you stop it, and nothing is cut off.',
      'Settings, Voice and hearing says when it asks.',
    ],
  },
  {
    title: 'Lock, passphrase and recovery code',
    text: [
      'The app locks itself when it lies untouched; a recording goes on and can be stopped from the lock.',
      'A forgotten passphrase is replaced with the recovery code from paper. Nobody else can open your records.',
    ],
  },
  {
    title: 'Several people on one computer',
    text: [
      'Settings, You, Let somebody open the app: choose what they are, they type a passphrase of their own, you type yours. Credentials that are not known sign nothing. From then on the app opens with either, and each line of what happened says who it was.',
      'Therapists, assistants and students see patients and notes; a student signs and copies nothing. The front desk sees patients, payers, deadlines and amounts, no diagnosis or goals, no notes and no sound. Backups, deletion and who opens the app stay with whoever set it up.',
      'The key beside a name closes the app to that person again. Backups from before still open with their passphrase: keep those out of reach.',
      'What you sign as, and your passphrase, are changed under Settings, You, Who signs.',
    ],
  },
  {
    title: 'Backup and restore',
    text: [
      'Settings, Keeping and backup makes an encrypted copy and reads it back. Prove it opens now and then.',
      'To restore, lock the app and press Restore a backup. What is here is moved aside.',
    ],
  },
  {
    title: 'Will my record system take it?',
    text: [
      'Settings, Keeping and backup, Check every form writes an invented session as text, PDF, FHIR, claim lines, CSV, JSON and audit pack, and reads each back as its receiver would. What fails is named.',
    ],
  },
  {
    title: 'How long sound is kept',
    text: [
      'Settings, Keeping and backup: at the signature, after some days, or until you delete it. Each deletion is on record. The consent step says what will happen.',
      'When the patient takes the consent back: History tab of the session, Consent was taken back. Delete the sound now is beside it. The record says why it went, and the settings list every deletion.',
    ],
  },
  {
    title: 'The samples',
    text: [
      'The sample session shows the whole way from sound to note. The sample caseload is eight invented patients with deadlines, goals, signed notes and drafts; their words are written, so nothing of them plays.',
      'Every sample says so in its name, stands apart from real patients and counts in no figure. One button on Today or under Settings, Keeping and backup removes them all.',
    ],
  },
  {
    title: 'No network',
    text: ['The app has no network code. Nothing is uploaded or downloaded, and there is no account.'],
  },
];
