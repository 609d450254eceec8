import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import precompileTemplates, { compileTemplate } from '../../tools/precompile-templates';

const BUNDLE = join(__dirname, '..', '..', 'node_modules', '@splunk', 'charting-bundle', 'index.js');

type Template = (data: object) => string;

const compile = (text: string): Template => runInNewContext(compileTemplate(text)) as Template;

test('a template fills in values, with and without escaping, and runs its code', () => {
  const template = compile(
    '<b>"<%= getThemeProperty(\'x\') %>"</b><% if (willWrap) { %> wraps<% } %><% _(rows).each(function(row) { %>\n[<%- row %>]<% }); %>',
  );
  const rows = ['<img src=x>', 'a & "b"', null];
  expect(template({ rows, willWrap: true, getThemeProperty: (name: string) => `${name}&` })).toBe(
    '<b>"x&"</b> wraps\n[&#60;img src=x&#62;]\n[a &#38; &#34;b&#34;]\n[]',
  );
  expect(template({ rows: [], willWrap: false, getThemeProperty: () => undefined })).toBe('<b>""</b>');
});

test('the bundle that is installed is left without a template to compile at run time', () => {
  const source = precompileTemplates(readFileSync(BUNDLE, 'utf8'));
  expect(source).not.toContain('.template)(');
  expect(source).toContain('<table class=\\"highcharts-tooltip\\"');
  expect(source).toContain('out += ( m.default.resetZoomIcon ) ?? "";');
});

test('a bundle with other templates stops the build', () => {
  expect(() => precompileTemplates('x = (0, h.template)("double quotes")')).toThrow(
    '@splunk/charting-bundle: found 0 templates to compile and 1 others, expected 2 and none',
  );
});
