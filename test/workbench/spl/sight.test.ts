import { splitPipeline } from '../../../workbench/spl/pipeline';
import { seeingAlso, sees, sightOf } from '../../../workbench/spl/sight';
import { plainSource } from '../../../workbench/spl/source';

/** Whether a search sees the field `file_name`. */
const TABLE: readonly (readonly [sees: boolean, search: string])[] = [
  [true, 'index=*'],
  [true, 'index=* | head 5'],
  [true, 'index=* | eval a=1 | where a=1'],
  [false, 'index=* | stats count'],
  [false, 'index=* file_*_name=* other_file_name=1 | stats count by file_names'],
  [true, 'file_name=a | stats count'],
  [true, 'NOT (src=1 file_name!=a) | stats count'],
  [true, 'index=* | stats count by file_name'],
  [true, 'index=* | stats dc(file_name) AS n'],
  [true, 'index=* | stats count("file_name")'],
  [true, "index=* | eval x='file_name'.1 | table x"],
  [true, 'index=* | eval x=$file_name$ | table x'],
  [true, 'index=* | where isnotnull(file_name) | stats count'],
  [false, 'index=* | table src dest'],
  [true, 'index=* | table src file_name'],
  [true, 'index=* | table *'],
  [true, 'index=* | table src, file*'],
  [true, 'index=* | table src, *e_n*e'],
  [false, 'index=* | table src, *e_*es'],
  [false, 'index=* sourcetype=* | table src'],
  [false, 'index=* | search user=* src=* | table src'],
  [true, 'index=* | stats values(*) AS *'],
  [true, 'index=* | stats values(file*)'],
  [false, 'index=* | stats count by src | eval x=file_name'],
  [false, 'index=* | stats count by src | table *'],
  [true, 'index=* | rename file_* AS f_* | stats count by f_name'],
  [false, 'index=* | fields src | head 5'],
  [true, 'index=* | fields src, file_name'],
  [true, 'index=* | fields - src'],
  [true, 'index=* | fields - file_name'],
  [true, 'index=* | timechart count by file_name'],
  [false, 'index=* | timechart span=1h count by src'],
  [false, 'index=* | top limit=3 src'],
  [true, 'index=* [search x | fields src] | stats count'],
  [true, 'index=* | append [search x] | stats count'],
  [false, 'index=* | rex "[a-z] (?<x>.)" | stats count by x'],
  [true, 'index=* | smtpspamrate | stats count'],
  [true, 'index=* | outputlookup all.csv | stats count'],
  [true, 'index=* | collect index=summary | stats count'],
  [true, 'index=* | transpose'],
  [true, 'index=* | foreach file* [eval x=1] | stats count'],
  [false, 'index=* | transaction src | stats count'],
  [true, 'index=* | transaction src startswith="file_name=a" | stats count'],
  [true, 'index=* | transaction src | table file_name'],
  [false, 'index=* | spath | convert num(size) | stats count'],
  [true, 'index=* | mvcombine src | stats count'],
  [true, 'index=* | fieldsummary'],
];

test.each(TABLE)('%s: %s', (expected, search) => {
  expect(sees(sightOf(splitPipeline(plainSource(search))), 'file_name')).toBe(expected);
});

test('texts that a search uses are read with it', () => {
  const sight = sightOf(splitPipeline(plainSource('eventtype=mail | stats count')));
  expect(sees(sight, 'file_name')).toBe(false);
  expect(sees(seeingAlso(sight, ['file_name=*']), 'file_name')).toBe(true);
});

test('a name that has to be written with quotes or escapes is always seen', () => {
  const sight = sightOf(splitPipeline(plainSource('index=* | stats count')));
  expect(['a b', 'a-b', 'größe'].map((name) => sees(sight, name))).toEqual([false, false, false]);
  expect(['a"b', 'a\\b', "a'b", 'a=b', ''].map((name) => sees(sight, name))).toEqual(Array(5).fill(true));
});
