/** The one origin pages come from. An address is judged by the URL parser, never by how its text begins. */

export const PAGE_SCHEME = 'app';
export const PAGE_HOST = 'scribe';
export const PAGE_ORIGIN = `${PAGE_SCHEME}://${PAGE_HOST}`;
export const START_PAGE = `${PAGE_ORIGIN}/`;

export function isOwnAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, host, username, password } = new URL(address);
  return protocol === `${PAGE_SCHEME}:` && host === PAGE_HOST && username === '' && password === '';
}
