import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type AppUi, defaultView, readAppUi } from '../../../workbench/web/views';

let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'views-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

function uiOf(files: Readonly<Record<string, string>>): AppUi {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, name)), { recursive: true });
    writeFileSync(join(dir, name), text);
  }
  return readAppUi(dir);
}

const view = (label: string, template = 'pages/splunk_ui_app.html'): string =>
  `<view template="${template}" type="html"><label>${label}</label></view>`;

test('a view in local stands for the one of the same name in default', () => {
  const { views } = uiOf({
    'default/data/ui/views/a.xml': view('Default'),
    'default/data/ui/views/b.xml': '<form version="1.1"/>',
    'local/data/ui/views/a.xml': view('Local', 'mail_app:/templates/a.html'),
  });
  expect([...views.values()]).toEqual([
    { name: 'a', label: 'Local', isPage: true },
    { name: 'b', label: 'b', isPage: false },
  ]);
});

test('the default view is the one that the navigation marks, in a collection too, else the first page', () => {
  const views = {
    'default/data/ui/views/a.xml': '<dashboard version="2"/>',
    'default/data/ui/views/b.xml': view('B'),
    'default/data/ui/views/c.xml': view('C'),
  };
  expect(defaultView(uiOf(views))).toBe('b');
  const nav = '<nav><view name="b"/><collection label="x"><view name="c" default="true"/></collection></nav>';
  expect(defaultView(uiOf({ ...views, 'default/data/ui/nav/default.xml': nav }))).toBe('c');
});

test('an app without views has no default view', () => {
  expect(defaultView(uiOf({}))).toBeUndefined();
});

test.each([
  [
    '<nav>\n<saved name="x"/></nav>',
    /default\.xml:2: found <saved>, expected view, a, collection or divider$/,
  ],
  ['<nav>\n\n<view name="x"></nav>', /default\.xml:3: found <\/nav>, expected <\/view>$/],
])('the navigation %j is refused with its place', (nav, message) => {
  expect(() => uiOf({ 'default/data/ui/nav/default.xml': nav })).toThrow(message);
});

test.each([
  ['#1f6feb', '#1f6feb'],
  ['red; background: url(x)', undefined],
  ['#12345', undefined],
])('the bar colour "%s" is read as %s', (color, expected) => {
  expect(uiOf({ 'default/data/ui/nav/default.xml': `<nav color="${color}"/>` }).color).toBe(expected);
});
