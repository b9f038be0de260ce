/** Equipment used or tried in this session, from the therapist's talk; never what was only advised, planned or seen. */

import type { Hit } from '../lexicon/match.ts';
import type { ActiveTask } from './activeTask.ts';
import { taskFor } from './activeTask.ts';
import type { Document, Sentence } from './document.ts';
import { chunkIndexAt, hitsOf, spokenText } from './document.ts';
import type { Draft, DraftOf } from './draft.ts';
import { common, evidenceOf } from './draft.ts';
import type { ContextKind } from './standing.ts';
import { isAboutAnotherPerson, isDenied, isQuestion, namesInTalk, standingAt } from './standing.ts';

type Device = DraftOf<'device'>;

export function extractDevices(document: Document, active: readonly (ActiveTask | null)[]): Draft[] {
  const names = namesInTalk(document);
  const byName = new Map<string, Device>();
  for (const sentence of document.sentences) {
    if (sentence.speaker !== 'therapist' || isQuestion(sentence)) continue;
    if (isAboutAnotherPerson(sentence, names.patient, names.all, names.helpers)) continue;
    for (const hit of namedIn(sentence)) {
      if (!isUsed(sentence, hit)) continue;
      const evidence = evidenceOf({ sentence, from: hit.from, to: hit.to });
      const known = byName.get(hit.name);
      if (known) {
        byName.set(hit.name, { ...known, evidence: [...known.evidence, ...evidence] });
        continue;
      }
      byName.set(hit.name, {
        kind: 'device',
        name: usualName(hit.name, spokenText(sentence, hit.from, hit.to).toLowerCase()),
        task: taskFor(document, active, sentence.index, hit.from)?.label ?? null,
        ...common('device/used', 'therapist'),
        evidence,
      });
    }
  }
  return withoutGeneral([...byName.values()]);
}

interface Named {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

const BENCH_WORK = /^(?:button|peg|screw|zip|bolt|bead|clip|key|lock|switch|picture|letter)s?$/;

/** "buttons on the board": a board to work at, not the one to slide on. */
function isOtherBoard({ tokens }: Sentence, { entry, from, to }: Hit<'devices'>): boolean {
  const bare = tokens
    .slice(from, to)
    .every((token) => ['the', 'a', 'on', 'onto', 'with', 'board'].includes(token.text));
  return bare && /slide/.test(entry.name) && tokens.some((token) => BENCH_WORK.test(token.text));
}

/** "Prosthetic training, twenty": a billed service. */
const NAMES_SERVICE = new Set(['training', 'code', 'fitting', 'management']);

/** Devices the lexicon names, and equipment it only knows by its kind of word, under the name it was given. */
function namedIn(sentence: Sentence): Named[] {
  const known = hitsOf(sentence, 'devices').filter(
    (hit) => !NAMES_SERVICE.has(sentence.tokens[hit.to]?.text ?? '') && !isOtherBoard(sentence, hit),
  );
  const others = hitsOf(sentence, 'equipment').filter(
    (hit) => !known.some((device) => hit.from < device.to && device.from < hit.to),
  );
  return [
    ...known.map((hit) => ({ name: hit.entry.name, from: hit.from, to: hit.to })),
    ...others.map(({ from: first, to }) => {
      const from = sentence.tokens.findIndex((token, at) => at >= first && (at === to - 1 || !LEADING.has(token.text)));
      return { name: spokenText(sentence, from, to).toLowerCase(), from, to };
    }),
  ];
}

/** What stands before the name of a thing: "with the …", "tried a …". */
const LEADING = new Set(
  'with using wearing in on into onto holding via off tried used uses trialled trialed took got had donned needs needed the a an his her that this those both my our one'.split(
    ' ',
  ),
);

/** These keep a device out wherever they stand in its sentence: "a slant board I'm asking the district about". */
const NOT_USED: ReadonlySet<ContextKind> = new Set(['advice', 'plan', 'elsewhere', 'notDone', 'goal']);

function isUsed(sentence: Sentence, hit: Named): boolean {
  if (standingAt(sentence, hit.from).kind !== 'asserted' || isDenied(sentence, hit.from)) return false;
  const chunk = chunkIndexAt(sentence, hit.from);
  const reach = tellsDeed(sentence) ? MOST_CLAUSES_APART : sentence.chunks.length;
  const near = (context: { readonly from: number }) => Math.abs(chunkIndexAt(sentence, context.from) - chunk) <= reach;
  if (hitsOf(sentence, 'context').some((context) => context.entry.kind === 'absent' && near(context))) return false;
  return !hitsOf(sentence, 'context').some(
    (context) => NOT_USED.has(context.entry.kind) && context.from >= hit.from && near(context),
  );
}

const PAST = new Set('was were did had got took put went came made held stood sat wore'.split(' '));

/** Without a past verb the sentence tells of no use: "Bath seat lift, no, too dear, skip it." */
const tellsDeed = ({ tokens }: Sentence) => tokens.some(({ text }) => PAST.has(text) || /[a-z]{2}ed$/.test(text));

const MOST_CLAUSES_APART = 1;

const wordsOf = (name: string) => new Set(name.split(/[^a-z0-9]+/i).filter((word) => word.length > 2));

/** The usual name, and what was said where that is another word: "cane (walking stick)". */
export function usualName(name: string, spoken: string): string {
  const usual = wordsOf(name.toLowerCase());
  const said = spoken.replace(/^(?:the|a|an|his|her|with|on|to|at|in) /, '');
  return [...wordsOf(said)].every((word) => usual.has(word)) ? name : `${name} (${said})`;
}

/** "cane" adds nothing beside "laser cane". */
function withoutGeneral(devices: readonly Device[]): Device[] {
  const plain = (device: Device) => wordsOf(device.name.replace(/ \(.*\)$/, '').toLowerCase());
  return devices.filter((device) => {
    const words = plain(device);
    return !devices.some((other) => {
      const more = plain(other);
      return other !== device && more.size > words.size && [...words].every((word) => more.has(word));
    });
  });
}
