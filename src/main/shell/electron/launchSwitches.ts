/**
 * Command line switches. An installed app refuses those that open it to a debugger or weaken the browser; the ones
 * added here switch off what a browser does on the network without being asked.
 */

const REFUSED_IN_PACKAGE: readonly string[] = [
  'inspect',
  'inspect-brk',
  'inspect-port',
  'inspect-wait',
  'inspect-publish-uid',
  'debug',
  'debug-brk',
  'debug-port',
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-debugging-address',
  'remote-allow-origins',
  'auto-open-devtools-for-tabs',
  'js-flags',
  'load-extension',
  'disable-web-security',
  'allow-file-access-from-files',
  'no-sandbox',
  'disable-gpu-sandbox',
  'single-process',
  'proxy-server',
  'proxy-pac-url',
  'host-rules',
  'host-resolver-rules',
  'ignore-certificate-errors',
  'use-fake-ui-for-media-stream',
  'enable-logging',
  'log-net-log',
  'require',
  'import',
  'loader',
  'experimental-loader',
  'r',
];

/** The switches of this start that an installed app must not honour, as they were typed. */
export function refusedSwitches(words: readonly string[]): readonly string[] {
  return words.filter((word) => {
    const name = /^(?:--?|\/)([A-Za-z][A-Za-z_-]*)(?:=|$)/.exec(word)?.[1];
    return name !== undefined && REFUSED_IN_PACKAGE.includes(name.toLowerCase().replaceAll('_', '-'));
  });
}

/** Switch and value, set before the app is ready. */
export const OFFLINE_SWITCHES: readonly (readonly [name: string, value?: string])[] = [
  ['disable-background-networking'],
  ['disable-component-update'],
  ['disable-domain-reliability'],
  ['disable-breakpad'],
  ['disable-sync'],
  ['no-pings'],
  ['dns-prefetch-disable'],
  ['host-resolver-rules', 'MAP * ~NOTFOUND'],
  ['force-webrtc-ip-handling-policy', 'disable_non_proxied_udp'],
];
