/**
 * @jest-environment jsdom
 */
import SplunkThemeProvider from '@splunk/themes/SplunkThemeProvider';
import { act, type ReactElement } from 'react';
import { createRoot } from 'react-dom/client';
import type { InputValues } from '../../app/model/input';
import type { Panel } from '../../app/model/panel';
import PanelBody from '../../app/panels/panel-body';
import type { Row } from '../../app/search/rows';
import type { Selection } from '../../app/shell/page-state';
import { SetInputs } from '../../app/shell/set-inputs-context';

jest.mock('../../app/panels/timechart', () => ({ __esModule: true, default: () => null }));

const HOSTILE = '<img src=x onerror="alert(1)">&amp;';
const FRAME = { title: 'A panel', search: 's', help: '', empty: '' };

Object.assign(globalThis, {
  IS_REACT_ACT_ENVIRONMENT: true,
  ResizeObserver: class {
    observe(): void {}
    unobserve(): void {}
    disconnect(): void {}
  },
});
Object.assign(window, {
  matchMedia: () => ({ matches: false, addEventListener: () => {}, removeEventListener: () => {} }),
});

const RETIRED = /Support for defaultProps will be removed/;
const tell = console.error;
beforeAll(() => {
  // react-ui 5 on React 18.3.
  jest.spyOn(console, 'error').mockImplementation((...texts) => {
    if (!RETIRED.test(String(texts[0]))) tell(...texts);
  });
});

function show(element: ReactElement): HTMLElement {
  const place = document.createElement('div');
  document.body.append(place);
  act(() =>
    createRoot(place).render(<SplunkThemeProvider family="enterprise">{element}</SplunkThemeProvider>),
  );
  return place;
}

function showPanel(panel: Panel, rows: readonly Row[]): { place: HTMLElement; selections: Selection[] } {
  const selections: Selection[] = [];
  const fields = Object.keys(rows[0] ?? {});
  const onSelect = (selection: Selection): void => void selections.push(selection);
  return {
    place: show(<PanelBody panel={panel} fields={fields} rows={rows} onSelect={onSelect} />),
    selections,
  };
}

test('a single value stands with its caption, columns filled in', () => {
  const panel: Panel = { ...FRAME, kind: 'single', value: 'n', format: 'number', caption: '{of} of {all}' };
  const { place } = showPanel(panel, [{ n: '1234567', of: '3' }]);
  expect(place.textContent).toBe('1,234,5673 of 0');
});

test('a single value that is not there is a dash', () => {
  const panel: Panel = { ...FRAME, kind: 'single', value: 'n', format: 'share', caption: '' };
  expect(showPanel(panel, [{}]).place.textContent).toBe('–');
});

describe('a ranking', () => {
  const panel: Panel = {
    ...FRAME,
    kind: 'ranking',
    label: 'src',
    value: 'count',
    unit: 'messages',
    format: 'text',
  };
  const rows = [
    { src: HOSTILE, count: '40' },
    { src: '192.0.2.1', count: '10' },
  ];

  test('shows values of the log as text', () => {
    const { place } = showPanel(panel, rows);
    expect(place.querySelector('img')).toBeNull();
    expect(place.textContent).toContain(HOSTILE);
  });

  test('selects the events behind a value, with buttons that say what they count', () => {
    const { place, selections } = showPanel(panel, rows);
    const buttons = [...place.querySelectorAll('button')];
    expect(buttons.map((button) => button.textContent)).toEqual([
      `${HOSTILE}40 messages`,
      '192.0.2.110 messages',
    ]);
    act(() => buttons[1]?.click());
    expect(selections).toEqual([{ filters: { src: '192.0.2.1' } }]);
  });

  test('draws bars in proportion to the largest', () => {
    const { place } = showPanel(panel, rows);
    const widths = [...place.querySelectorAll<HTMLElement>('button > [style]')].map(
      ({ style }) => style.width,
    );
    expect(widths).toEqual(['100%', '25%']);
  });
});

test('a ranking of codes shows their words and selects by the code', () => {
  const panel: Panel = {
    ...FRAME,
    kind: 'ranking',
    label: 'code',
    words: 'sentence',
    value: 'count',
    unit: 'messages',
    format: 'text',
  };
  const { place, selections } = showPanel(panel, [{ code: 'from_several', sentence: HOSTILE, count: '2' }]);
  expect(place.textContent).toBe(`${HOSTILE}2 messages`);
  act(() => place.querySelector('button')?.click());
  expect(selections).toEqual([{ filters: { code: 'from_several' } }]);
});

