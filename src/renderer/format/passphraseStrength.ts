/**
 * How hard a passphrase is to guess, roughly: a lower bound from its length, its different characters and its words.
 * It advises, it does not forbid: the core asks for twelve characters and nothing else (NIST SP 800-63B §5.1.1.2).
 */
export interface PassphraseAdvice {
  readonly level: 'short' | 'weak' | 'fair' | 'strong';
  readonly advice: string;
}

const SHORTEST = 12;
const FAIR_BITS = 36;
const STRONG_BITS = 50;
const BITS_PER_WORD = 12.9;
/** Running text; and a mixture of letters, digits and signs, which people rarely choose quite at random. */
const BITS_PER_CHARACTER = 2.2;
const BITS_PER_MIXED_CHARACTER = 3.5;

const COMMON = /password|passphrase|qwerty|letmein|welcome|123456|abcdef|therapist|scribe/i;

function guessBits(passphrase: string): number {
  const words = new Set(
    passphrase
      .toLowerCase()
      .split(/[\s\-_.]+/)
      .filter((word) => word.length >= 3),
  );
  const distinct = new Set(passphrase).size;
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z\d\s]/].filter((kind) => kind.test(passphrase)).length;
  const bitsEach = kinds >= 3 ? BITS_PER_MIXED_CHARACTER : BITS_PER_CHARACTER;
  const byCharacters = Math.min(passphrase.length, distinct * 2) * bitsEach;
  const byWords = words.size >= 2 ? words.size * BITS_PER_WORD : 0;
  const bits = Math.max(byCharacters, Math.min(byWords, passphrase.length * 3));
  return COMMON.test(passphrase) ? bits / 2 : bits;
}

export function passphraseAdvice(passphrase: string): PassphraseAdvice {
  const missing = SHORTEST - passphrase.length;
  if (missing > 0) {
    const unit = missing === 1 ? 'character' : 'characters';
    return { level: 'short', advice: `${missing} more ${unit} needed. Four unrelated words are easy to keep.` };
  }
  const bits = guessBits(passphrase);
  if (bits < FAIR_BITS)
    return { level: 'weak', advice: 'Easy to guess. Add another word that has nothing to do with the rest.' };
  if (bits < STRONG_BITS) return { level: 'fair', advice: 'Fair. One more word makes it strong.' };
  return { level: 'strong', advice: 'Strong.' };
}
