/**
 * What this machine can be tested with. A test that needs more than Node asks here; the test command names what was
 * left out, and with OT_SCRIBE_TESTS_ALL=1 nothing may be.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export function findProgram(name: string): string | null {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    try {
      const path = join(folder, name);
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // not in this folder
    }
  }
  return null;
}

export const chromiumPath: string | null =
  process.env.CHROMIUM ?? findProgram('chromium') ?? findProgram('chromium-browser') ?? findProgram('google-chrome');

export interface Capability {
  readonly name: string;
  readonly isPresent: boolean;
  readonly needs: string;
  /** Not a program to install but data too large to keep: its tests may be left out anywhere. */
  readonly isOptional?: boolean;
}

export const CAPABILITIES = {
  browser: {
    name: 'browser',
    isPresent: chromiumPath !== null,
    needs: 'Chromium (Debian package chromium, or CHROMIUM=path)',
  },
  soundServer: {
    name: 'sound server',
    isPresent: ['pulseaudio', 'pactl', 'parec', 'arecord'].every((program) => findProgram(program) !== null),
    needs: 'PulseAudio and ALSA tools (Debian packages pulseaudio, pulseaudio-utils, alsa-utils, libasound2-plugins)',
  },
  tracer: { name: 'system call tracer', isPresent: findProgram('strace') !== null, needs: 'Debian package strace' },
  smallDisk: {
    name: 'disk of a few megabytes',
    isPresent: process.platform === 'linux' && spawnSync('unshare', ['-m', 'true']).status === 0,
    needs: 'Linux as root, or unprivileged mounts (util-linux)',
  },
  pdfTools: { name: 'PDF tools', isPresent: findProgram('pdftotext') !== null, needs: 'Debian package poppler-utils' },
  whisperBase: {
    name: 'copy of the weights the recogniser was made from',
    isPresent: existsSync(join(process.env.OT_SCRIBE_WHISPER_BASE ?? '', 'model.bin')),
    needs: 'nothing; set OT_SCRIBE_WHISPER_BASE to a folder with Whisper base for CTranslate2',
    isOptional: true,
  },
} satisfies Record<string, Capability>;
