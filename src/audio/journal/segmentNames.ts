/** Names of segment files: 000001.seg, 000002.seg, … in recording order. */
const PATTERN = /^(\d{6,9})\.seg$/;
const DIGITS = 6;

export function segmentFileName(segmentNumber: number): string {
  return `${String(segmentNumber).padStart(DIGITS, '0')}.seg`;
}

/** The segments among a folder's files, in order. */
export function segmentNumbers(fileNames: readonly string[]): readonly number[] {
  return fileNames
    .flatMap((name) => {
      const digits = PATTERN.exec(name)?.[1];
      const number = Number(digits);
      return digits !== undefined && segmentFileName(number) === name ? [number] : [];
    })
    .sort((a, b) => a - b);
}
