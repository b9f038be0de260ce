/**
 * What a recogniser may make of a dialogue: the confusion model of the noisy benchmark. Capitals and punctuation go,
 * numbers become digits as often as the recogniser writes them so, and words or short phrases are replaced by what it
 * was measured to write for them (confusions.json, which says on what and on how many words): about one word in twenty.
 * Words that were never misheard there stay. Seeded by dialogue and utterance. Speakers, times and the annotation stay; dialogues marked noisy pass unchanged.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { mulberry32 } from '../random.ts';
import type { Dialogue } from './dialogueForm.ts';
import { writeNumbers } from './writeNumbers.ts';

const confusionsSchema = z.object({
  measuredOn: z.string(),
  words: z.int(),
  /** Of all numbers below ten, and of all others, the share written in digits. */
  digits: z.object({ small: z.number(), large: z.number() }),
  table: z.array(z.object({ said: z.string(), times: z.int(), heard: z.record(z.string(), z.int()) })),
});
export type Confusions = z.infer<typeof confusionsSchema>;

/** Few sightings prove little: a word seen once and misheard once is not always misheard. */
const SMOOTHING = 4;
const LONGEST = 3;

export const confusions: Confusions = confusionsSchema.parse(
  JSON.parse(readFileSync(path.join(import.meta.dirname, 'confusions.json'), 'utf8')),
);
const entries = new Map(confusions.table.map((entry) => [entry.said, entry]));

export function confuse(dialogue: Dialogue, seed: number): Dialogue {
  if (dialogue.asr === 'noisy') return dialogue;
  const utterances = dialogue.utterances.map((utterance, index) => {
    const text = confuseText(utterance.text, mulberry32(hash(`${seed} ${dialogue.id} ${index}`)));
    return { ...utterance, text: text === '' ? utterance.text.toLowerCase() : text };
  });
  return { ...dialogue, utterances };
}

export function confuseText(text: string, random: () => number): string {
  return text
    .split(/[.,;:!?…]+(?=\s|["”]|$)|["“”()]/)
    .flatMap((part) => mishear(plainWords(part), random))
    .join(' ')
    .trim();
}

function plainWords(part: string): string[] {
  return part
    .toLowerCase()
    .replace(/[’']/g, '')
    .split(/[^\p{L}\p{N}.]+/u)
    .map((word) => word.replace(/^\.+|\.+$/g, ''))
    .filter(Boolean);
}

/** Look-alikes first, on the words as said; then the numbers that are left are written down. */
function mishear(words: readonly string[], random: () => number): string[] {
  const out: string[] = [];
  let untouched: string[] = [];
  const write = () => {
    out.push(...writeNumbers(untouched, confusions.digits, random));
    untouched = [];
  };
  for (let at = 0; at < words.length; ) {
    const hit = confusionAt(words, at, random);
    if (hit === null) {
      untouched.push(words[at]!);
      at += 1;
      continue;
    }
    write();
    out.push(...hit.heard.split(' ').filter(Boolean));
    at += hit.length;
  }
  write();
  return out;
}

function confusionAt(
  words: readonly string[],
  at: number,
  random: () => number,
): { heard: string; length: number } | null {
  for (let length = Math.min(LONGEST, words.length - at); length > 0; length--) {
    const entry = entries.get(words.slice(at, at + length).join(' '));
    if (entry === undefined) continue;
    const others = Object.entries(entry.heard);
    const wrong = others.reduce((sum, [, times]) => sum + times, 0);
    if (random() >= wrong / (entry.times + SMOOTHING)) continue;
    let drawn = random() * wrong;
    const chosen = others.find(([, times]) => (drawn -= times) < 0) ?? others[0]!;
    return { heard: chosen[0], length };
  }
  return null;
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const character of text) value = Math.imul(value ^ character.codePointAt(0)!, 0x01000193);
  return value >>> 0;
}
