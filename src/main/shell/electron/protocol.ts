/** Answers what pages ask of app://scribe/: GET and HEAD of a listed file, else "not found" with the same headers. */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Session } from './electronApi.ts';
import { NONCE_PLACEHOLDER, pageHeaders } from './pageHeaders.ts';
import { isOwnAddress, PAGE_ORIGIN, PAGE_SCHEME } from './pageOrigin.ts';
import type { ServedFile, ServedFiles } from './servedFiles.ts';

const NONCE_BYTES = 16;

/** To be registered before the app is ready. */
export const PAGE_SCHEME_PRIVILEGES = {
  scheme: PAGE_SCHEME,
  privileges: { standard: true, secure: true, supportFetchAPI: true },
};

export function servePages(session: Session, files: ServedFiles): void {
  session.protocol.handle(PAGE_SCHEME, (request) => answerPage(request, files));
}

export async function answerPage(request: Pick<Request, 'method' | 'url'>, files: ServedFiles): Promise<Response> {
  const nonce = randomBytes(NONCE_BYTES).toString('base64');
  if (request.method !== 'GET' && request.method !== 'HEAD') return refusal(405, nonce);
  const served = lookUp(request.url, files);
  if (served === undefined) return refusal(404, nonce);
  const bytes = await readFile(served.file);
  const body = served.contentType.startsWith('text/html')
    ? bytes.toString('utf8').replaceAll(NONCE_PLACEHOLDER, nonce)
    : new Uint8Array(bytes);
  return new Response(request.method === 'HEAD' ? null : body, { headers: pageHeaders(nonce, served.contentType) });
}

/** The path is taken out of the text as it came: an address the URL parser would tidy up is not one of ours. */
function lookUp(address: string, files: ServedFiles): ServedFile | undefined {
  if (!isOwnAddress(address) || !address.startsWith(`${PAGE_ORIGIN}/`)) return undefined;
  const path = address.slice(PAGE_ORIGIN.length).replace(/[?#].*$/s, '');
  return files.get(path);
}

function refusal(status: number, nonce: string): Response {
  return new Response(null, { status, headers: pageHeaders(nonce, 'text/plain; charset=utf-8') });
}
