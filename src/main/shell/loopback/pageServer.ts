/** Answers requests for the files of the pages: GET and HEAD of a listed file, with the headers of every page. */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { NONCE_PLACEHOLDER, pageHeaders } from '../electron/pageHeaders.ts';
import type { ServedFiles } from '../electron/servedFiles.ts';
import { type Address, refusePage } from './requestChecks.ts';

const NONCE_BYTES = 16;
const PLAIN = 'text/plain; charset=utf-8';

export async function answerPage(
  request: IncomingMessage,
  response: ServerResponse,
  files: ServedFiles,
  own: Address,
): Promise<void> {
  const nonce = randomBytes(NONCE_BYTES).toString('base64');
  const refused = refusePage(request, own);
  // The path is looked up as it came: nothing is decoded, joined or tidied up.
  const served = refused === null ? files.get((request.url ?? '').replace(/\?.*$/s, '')) : undefined;
  if (served === undefined) {
    response.writeHead(refused ?? 404, pageHeaders(nonce, PLAIN)).end();
    return;
  }
  const bytes = await readFile(served.file);
  const body = served.contentType.startsWith('text/html')
    ? Buffer.from(bytes.toString('utf8').replaceAll(NONCE_PLACEHOLDER, nonce), 'utf8')
    : bytes;
  response.writeHead(200, { ...pageHeaders(nonce, served.contentType), 'Content-Length': body.length });
  response.end(request.method === 'HEAD' ? undefined : body);
}