test('scores stand in bands, with the thresholds of verdicts', () => {
  const panel: Panel = {
    ...FRAME,
    kind: 'scores',
    band: 'band',
    width: 25,
    value: 'n',
    unit: 'messages',
    thresholds: { suspicious: 50, spoofed: 75 },
  };
  const { place } = showPanel(panel, [
    { band: '0', n: '7' },
    { band: '75', n: '1' },
  ]);
  const bands = [...place.querySelectorAll<HTMLElement>('li')];
  expect(bands.map(({ title }) => title)).toEqual([
    'score 0 to 24: 7 messages',
    '',
    '',
    'score 75 to 100: 1 messages',
  ]);
  expect([...place.querySelectorAll<HTMLElement>('li > [style]')].map(({ style }) => style.height)).toEqual([
    '80%',
    `${80 / 3}%`,
  ]);
  expect(place.textContent).toContain('suspicious from 50');
});

describe('look-alike names', () => {
  const panel: Panel = {
    ...FRAME,
    kind: 'pairs',
    known: 'known',
    claimed: 'from_domain',
    decoded: 'idn',
    technique: 'technique',
    score: 'score',
    count: 'n',
    unit: 'messages',
  };
  const row: Row = { known: 'a.test', from_domain: 'xn--80a.test', idn: 'а.test', technique: 'confusable' };

  test('tell what differs in words, and the punycode', () => {
    const { place } = showPanel(panel, [{ ...row, score: '60', n: '3' }]);
    expect(place.querySelector('[role=img]')?.getAttribute('aria-label')).toBe(
      'a.test and below it а.test: “а” (U+0430) instead of “a”',
    );
    expect(place.textContent).toContain('xn--80a.test (punycode of а.test)');
  });

  test('lead to the events of the one that looks like the other, text as text', () => {
    const { place, selections } = showPanel(panel, [{ known: 'a.test', from_domain: HOSTILE, n: '1' }]);
    expect(place.querySelector('li img')).toBeNull();
    act(() => place.querySelector('button')?.click());
    expect(selections).toEqual([{ filters: { from_domain: HOSTILE } }]);
  });
});

describe('a table', () => {
  const panel: Panel = {
    ...FRAME,
    kind: 'table',
    columns: [
      { field: 'src', title: 'Source', format: 'word' },
      { field: 'verdict', title: 'Verdict', format: 'verdict' },
      { field: 'score', title: 'Score', format: 'score' },
      { field: 'reasons', title: 'Reasons', format: 'list' },
    ],
    drilldown: ['src', 'from_address'],
  };
  const rows: Row[] = [
    { src: '192.0.2.1', verdict: 'suspected_spam', score: '70', reasons: [HOSTILE, 'second'] },
    { src: '192.0.2.2', verdict: 'a_new_verdict', score: '0', reasons: 'only' },
  ];

  test('shows one row for each result, multivalue fields as lists of text', () => {
    const { place } = showPanel(panel, rows);
    expect(place.querySelector('img')).toBeNull();
    expect([...place.querySelectorAll('tbody li')].map((item) => item.textContent)).toEqual([
      HOSTILE,
      'second',
      'only',
    ]);
    expect(place.textContent).toContain('suspected spam');
    expect(place.textContent).toContain('a new verdict');
  });

  test('selects by the fields of its drilldown that the row has', () => {
    const { place, selections } = showPanel(panel, rows);
    act(() => place.querySelectorAll<HTMLElement>('tbody tr')[1]?.click());
    expect(selections).toEqual([{ filters: { src: '192.0.2.2' } }]);
  });
});

test('a row of a table sets inputs of the page, and leads to the kind of entity that it names', () => {
  const panel: Panel = {
    ...FRAME,
    kind: 'table',
    columns: [{ field: 'who', title: 'Who', format: 'word', entityIn: 'kind' }],
    drilldown: [],
    sets: { entity: 'who' },
  };
  const rows: Row[] = [
    { who: '192.0.2.1', kind: 'ip' },
    { who: HOSTILE, kind: 'javascript:' },
  ];
  const set: InputValues[] = [];
  const place = show(
    <SetInputs.Provider value={(values) => void set.push(values)}>
      <PanelBody panel={panel} fields={[]} rows={rows} onSelect={() => {}} />
    </SetInputs.Provider>,
  );
  const lines = [...place.querySelectorAll<HTMLElement>('tbody tr')];
  expect(lines.map((line) => line.querySelector('a')?.textContent)).toEqual(['192.0.2.1', undefined]);
  act(() => lines[1]?.click());
  expect(set).toEqual([{ entity: HOSTILE }]);
});

