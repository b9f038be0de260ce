/**
 * Packs the app with electron-builder round a stand-in for Electron's program, without a network, and looks at what
 * would be installed. Linux only: the tool edits the programs of the other systems, and a stand-in does not do for that.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { extractAll, listPackage, statFile } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { assertAddressesResolve, buildMain } from '../../scripts/builders/buildMain.ts';
import { buildPreload } from '../../scripts/builders/buildPreload.ts';
import { listNatives } from '../../scripts/builders/listNatives.ts';
import { alteredNatives } from '../../src/main/shell/electron/checkNatives.ts';
import { buildSmallPages } from '../support/builtPages.ts';
import { writeFakeElectronDist } from '../support/fakeElectronDist.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const isPossible = process.platform === 'linux' && process.arch === 'x64';
if (!isPossible) {
  process.stdout.write('left out: packing the app, which can be tried on Linux x64 alone without Electron itself\n');
}

function runBuilder(folder: string, change: (config: Record<string, unknown>) => void) {
  const config = parse(readFileSync(join(ROOT, 'electron-builder.yml'), 'utf8'));
  config.electronDist = join(folder, 'electron');
  config.directories = { output: join(folder, 'out') };
  config.files = [
    { from: join(folder, 'dist'), to: 'dist' },
    ...config.files.filter((each: string) => each !== 'dist/**/*'),
  ];
  change(config);
  writeFileSync(join(folder, 'config.json'), JSON.stringify(config));
  const run = spawnSync(
    process.execPath,
    [
      join(ROOT, 'node_modules/electron-builder/cli.js'),
      ...['--linux', 'dir', '--x64', '--projectDir', ROOT, '--config', join(folder, 'config.json')],
    ],
    { cwd: ROOT, encoding: 'utf8', timeout: 110_000, env: { ...process.env, NO_UPDATE_NOTIFIER: '1' } },
  );
  return { status: run.status, output: `${run.stdout}${run.stderr}` };
}

