import { describe, expect, it } from 'vitest';
import packageDescription from '../../package.json' with { type: 'json' };
import { scenarios } from '../../scenarios/index.ts';
import { neurarium, said } from './command.ts';

describe('the command', () => {
  it('without arguments shows what there is', async () => {
    const bare = await neurarium([]);
    expect(bare).toMatchObject({ code: 0, stderr: '' });
    for (const word of ['list', 'run', 'replay', 'trace', 'doctor', 'Examples:']) expect(bare.stdout).toContain(word);
    expect(await neurarium(['--help'])).toEqual(bare);
  });

  it('tells its version', async () => {
    expect(await neurarium(['--version'])).toEqual({ code: 0, stdout: `${packageDescription.version}\n`, stderr: '' });
  });

  it('lists every scenario, with its controls where the terminal is wide enough', async () => {
    const wide = await neurarium(['list'], { size: 160 });
    expect(wide).toMatchObject({ code: 0, stderr: '' });
    expect(wide.stdout).toMatch(/^coba .* size$/m);
    expect(wide.stdout).toMatch(/^brunel .* g, eta$/m);
    const narrow = await neurarium(['list'], { size: 80 });
    expect(narrow.stdout).not.toContain('g, eta');
    for (const id of Object.keys(scenarios)) expect(narrow.stdout).toMatch(new RegExp(`^${id} `, 'm'));
    for (const line of narrow.stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  it('lists them as one JSON object', async () => {
    const { code, stdout, stderr } = await neurarium(['list', '--json']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const listed = JSON.parse(stdout).scenarios as { id: string }[];
    expect(listed.map(({ id }) => id)).toEqual(Object.keys(scenarios));
    expect(listed.find(({ id }) => id === 'cuba')).toEqual({
      id: 'cuba',
      title: expect.any(String),
      source: expect.any(String),
      controls: ['size'],
    });
  });

  it('shows each control with default, range, unit and meaning in the help of a scenario', async () => {
    const text = async (scenario: string) => (await said(['run', scenario, '--help'])).stdout.replace(/\s+/g, ' ');
    expect(await text('cuba')).toContain('--size <number> number of neurons; a whole number from 100 to 1000000 (default: 4000)');
    expect(await text('hello')).toContain("a quantity in pA from '0 pA' to '5000 pA' (default: 500 pA)");
    const digits = await text('digits');
    expect(digits).toContain('--examples <number> images: 7 of 9 train, 2 of 9 test;');
    expect(digits).toContain('from 100 to 9002 or all (default: 3000)');
    expect(digits).toContain('Examples: neurarium run digits ');
    expect(await text('cuba')).toContain("such as '2 s' (default: 1 s)");
  });

  it('has a help for each command', async () => {
    for (const command of [
      ['run'],
      ['replay'],
      ['trace'],
      ['trace', 'info'],
      ['doctor'],
      ['list'],
      ['new'],
      ['new', 'neuron'],
      ['new', 'scenario'],
    ]) {
      const { code, stdout, stderr } = await said([...command, '--help']);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toMatch(new RegExp(`^Usage: neurarium ${command.join(' ')} [<[]`));
    }
  });

  it('checks the machine', async () => {
    const { code, stdout, stderr } = await neurarium(['doctor']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).not.toContain('✗');
    expect(stdout).toMatch(/✓ same bits in kernels and interpreter: yes, state_hash [0-9a-f]{16}/);
    expect(stdout).toMatch(/× real time\n$/);
  });

  it('checks the machine as one JSON object', async () => {
    const { code, stdout, stderr } = await neurarium(['doctor', '--json']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const { version, findings } = JSON.parse(stdout);
    expect(version).toBe(packageDescription.version);
    expect(findings.length).toBeGreaterThanOrEqual(6);
    for (const finding of findings)
      expect(finding).toMatchObject({ what: expect.any(String), ok: true, found: expect.any(String) });
  });
});

const usage: readonly (readonly [args: string[], message: string, hint: string])[] = [
  [['rn', 'cuba'], "unknown command 'rn'", "Did you mean 'run'?"],
  [['trace'], "'neurarium trace' needs a command", "'neurarium trace --help'"],
  [['trace', 'inf'], "unknown command 'inf'", "Did you mean 'info'?"],
  [['run'], 'no scenario is named', "'neurarium list' shows all"],
  [['run', '--record', 'cuba'], "'cuba' is taken for the file that --record writes", 'neurarium run cuba --record'],
  [['run', 'cubaa'], "no scenario 'cubaa'", "Did you mean 'cuba'?"],
  [['run', 'cuba', 'more'], 'Expected 1 argument but got 2', "'neurarium run --help'"],
  [['run', 'cuba', '--sizes', '3'], "unknown option '--sizes'", "Did you mean '--size'?"],
  [['run', 'cuba', '--size', '0'], "control 'size' is '0', expected a whole number from 100 to 1000000", 'scenario cuba'],
  [['run', 'cuba', '--size', '10000000'], "'10000000', expected a whole number from 100 to 1000000", 'scenario cuba'],
  [['run', 'cuba', '--size', 'many'], "control 'size' is 'many', expected a whole number", 'scenario cuba'],
  [['run', 'cuba', '--size', '100', '--set', 'size=200'], "control 'size' is given twice: '100' and '200'", 'not both'],
  [['run', 'cuba', '--set', 'siz=200'], "scenario cuba has no control 'siz'", "Did you mean 'size'?"],
  [['run', 'cuba', '--set', 'size'], '--set size is not name=value', '--set size=1000'],
  [['run', 'hello', '--current', '5'], "control 'current': '5' has no unit, expected a quantity in pA", "Write '5 pA'."],
  [['run', 'hello', '--current', '5 nS'], "'5 nS' is in nS, expected a quantity in pA", "'20 pA'"],
  [
    ['run', 'hello', '--current', '5 qA'],
    "'5 qA' has a unit that cannot be read, expected a quantity in pA",
    "Did you mean 'pA'?",
  ],
  [
    ['run', 'hello', '--current', '6 nA'],
    "control 'current' is '6 nA', expected a quantity in pA from '0 pA' to '5000 pA'",
    'hello',
  ],
  [['run', 'cuba', '--dt', '0'], 'dt is 0 ms, expected more than 0', "'0.1 ms'"],
  [['run', 'cuba', '--dt', '0 ms'], 'dt is 0 ms, expected more than 0', "'0.1 ms'"],
  [['run', 'cuba', '--dt', '-0.1 ms'], 'dt is -0.1 ms, expected more than 0', "'0.1 ms'"],
  [['run', 'cuba', '--dt', '2 s'], 'dt is 2000 ms, longer than the whole run of 1000 ms', "made for a dt of '0.1 ms'"],
  [['run', 'cuba', '--dt', '0.3 ms'], 'duration of 1000 ms is no multiple of dt, 0.3 ms', "Nearest: '999.9 ms' or '1000.2 ms'."],
  [['run', 'cuba', '--duration', '1.05 ms'], 'duration of 1.05 ms is no multiple of dt, 0.1 ms', "'1 ms' or '1.1 ms'"],
  [['run', 'cuba', '--duration', '0 ms'], 'duration is 0 ms, expected more than 0', 'scenario cuba'],
  [['run', 'cuba', '--duration', '5'], "duration: '5' has no unit", "Write '5 ms'."],
  [
    ['run', 'cuba', '--duration', '0.01 ms'],
    'dt is 0.1 ms, longer than the whole run of 0.01 ms',
    'a longer duration or a smaller dt',
  ],
  [
    ['run', 'digits', '--duration', '1 s'],
    "duration '1 s', but the protocol of digits says how long it takes",
    'scenario digits',
  ],
  [['run', 'cuba', '--threads', '2'], '--threads 2: this version runs on one thread', 'Leave the flag out.'],
  [['run', 'cuba', '--threads', 'all'], '--threads all: expected a whole number', ''],
  [['run', 'cuba', '--seed', '-1'], '--seed -1: expected a whole number from 0 to 4294967295', ''],
  [['run', 'cuba', '--seed', '4294967296'], '--seed 4294967296: expected a whole number from 0 to 4294967295', ''],
  [['run', 'cuba', '--precision', 'flot32'], '--precision flot32: expected float64 or float32', "Did you mean 'float32'?"],
  [['replay'], "missing required argument 'trace'", "'neurarium replay --help'"],
];

describe('wrong usage', () => {
  it.each(usage)('%j is one clear message and exit code 2', async (args, message, hint) => {
    const { code, stdout, stderr } = await said(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^error: /);
    expect(stderr).toContain(message);
    expect(stderr).toContain(hint);
    expect(stderr.trimEnd().split('\n').length).toBeLessThanOrEqual(3);
    expect(stderr).not.toMatch(/internal|undefined|\n\s+at /);
  });

  it('is told by the process as by the program', async () => {
    for (const [args] of [usage[0]!, usage[5]!, usage[8]!]) expect(await neurarium(args)).toEqual(await said(args));
  });

  it('with --json is exactly one object on stdout', async () => {
    const { code, stdout, stderr } = await neurarium(['run', 'cubaa', '--json']);
    expect({ code, stderr }).toEqual({ code: 2, stderr: '' });
    expect(JSON.parse(stdout)).toEqual({
      error: { code: 'usage', message: "no scenario 'cubaa'", where: null, hint: expect.stringContaining("'cuba'") },
    });
    expect(stdout.trimEnd()).not.toContain('\n');
    const known = await said(['run', 'cuba', '--size', '0', '--json']);
    expect(JSON.parse(known.stdout).error).toMatchObject({ code: 'usage', where: 'scenario cuba', hint: null });
    const unknown = await said(['--jsn', '--json']);
    expect(unknown.code).toBe(2);
    expect(Object.keys(JSON.parse(unknown.stdout).error)).toEqual(['code', 'message', 'where', 'hint']);
  });
});

describe('a flag', () => {
  it('may come before the scenario, also one of its controls', async () => {
    const { code, stderr } = await neurarium(['run', '--current', '400 pA', '--duration', '100 ms', 'hello', '--quiet']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it('and --set with the same value agree', async () => {
    const { code } = await neurarium(['run', 'hello', '--current', '400 pA', '--set', 'current=400 pA', '--quiet']);
    expect(code).toBe(0);
  });
});
