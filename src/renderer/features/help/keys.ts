/** The keyboard map as shown. */
export interface KeyGroup {
  readonly place: string;
  readonly keys: readonly { readonly key: string; readonly does: string }[];
}

export const KEYS: readonly KeyGroup[] = [
  {
    place: 'Patients',
    keys: [
      { key: 'J', does: 'Next patient' },
      { key: 'K', does: 'Previous patient' },
      { key: 'Enter', does: 'Open what is next for the patient' },
      { key: 'N', does: 'Start a session' },
      { key: 'A', does: 'Add a patient' },
      { key: '/', does: 'Search' },
    ],
  },
  {
    place: 'Recording',
    keys: [
      { key: 'R', does: 'Pause or resume' },
      { key: 'M', does: 'Mark this moment' },
      { key: '.', does: 'Stop' },
    ],
  },
  {
    place: 'Review',
    keys: [
      { key: 'J', does: 'Next sentence' },
      { key: 'K', does: 'Previous sentence' },
      { key: 'E', does: 'Hear the source of the sentence' },
      { key: 'Enter', does: 'Edit the sentence' },
      { key: 'X', does: 'Take the sentence out' },
      { key: 'I', does: 'Change the note by a typed command' },
      { key: 'N', does: 'Next open point' },
      { key: 'A', does: 'Do what the open point proposes' },
      { key: '1 to 7', does: 'Source, Minutes, Findings, Left out, Transcript, History, Last visit' },
      { key: 'Ctrl Z', does: 'Undo' },
      { key: 'Ctrl Shift Z', does: 'Redo' },
      { key: 'Ctrl Enter', does: 'Sign; in a text field: keep the text' },
      { key: 'Esc', does: 'Stop the sound; in a text field: leave it as it was' },
    ],
  },
  {
    place: 'Reports',
    keys: [
      { key: 'F8', does: 'Next open point, also from inside a field' },
      { key: 'Tab', does: 'Next field' },
      { key: 'Ctrl Enter', does: 'Sign' },
    ],
  },
  {
    place: 'Everywhere',
    keys: [
      { key: 'T', does: 'Today' },
      { key: '?', does: 'Help' },
    ],
  },
];