test('a series says what it is of, and why it has no band', () => {
  const panel: Panel = { ...FRAME, kind: 'band', subject: 'of', unit: 'unit', drilldown: ['src'] };
  const point = { of: HOSTILE, unit: 'messages', src: HOSTILE, is_spike: '0', _span: '3600' };
  const rows: Row[] = [
    { ...point, _time: '0', value: '7' },
    { ...point, _time: '3600', value: '5' },
  ];
  const { place, selections } = showPanel(panel, rows);
  expect(place.querySelector('img')).toBeNull();
  expect(place.textContent).toContain(`${HOSTILE}12 messages, 0 spikes`);
  expect(place.textContent).toContain('No band: too short a history');
  const slider = place.querySelector('input');
  expect(slider?.getAttribute('aria-valuetext')).toBe('1970-01-01 00:00 UTC: 7 messages, not judged');
  act(() => void slider?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true })));
  expect(selections).toEqual([{ filters: { src: HOSTILE }, range: { earliest: '0', latest: '3600' } }]);
});

describe('a matrix', () => {
  const panel: Panel = {
    ...FRAME,
    kind: 'matrix',
    row: { field: 'user', title: 'User' },
    column: {
      field: 'hour',
      title: 'Hour',
      values: [8, 9, 10].map((hour) => ({ value: String(hour), title: `${hour}:00` })),
    },
    value: 'count',
    unit: 'log-ins',
  };
  const rows: Row[] = [
    { user: HOSTILE, hour: '8', count: '1234567' },
    { user: HOSTILE, hour: '10', count: '3' },
    { user: 'ann', hour: '9', count: '0' },
    { user: 'ann', hour: '10', count: '7' },
  ];
  const press = (button: Element | undefined, key: string): void =>
    act(() => void button?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true })));

  test('shows every value of an axis that names them, values of the log as text, nothing for 0', () => {
    const { place } = showPanel(panel, rows);
    expect(place.querySelector('img')).toBeNull();
    expect(
      [...place.querySelectorAll('tr')].map((line) => [...line.cells].map((cell) => cell.textContent)),
    ).toEqual([
      ['User', '8:00', '9:00', '10:00'],
      [HOSTILE, '1.23M', '', '3'],
      ['ann', '', '', '7'],
    ]);
  });

  test('says in words what a cell holds, and selects the events behind it', () => {
    const { place, selections } = showPanel(panel, rows);
    const button = place.querySelectorAll('button')[0];
    expect(button?.getAttribute('aria-label')).toBe(`${HOSTILE}, 8:00: 1,234,567 log-ins`);
    act(() => button?.click());
    expect(selections).toEqual([{ filters: { user: HOSTILE, hour: '8' } }]);
  });

  test('is one stop for the Tab key, arrow keys walk over empty cells', () => {
    const { place } = showPanel(panel, rows);
    const buttons = [...place.querySelectorAll('button')];
    expect(buttons.map(({ tabIndex }) => tabIndex)).toEqual([0, -1, -1]);
    press(buttons[0], 'ArrowRight');
    expect(document.activeElement).toBe(buttons[1]);
    press(buttons[1], 'ArrowDown');
    expect(document.activeElement).toBe(buttons[2]);
    press(buttons[2], 'ArrowDown');
    expect(document.activeElement).toBe(buttons[2]);
  });
});

test('counts lead to another page with an input set', () => {
  const panel: Panel = {
    ...FRAME,
    kind: 'counts',
    counts: [
      { field: 'critical', title: 'critical', severity: 'critical' },
      { field: 'low', title: 'low', severity: 'low' },
    ],
    page: 'findings',
    input: 'severity',
  };
  const { place } = showPanel(panel, [{ critical: '1200' }]);
  const links = [...place.querySelectorAll('a')];
  expect(links.map(({ textContent }) => textContent)).toEqual(['1,200critical', '0low']);
  expect(links[0]?.getAttribute('href')).toMatch(/\/findings\?form\.severity=critical$/);
});

describe('a flow', () => {
  const panel: Panel = {
    ...FRAME,
    kind: 'flow',
    from: 'src_user_domain',
    to: 'recipient_domain',
    value: 'messages',
    unit: 'messages',
  };
  const rows = [{ src_user_domain: HOSTILE, recipient_domain: 'b.example', messages: '3' }];

  test('shows values of the log as text', () => {
    const { place } = showPanel(panel, rows);
    expect(place.querySelector('img')).toBeNull();
    expect(place.querySelector('path')?.getAttribute('aria-label')).toBe(
      `${HOSTILE} to b.example: 3 messages`,
    );
  });

  test('selects what goes between two by a ribbon, by mouse and by keyboard, and all of one by its name', () => {
    const { place, selections } = showPanel(panel, rows);
    const ribbon = place.querySelector('path');
    const both = { filters: { src_user_domain: HOSTILE, recipient_domain: 'b.example' } };
    act(() => ribbon?.dispatchEvent(new MouseEvent('click', { bubbles: true })));
    act(() => ribbon?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true })));
    act(() => [...place.querySelectorAll('button')].at(-1)?.click());
    expect(selections).toEqual([both, both, { filters: { recipient_domain: 'b.example' } }]);
  });
});
