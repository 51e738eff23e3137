/** `neurarium new`: what it writes runs, has sound types, and overwrites nothing. */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { root } from '../build.ts';
import { folder, neurarium, resultOf } from './command.ts';

const place = folder();
const here = { cwd: place };
// As npm links a package: the types come from the built declarations.
mkdirSync(join(place, 'node_modules'));
symlinkSync(root, join(place, 'node_modules/neurarium'), 'dir');
writeFileSync(join(place, 'package.json'), '{ "private": true, "type": "module" }\n');

describe('neurarium new', () => {
  it.each(['neuron', 'scenario'])('%s writes a file that runs as it is and meets what it expects', async (kind) => {
    const id = `my-${kind}-2`;
    const made = await neurarium(['new', kind, id], here);
    expect(made).toMatchObject({ code: 0, stderr: '' });
    expect(made.stdout).toContain(`neurarium run ./${id}.ts`);
    const result = await resultOf(['run', `./${id}.ts`], here);
    expect(result.scenario).toBe(id);
    expect(result.expect).toEqual([expect.objectContaining({ measure: 'rate', pass: true })]);
  });

  it('writes files whose types a strict compiler accepts', async () => {
    for (const kind of ['neuron', 'scenario']) await neurarium(['new', kind, `typed-${kind}`], here);
    const options = ['--noEmit', '--strict', '--exactOptionalPropertyTypes', '--noUncheckedIndexedAccess', '--noUnusedLocals'];
    const target = ['--target', 'es2022', '--module', 'nodenext'];
    const compiler = join(root, 'node_modules/typescript/bin/tsc');
    const args = [compiler, ...target, ...options, 'typed-neuron.ts', 'typed-scenario.ts'];
    const compiled = promisify(execFile)(process.execPath, args, here);
    await expect(compiled.catch(({ stdout }) => stdout)).resolves.toMatchObject({ stdout: '' });
  });

  it('names the neuron in camelCase', async () => {
    await neurarium(['new', 'neuron', 'fast-spiking-cell'], here);
    expect(readFileSync(join(place, 'fast-spiking-cell.ts'), 'utf8')).toContain('export const fastSpikingCell = defineNeuron({');
  });

  it('prints one JSON object with --json', async () => {
    const { code, stdout } = await neurarium(['new', 'scenario', 'told', '--json'], here);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({ created: 'told.ts', kind: 'scenario', run: 'neurarium run ./told.ts' });
  });

  it('never overwrites', async () => {
    writeFileSync(join(place, 'mine.ts'), 'precious');
    const { code, stderr } = await neurarium(['new', 'neuron', 'mine'], here);
    expect(code).toBe(2);
    expect(stderr).toContain('mine.ts exists already');
    expect(readFileSync(join(place, 'mine.ts'), 'utf8')).toBe('precious');
  });

  it('says when it cannot write', async () => {
    // A name longer than file systems allow.
    const { code, stdout } = await neurarium(['new', 'scenario', 'a'.repeat(300), '--json'], here);
    expect(code).toBe(3);
    expect(JSON.parse(stdout).error).toMatchObject({ code: 'write', message: expect.stringContaining('cannot write') });
  });

  it.each([
    ['neuron', 'MyCell', 'Such as my-cell;'],
    ['neuron', 'my-cell.ts', 'Such as my-cell;'],
    ['scenario', '../net', 'Such as net;'],
    ['scenario', '2nd', 'Such as nd;'],
    ['scenario', 'änd', 'Such as nd;'],
    ['neuron', 'class', 'Such as class-neuron.'],
    ['neuron', 'network', 'Such as network-neuron.'],
  ])('%s refuses the name %s', async (kind, name, hint) => {
    const { code, stdout } = await neurarium(['new', kind, name, '--json'], here);
    expect(code).toBe(2);
    const { error } = JSON.parse(stdout);
    expect(error).toMatchObject({ code: 'usage', hint: expect.stringContaining(hint) });
    expect(existsSync(join(place, `${name}.ts`))).toBe(false);
  });

  it('has a help with examples, and says which kinds there are', async () => {
    for (const kind of ['neuron', 'scenario']) {
      const { code, stdout } = await neurarium(['new', kind, '--help']);
      expect(code).toBe(0);
      expect(stdout).toContain(`neurarium new ${kind} `);
      expect(stdout).toContain('Examples:');
    }
    const { code, stderr } = await neurarium(['new', 'neurn', 'a']);
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining("Did you mean 'neuron'?") });
    expect((await neurarium(['new'])).code).toBe(2);
  });
});
