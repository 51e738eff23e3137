// Compiles the AssemblyScript kernels and embeds them as base64 in kernels.generated.ts. Run by `npm ci`'s prepare step.
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const folder = dirname(fileURLToPath(import.meta.url));

/** The module's bytes; throws with the compiler's messages where it does not compile. */
async function compile() {
  let binary;
  const { error, stderr } = await asc.main(
    [
      'kernels.as.ts',
      '--baseDir',
      folder,
      '--outFile',
      'kernels.wasm',
      '--runtime',
      'stub',
      '--importMemory',
      '--noExportMemory',
      '--initialMemory',
      '1',
      '--optimizeLevel',
      '3',
      '--noAssert',
      '--enable',
      'simd',
    ],
    {
      writeFile: (_name, contents) => {
        binary = contents;
      },
    },
  );
  if (error) throw new Error(`the kernels do not compile\n${stderr.toString()}`, { cause: error });
  return binary;
}

/** Delivery would overwrite a simulation if the module brought data or wanted more than the one memory. */
function refuseExtras(binary) {
  const imports = WebAssembly.Module.imports(new WebAssembly.Module(binary));
  const names = imports.map((entry) => `${entry.module}.${entry.name}`);
  if (names.join() !== 'env.memory') throw new Error(`the kernels import ${names.join(', ')}; expected env.memory alone`);
  const sections = sectionIds(binary);
  if (sections.includes(11)) throw new Error('the kernels have static data; they may not own any memory');
}

/** Ids of the module's sections, in order (WebAssembly core specification 5.5). */
function sectionIds(binary) {
  const ids = [];
  for (let at = 8; at < binary.length; ) {
    ids.push(binary[at++]);
    let size = 0;
    for (let shift = 0, byte = 0x80; byte & 0x80; shift += 7) {
      byte = binary[at++];
      size |= (byte & 0x7f) << shift;
    }
    at += size;
  }
  return ids;
}

const binary = await compile();
refuseExtras(binary);
const text = `/** Made by build.js from the AssemblyScript sources beside it. */
export const kernelsBase64 = '${Buffer.from(binary).toString('base64')}';
/** Size of the module in bytes. */
export const kernelsBytes = ${binary.length};
`;
await writeFile(join(folder, 'kernels.generated.ts'), text);
process.stdout.write(`kernels: ${binary.length} bytes of WebAssembly\n`);
