/** The built pages behind the real loopback shell, with a core of the test's choice, in a tab of their own. */
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
import type { Core } from '../../../src/main/core/createCore.ts';
import { type Loopback, startLoopback } from '../../../src/main/shell/loopback/startLoopback.ts';

export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const PAGES = `${ROOT}dist/renderer`;

let built: Promise<unknown> | null = null;

/** Builds the pages once for all tests of a file: what is tested is what the source says now. */
export function buildPages(): Promise<unknown> {
  built ??= build({ configFile: `${ROOT}vite.config.ts`, logLevel: 'error' });
  return built;
}

export type Theme = 'light' | 'dark';

export interface OpenApp {
  readonly page: Page;
  readonly shell: Loopback;
  /** What the content security policy stopped, and errors of the page's own code: must stay empty. */
  readonly faults: readonly string[];
  close(): Promise<void>;
}

export interface OpenOptions {
  readonly theme?: Theme;
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly reducedMotion?: boolean;
  /** Runs in the page before the app's own code. */
  readonly script?: () => void;
}

export async function openApp(browser: Browser, core: Core, options: OpenOptions = {}): Promise<OpenApp> {
  const { theme = 'light', viewport = { width: 1280, height: 800 }, reducedMotion = true } = options;
  const shell = await startLoopback({ core, pages: PAGES });
  const context = await browser.newContext({
    colorScheme: theme,
    viewport,
    reducedMotion: reducedMotion ? 'reduce' : 'no-preference',
    acceptDownloads: true,
    locale: 'en-US',
    timezoneId: 'America/Chicago',
  });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const faults: string[] = [];
  await page.exposeFunction('reportFault', (fault: string) => faults.push(fault));
  if (options.script !== undefined) await page.addInitScript(options.script);
  await page.addInitScript(() => {
    const report = (window as unknown as { reportFault(fault: string): void }).reportFault;
    document.addEventListener('securitypolicyviolation', (event) =>
      report(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile ?? ''} ${event.sample}`),
    );
  });
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    // Which feature names a Permissions-Policy may hold depends on the browser's version; the others still count.
    const isAboutFeatureName = message.text().startsWith('Error with Permissions-Policy header: Unrecognized feature');
    if ((message.type() === 'error' || message.type() === 'warning') && !isAboutFeatureName)
      faults.push(message.text());
  });
  await page.goto(shell.newAddress());
  return {
    page,
    shell,
    faults,
    close: async () => {
      await context.close();
      await shell.close();
    },
  };
}
