/** Hashes of the native files that are packed for this system and processor: the app checks them when it starts. */
import { createHash } from 'node:crypto';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export function listNatives(root: string, listFile: string): void {
  const { platform, arch } = process;
  const files = globSync(
    [
      `node_modules/better-sqlite3/prebuilds/${platform}-${arch}.node`,
      `node_modules/onnxruntime-node/bin/*/${platform}/${arch}/*`,
      'node_modules/@node-rs/*/*.node',
    ],
    { cwd: root },
  );
  const hashes = files
    .map((file) => file.replaceAll('\\', '/'))
    .toSorted()
    .map(
      (file) =>
        [
          file,
          createHash('sha256')
            .update(readFileSync(join(root, file)))
            .digest('hex'),
        ] as const,
    );
  writeFileSync(listFile, `${JSON.stringify(Object.fromEntries(hashes), null, 2)}\n`);
}
