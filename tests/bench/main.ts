/** `npm run bench`: the cuba network, contestants beside yardsticks. `--rounds n --seconds s --json`. */
import { parseArgs } from 'node:util';
import { type Contestant, interleave, table } from './interleave.ts';
import { brian2Cuba } from './yardsticks/brian2.ts';
import { runPlainCuba } from './yardsticks/cuba-plain.ts';

const SIZE = 4000;
const SEED = 1;

function positive(name: string, given: string): number {
  const value = Number(given);
  if (value > 0 && Number.isFinite(value)) return value;
  console.error(`--${name} ${given}: expected a number above 0`);
  process.exit(2);
}

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '5' },
    json: { type: 'boolean', default: false },
  },
});
const rounds = Math.ceil(positive('rounds', values.rounds));
const modelSeconds = positive('seconds', values.seconds);

const brian2 = brian2Cuba(SIZE, modelSeconds, SEED);
const contestants: Contestant[] = [{ name: 'plain JavaScript', run: () => runPlainCuba(SIZE, modelSeconds, SEED) }];
if (!('absent' in brian2)) contestants.push(brian2);
try {
  const { standings, dropped, quiet } = await interleave(contestants, rounds);
  const notes = 'absent' in brian2 ? brian2.absent : brian2.about;
  if (values.json) {
    console.log(
      JSON.stringify({
        network: 'cuba',
        size: SIZE,
        model_s: modelSeconds,
        rounds,
        node: process.version,
        quiet,
        dropped,
        notes,
        standings,
      }),
    );
  } else {
    console.log(
      `cuba, ${SIZE} neurons, ${modelSeconds} s of model time, ${rounds} rounds in turn, one thread, Node ${process.version}`,
    );
    console.log(`${table(standings)}\n${notes}`);
    if (dropped > 0) console.log(`${dropped} rounds dropped and repeated: other processes were busy`);
    if (!quiet) console.log('other processes were busy all the time: these ratios are not to be trusted');
  }
} finally {
  if (!('absent' in brian2)) brian2.dispose();
}
