/** Hands a file to the person: the browser asks where to, or puts it among the downloads. */
import { bytesFromBase64 } from './base64.ts';

const KEPT_MS = 10_000;

export function saveFile(fileName: string, base64: string, type: string): void {
  const url = URL.createObjectURL(new Blob([bytesFromBase64(base64)], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
}
