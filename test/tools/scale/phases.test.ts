import { scalePage } from '../../../tools/scale/page';
import { phasesOf } from '../../../tools/scale/phases';
import { SCHEDULED } from '../../../tools/scale/tables';

const OURS = ['smtplogin', 'smtpbaseline'];
const MACRO = { name: 'mail', parameters: [], definition: 'search index=mail | eval a=1', isEval: false };
const STANZA = { name: 'mail', settings: new Map() };

test.each([
  ['index=mail | eval a=1 | stats count by a | smtpbaseline by a', 'counts', 'stats', ['smtpbaseline']],
  ['index=mail | fields a | smtplogin by src', 'events', 'smtplogin', ['smtplogin']],
  ['| tstats count from datamodel=X | where count>1', 'counts', 'tstats', []],
  ['| inputlookup a.csv | stats count', 'nothing', 'inputlookup', []],
  ['index=mail | append [search index=x | stats count]', 'events', 'append', []],
  ['index=mail | appendpipe [| smtplogin]', 'events', 'appendpipe', ['smtplogin']],
  ['| `mail` | sort 0 a', 'events', 'sort', []],
  ['index=mail', 'events', undefined, []],
])('%s', (spl, sent, joint, commands) => {
  const macros = new Map([['mail', { ...MACRO, stanza: STANZA as never }]]);
  expect(phasesOf(spl, macros, OURS)).toEqual({ sent, joint, commands });
});

test('the page names every scheduled search and has no part left to fill', () => {
  const page = scalePage();
  expect(SCHEDULED.length).toBeGreaterThan(30);
  expect(SCHEDULED.map(({ name }) => name).filter((name) => !page.includes(`| ${name} |`))).toEqual([]);
  expect(page).not.toMatch(/@\{|undefined|NaN/);
});
