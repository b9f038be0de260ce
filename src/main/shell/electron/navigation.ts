/**
 * A window shows our pages and nothing else: no other address, no second window, no embedded browser. Links of the
 * page are handled by the page; there is no way to open an address outside.
 */
import type { WebContents } from './electronApi.ts';
import { isOwnAddress } from './pageOrigin.ts';

export function guardNavigation(contents: WebContents): void {
  contents.on('will-navigate', (details) => {
    if (!isOwnAddress(details.url)) details.preventDefault();
  });
  contents.on('will-frame-navigate', (details) => {
    if (!isOwnAddress(details.url)) details.preventDefault();
  });
  contents.on('will-redirect', (details) => {
    if (!isOwnAddress(details.url)) details.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}
