import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const config = parse(readFileSync(resolve(import.meta.dirname, '../../electron-builder.yml'), 'utf8'));

describe('the installer’s configuration', () => {
  it('closes every fuse that lets the app be used as something else', () => {
    expect(config.electronFuses).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    });
    expect(config.asar).toBe(true);
  });

  it('publishes nothing, compiles nothing', () => {
    expect(config.publish).toBeNull();
    expect(config.npmRebuild).toBe(false);
    expect(JSON.stringify(config)).not.toMatch(/https?:/);
  });

  it('says on macOS what the microphone is for', () => {
    expect(config.mac.extendInfo.NSMicrophoneUsageDescription).toMatch(/consent/);
    const entitlements = readFileSync(resolve(import.meta.dirname, '../..', config.mac.entitlements), 'utf8');
    expect(entitlements).toContain('com.apple.security.device.audio-input');
    expect(entitlements).not.toMatch(/network\.|get-task-allow|allow-dyld-environment-variables/);
  });

  it('covers three systems, on Linux without the launcher that switches the sandbox off', () => {
    expect(config.win.target).toEqual(['nsis']);
    expect(config.mac.target).toEqual(['dmg']);
    expect(config.linux.target).toEqual(['tar.gz']);
  });

  it('keeps the user’s records when the app is removed', () => {
    expect(config.nsis.deleteAppDataOnUninstall).toBe(false);
  });
});
