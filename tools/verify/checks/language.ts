import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { type Check, findAll, note, ok } from '../check';
import { rowsOf } from '../search';
import { splunkError } from '../splunk-error';

const CASES = join(__dirname, '..', '..', '..', 'test', 'cases', 'spl');
/** Cases over rows of their own, with knowledge of their own, or that write, are not for a Splunk that is in use. */
const LEFT_OUT = /`|\b(?:outputlookup|outputcsv|collect|inputlookup|lookup|savedsearch|map|sendemail)\b/;
/** So many characters of an answer are told. */
const SHOWN = 200;

interface Case {
  readonly name: string;
  readonly spl: string;
  readonly expect: readonly unknown[];
}

function sectionsOf(block: string): Record<string, string> {
  const [, ...parts] = block.split(/^-- (spl|rows|awk|expect|error)\n/m);
  return Object.fromEntries(
    parts.flatMap((part, at) => (at % 2 === 0 ? [[part, parts[at + 1]?.trim() ?? '']] : [])),
  );
}

/** The cases of a file whose search makes its own rows and whose answer is rows alone. */
function casesOf(file: string): Case[] {
  const [, ...blocks] = readFileSync(join(CASES, file), 'utf8').split(/^== /m);
  return blocks.flatMap((block) => {
    const { spl = '', rows, expect } = sectionsOf(block);
    const lines = expect?.split('\n').filter(Boolean) ?? [];
    const isOwn = spl.startsWith('| makeresults') && rows === undefined && !LEFT_OUT.test(spl);
    if (!isOwn || expect === undefined || lines.some((line) => !line.startsWith('{'))) return [];
    const name = `${file.replace(/\.case$/, '')}: ${block.split('\n', 1)[0]}`;
    return [{ name, spl, expect: lines.map((line) => JSON.parse(line) as unknown) }];
  });
}

const shown = (rows: readonly unknown[]): string => JSON.stringify(rows).slice(0, SHOWN);

/** Whether Splunk answers searches over made-up rows as the workbench does; where not the workbench is wrong, not the installation. */
export const LANGUAGE: Check = {
  name: 'language',
  title: 'Language of searches',
  isExtra: true,
  run({ splunk }) {
    const files = readdirSync(CASES, { recursive: true, encoding: 'utf8' });
    return findAll(
      files
        .filter((file) => file.endsWith('.case'))
        .sort()
        .flatMap(casesOf),
      ({ name }) => name,
      async ({ name, spl, expect }) => {
        const answer = await rowsOf(splunk, spl).catch(splunkError);
        if (answer instanceof Error) return [note(name, `Splunk refuses it: ${answer.message}`)];
        if (isDeepStrictEqual(answer, expect)) return [ok(name)];
        return [note(name, `Splunk answers ${shown(answer)}, the workbench ${shown(expect)}`)];
      },
    );
  },
};
