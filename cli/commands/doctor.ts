/** `neurarium doctor`: whether this machine has what is needed, and how fast it is. */
import { cpus, totalmem } from 'node:os';
import { Command } from 'commander';
import { dataset, describeScenario, Experiment, formatBytes, type Host, openData, splitParts } from '../../engine/index.ts';
import { datasets, scenarios } from '../../scenarios/index.ts';
import { drive } from '../drive.ts';
import { exitCodes } from '../errors.ts';
import { coloursFor, number } from '../terminal/index.ts';
import { version } from '../version.ts';

interface Finding {
  readonly what: string;
  readonly ok: boolean;
  readonly found: string;
  readonly hint?: string;
}

export function doctorCommand(host: Host, done: (exitCode: number) => void): Command {
  return new Command('doctor')
    .description('check this machine: Node, WebAssembly, data files, speed')
    .option('--json', 'print one JSON object and nothing else')
    .action(async ({ json }: { json?: boolean }) => {
      const findings = [nodeVersion(), memory(), simd(), ...(await dataFiles(host)), await sameBits(host), await speed(host)];
      if (json === true) process.stdout.write(`${JSON.stringify({ version, findings })}\n`);
      else process.stdout.write(`neurarium ${version}\n${findings.map(line).join('\n')}\n`);
      done(findings.every(({ ok }) => ok) ? exitCodes.done : exitCodes.run);
    });
}

function line({ what, ok, found, hint }: Finding): string {
  const colours = coloursFor(process.stdout, process.env);
  return `${ok ? colours.green('✓') : colours.red('✗')} ${what}: ${found}${ok || hint === undefined ? '' : `\n  ${hint}`}`;
}

function nodeVersion(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const ok = major > 20 || (major === 20 && minor >= 19);
  return { what: 'Node', ok, found: process.versions.node, hint: 'Neurarium needs Node 20.19 or newer.' };
}

function memory(): Finding {
  return { what: 'machine', ok: true, found: `${cpus().length} processors, ${formatBytes(totalmem())} of memory` };
}

/** A module with one function that returns a v128: valid only where SIMD is. */
function simd(): Finding {
  const bytes = Uint8Array.of(
    0,
    97,
    115,
    109,
    1,
    0,
    0,
    0,
    1,
    5,
    1,
    96,
    0,
    1,
    123,
    3,
    2,
    1,
    0,
    10,
    8,
    1,
    6,
    0,
    65,
    0,
    253,
    15,
    11,
  );
  const ok = WebAssembly.validate(bytes);
  return { what: 'WebAssembly SIMD', ok, found: ok ? 'yes' : 'no', hint: 'Use a newer Node, or one built with SIMD.' };
}

/** Data sets that are made need no file. */
async function dataFiles(host: Host): Promise<Finding[]> {
  const packed = Object.values(datasets).filter(({ file }) => file !== null);
  return Promise.all(
    packed.map(async ({ name }) => {
      try {
        const open = await openData(dataset(name).split(splitParts), { datasets, host, seed: 1 });
        // Part by part: those of some sets have examples of other lengths.
        const size = splitParts.reduce((sum, part) => sum + open([part], 'all').size, 0);
        return { what: `data set ${name}`, ok: true, found: `${size} examples` };
      } catch (error) {
        return {
          what: `data set ${name}`,
          ok: false,
          found: (error as Error).message,
          hint: "Run 'npm ci' in a checkout, or install the package again.",
        };
      }
    }),
  );
}

/** Kernels against the interpreter: the promise that results rest on. */
async function sameBits(host: Host): Promise<Finding> {
  const hashes = await Promise.all((['wasm', 'interpreter'] as const).map((backend) => cubaHash(host, backend)));
  const ok = hashes[0] === hashes[1];
  return {
    what: 'same bits in kernels and interpreter',
    ok,
    found: ok ? `yes, state_hash ${hashes[0]}` : hashes.join(' and '),
    hint: 'Please report this with your Node version and processor.',
  };
}

async function cubaHash(host: Host, backend: 'wasm' | 'interpreter'): Promise<string> {
  const experiment = await cuba(host, backend, { controls: { size: 200 }, duration: '20 ms' });
  await drive(experiment.run$(), () => undefined);
  return experiment.result().stateHash;
}

async function speed(host: Host): Promise<Finding> {
  const experiment = await cuba(host, 'wasm', { duration: '500 ms' });
  const begin = host.now();
  await drive(experiment.run$(), () => undefined);
  const factor = 500 / (host.now() - begin);
  return { what: 'speed', ok: true, found: `cuba with 4,000 neurons runs at ${number(factor)} × real time` };
}

async function cuba(
  host: Host,
  backend: 'wasm' | 'interpreter',
  choices: { controls?: { size: number }; duration: string },
): Promise<Experiment> {
  const { default: scenario } = await scenarios['cuba']!();
  return new Experiment(describeScenario(scenario, choices), { seed: 1, host, datasets, backend });
}