describe.runIf(isPossible)('the packed app', () => {
  let folder: string;
  let asar: string;
  let files: readonly string[];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ot-scribe-package-'));
    const dist = join(folder, 'dist');
    const pages = buildSmallPages();
    mkdirSync(dist);
    cpSync(pages.folder, join(dist, 'renderer'), { recursive: true });
    pages.remove();
    await buildMain(ROOT, dist);
    await buildPreload(ROOT, join(dist, 'main'));
    listNatives(ROOT, join(dist, 'main/natives.json'));
    assertAddressesResolve(dist);
    await writeFakeElectronDist(join(folder, 'electron'), manifest.devDependencies.electron);
    const { status, output } = runBuilder(folder, () => undefined);
    expect(status, output).toBe(0);
    asar = join(folder, 'out/linux-unpacked/resources/app.asar');
    files = listPackage(asar, { isPack: false }).map((file) => file.replaceAll('\\', '/').slice(1));
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('starts at a file that is in it', () => {
    expect(files).toContain(manifest.main);
    expect(files).toContain('dist/main/shell/electron/entry.js');
    expect(files).toContain('dist/main/preload.cjs');
    expect(files).toContain('dist/renderer/index.html');
    expect(
      files.filter((file) => /^dist\/main\/workers\/[\w-]+\.process\.js$/.test(file)).length,
    ).toBeGreaterThanOrEqual(2);
  });

  it('holds the built files and the packages they need, no source, no test, no tool', () => {
    expect(files.length).toBeGreaterThan(100);
    const tops = new Set(files.map((file) => file.split('/')[0]));
    expect([...tops].toSorted()).toEqual(['dist', 'node_modules', 'package.json']);
    expect(files.filter((file) => /\.tsx?$/.test(file))).toEqual([]);
    const tools = [
      'electron',
      'electron-builder',
      'vite',
      'vitest',
      'typescript',
      'node',
      'playwright-core',
      '@biomejs',
    ];
    expect(files.filter((file) => tools.some((tool) => file.startsWith(`node_modules/${tool}/`)))).toEqual([]);
  });

  it('holds no package whose only use is to download something', () => {
    expect(
      files.filter((file) => /node_modules\/(?:adm-zip|global-agent|sharp\/(?!index\.cjs|package\.json))/.test(file)),
    ).toEqual([]);
    expect(files.filter((file) => /^node_modules\/onnxruntime-node\/(?:script|lib)\/./.test(file))).toEqual([]);
  });

  it('keeps native modules and the libraries beside them outside the archive, for this system alone', () => {
    const natives = files.filter((file) => /\.(?:node|so(?:\.\d+)*|dll|dylib)$/.test(file));
    expect(natives.some((file) => file.includes('better-sqlite3/prebuilds/linux-x64.node'))).toBe(true);
    expect(natives.some((file) => file.endsWith('linux/x64/onnxruntime_binding.node'))).toBe(true);
    expect(natives.some((file) => file.endsWith('linux/x64/libonnxruntime.so.1'))).toBe(true);
    for (const file of natives) {
      expect(statFile(asar, file, true), file).toMatchObject({ unpacked: true });
      expect(existsSync(join(`${asar}.unpacked`, file)), file).toBe(true);
    }
    expect(natives.filter((file) => /darwin|win32|linuxmusl|\.dll$|\.dylib$/.test(file))).toEqual([]);
  });

  it('knows the hash of each of them, and notices a single flipped bit and a missing file', () => {
    const list = join(folder, 'dist/main/natives.json');
    const listed = Object.keys(JSON.parse(readFileSync(list, 'utf8')));
    const natives = files.filter((file) => /\.(?:node|so(?:\.\d+)*)$/.test(file));
    expect(listed.toSorted()).toEqual(natives.toSorted());
    expect(alteredNatives(list, `${asar}.unpacked`)).toEqual([]);

    const other = join(folder, 'altered');
    cpSync(`${asar}.unpacked`, other, { recursive: true });
    const [flipped, removed] = natives.toSorted() as [string, string];
    const bytes = readFileSync(join(other, flipped));
    bytes[bytes.length >> 1]! ^= 1;
    writeFileSync(join(other, flipped), bytes);
    rmSync(join(other, removed));
    expect(alteredNatives(list, other)).toEqual([flipped, removed]);
  });

  it('has its models and resources beside the archive, not in it', () => {
    const resources = join(folder, 'out/linux-unpacked/resources');
    const models = JSON.parse(readFileSync(join(ROOT, 'models/manifest.json'), 'utf8')).models as { file: string }[];
    expect(models.length).toBeGreaterThan(0);
    for (const { file } of models) expect(existsSync(join(resources, 'models', file)), file).toBe(true);
    expect(globSync('resources/**/*.json', { cwd: resources }).length).toBeGreaterThan(0);
    expect(existsSync(join(resources, 'resources/npm-stubs'))).toBe(false);
    expect(files.filter((file) => file.endsWith('.onnx'))).toEqual([]);
  });

  it('carries the licence of every package in it', () => {
    const packages = new Set(
      files.flatMap((file) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/package\.json$)/.exec(file)?.[0] ?? []),
    );
    expect(packages.size).toBeGreaterThan(10);
    const without = [...packages].filter((name) => {
      const { license } = JSON.parse(readFileSync(join(ROOT, name, 'package.json'), 'utf8'));
      const hasFile = files.some(
        (file) => file.startsWith(`${name}/`) && /\/(?:licen[cs]e|copying|notice)[^/]*$/i.test(file),
      );
      return license === undefined && !hasFile;
    });
    expect(without).toEqual([]);
  });

  it('has its fuses set in the program itself', async () => {
    const fuses = await getCurrentFuseWire(join(folder, 'out/linux-unpacked/ot-scribe'));
    const isOn = (fuse: FuseV1Options): boolean => String.fromCharCode(fuses[fuse] as number) === '1';
    expect(isOn(FuseV1Options.RunAsNode)).toBe(false);
    expect(isOn(FuseV1Options.EnableNodeOptionsEnvironmentVariable)).toBe(false);
    expect(isOn(FuseV1Options.EnableNodeCliInspectArguments)).toBe(false);
    expect(isOn(FuseV1Options.GrantFileProtocolExtraPrivileges)).toBe(false);
    expect(isOn(FuseV1Options.OnlyLoadAppFromAsar)).toBe(true);
    expect(isOn(FuseV1Options.EnableCookieEncryption)).toBe(true);
    expect(isOn(FuseV1Options.EnableEmbeddedAsarIntegrityValidation)).toBe(true);
  });

  it('still has every file its packages load', () => {
    const unpacked = join(folder, 'unpacked');
    extractAll(asar, unpacked);
    const packages = Object.keys(manifest.dependencies).filter((name) =>
      files.includes(`node_modules/${name}/package.json`),
    );
    expect(packages).toContain('better-sqlite3');
    expect(packages).toContain('onnxruntime-node');
    const code = `for (const name of ${JSON.stringify(packages)}) await import(name);
      new (await import('better-sqlite3')).default(':memory:').close();`;
    writeFileSync(join(unpacked, 'load.mjs'), code);
    const run = spawnSync(process.execPath, ['load.mjs'], {
      cwd: unpacked,
      encoding: 'utf8',
      env: { ...process.env, ORT_DISABLE_TELEMETRY: '1', NODE_OPTIONS: '' },
    });
    expect(run.stderr).toBe('');
    expect(run.status).toBe(0);
  });

  it('is not packed from a configuration with an unknown key', () => {
    const { status, output } = runBuilder(folder, (config) => {
      config.asarUnpak = [];
    });
    expect(status).not.toBe(0);
    expect(output).toContain('asarUnpak');
  });
});
