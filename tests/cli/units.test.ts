import { describe, expect, it } from 'vitest';
import { isPlainRefusal, runCli } from '../support/runCli.ts';

describe('ot-scribe units', () => {
  it('prints the units of a day as JSON', async () => {
    const run = await runCli(['units', '{"97530":12,"97535":11}', '--rule', 'cms']);
    expect(run.code).toBe(0);
    expect(JSON.parse(run.stdout)).toEqual({
      timedMinutes: 23,
      units: 2,
      lines: [
        { code: '97530', minutes: 12, units: 1 },
        { code: '97535', minutes: 11, units: 1 },
      ],
      ties: [],
    });
  });

  it.each([
    ['negative minutes', ['{"97530":-3}', '--rule', 'cms']],
    ['fractional minutes', ['{"97530":12.5}', '--rule', 'cms']],
    ['more minutes than a day has', ['{"97530":1441}', '--rule', 'cms']],
    ['an unknown rule', ['{"97530":12}', '--rule', 'eight']],
    ['a missing rule', ['{"97530":12}']],
    ['an unknown option', ['{"97530":12}', '--rule', 'cms', '--round']],
    ['a code of the wrong form', ['{"transfer":12}', '--rule', 'cms']],
    ['a code that is given twice', ['{"97530":12,"97530":8}', '--rule', 'cms']],
    ['something that is no JSON', ['97530=12', '--rule', 'cms']],
    ['a list instead of minutes by code', ['[12,11]', '--rule', 'cms']],
    ['one argument too many', ['{"97530":12}', '{}', '--rule', 'cms']],
  ])('refuses %s with one plain sentence', async (_what, words) => {
    const run = await runCli(['units', ...words]);
    expect(run).toSatisfy(isPlainRefusal);
    expect(run.code).toBe(2);
  });
});

describe('ot-scribe', () => {
  it('lists its commands and exit codes', async () => {
    const run = await runCli(['--help']);
    expect(run.code).toBe(0);
    expect(run.stdout).toContain('exit codes');
  });

  it('refuses a command it does not have', async () => {
    expect(await runCli(['unit'])).toSatisfy(isPlainRefusal);
  });

  it('explains each command on --help', async () => {
    const run = await runCli(['units', '--help']);
    expect(run.stdout).toContain('--rule ID');
  });
});
