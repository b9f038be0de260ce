/**
 * The Node side for an installed app: each module of src becomes one .js at the same place under the output folder, so
 * that files which find others by their own place (workers, recorder definitions) still do. Packages stay outside.
 */
import { copyFileSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { build, type Plugin } from 'vite';

const FILE_ADDRESS = /new URL\(\s*(['"])(\.{1,2}\/[^'"]+)\1,\s*import\.meta\.url,?\s*\)/g;

export async function buildMain(root: string, outFolder: string): Promise<void> {
  const source = join(root, 'src');
  const workers = globSync('main/workers/*.{process,thread}.ts', { cwd: source }).map((file) => join(source, file));
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    plugins: [keepFileAddresses(source, outFolder)],
    build: {
      ssr: true,
      outDir: outFolder,
      emptyOutDir: false,
      minify: false,
      target: 'node24',
      rolldownOptions: {
        input: [join(source, 'main/shell/electron/entry.ts'), ...workers],
        external: (id: string) => !id.startsWith('.') && !resolve(id).startsWith(source),
        output: {
          format: 'es',
          preserveModules: true,
          preserveModulesRoot: source,
          entryFileNames: '[name].js',
        },
      },
    },
  });
  writeFileSync(join(outFolder, 'main/main.js'), "import './shell/electron/entry.js';\n");
}

/** `new URL('./x.ts', import.meta.url)` names a module that is .js now; any other file named so is copied beside it. */
function keepFileAddresses(source: string, outFolder: string): Plugin {
  return {
    name: 'keep-file-addresses',
    transform(code, id) {
      return code.replace(FILE_ADDRESS, (whole, quote: string, address: string) => {
        if (address.endsWith('.ts')) return `new URL(${quote}${address.slice(0, -3)}.js${quote}, import.meta.url)`;
        const file = resolve(dirname(id), address);
        const copy = join(outFolder, relative(source, file));
        mkdirSync(dirname(copy), { recursive: true });
        copyFileSync(file, copy);
        return whole;
      });
    },
  };
}

/** Every module that is named by its place must have come out. @throws with the names of those that did not. */
export function assertAddressesResolve(outFolder: string): void {
  const lost = globSync('**/*.js', { cwd: outFolder, exclude: ['renderer/**'] }).flatMap((file) => {
    const code = readFileSync(join(outFolder, file), 'utf8');
    return [...code.matchAll(FILE_ADDRESS)]
      .map((match) => relative(outFolder, resolve(outFolder, dirname(file), match[2]!)))
      .filter((address) => globSync(address, { cwd: outFolder }).length === 0)
      .map((address) => `${address} (named in ${file})`);
  });
  if (lost.length > 0) throw new Error(`The build lacks ${lost.join(', ')}.`);
}
