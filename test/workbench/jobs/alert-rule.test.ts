import { parseConf } from '../../../workbench/conf/parse';
import {
  type AlertRule,
  isTriggered,
  parseDuration,
  readAlertRule,
} from '../../../workbench/jobs/alert-rule';

function rule(text: string, actions = ''): AlertRule {
  return readAlertRule(
    parseConf(`[a]\n${text}`, 'savedsearches.conf').get('a')!,
    parseConf(actions, 'alert_actions.conf'),
  );
}

test('what a stanza does not say is as in Splunk', () => {
  expect(rule('search = *')).toEqual({
    counted: 'always',
    relation: '',
    quantity: '',
    condition: '',
    severity: 3,
    expiresSeconds: 86_400,
    suppressSeconds: 0,
    suppressFields: [],
    suppressGroup: '',
    isDigest: true,
    isTracked: false,
    actions: [],
  });
});

test('all of a stanza is read', () => {
  expect(
    rule(`counttype = number of hosts
relation = Drops by
quantity = 10%
alert.severity = 5
alert.expires = 2h
alert.suppress = 1
alert.suppress.period = 5m
alert.suppress.fields = src, user
alert.suppress.group_name = mail
alert.digest_mode = 0
alert.track = 1
action.email = 1
action.email.to = ops@example.com
action.script = 0`),
  ).toEqual({
    counted: 'number of hosts',
    relation: 'drops by',
    quantity: '10%',
    condition: '',
    severity: 5,
    expiresSeconds: 7200,
    suppressSeconds: 300,
    suppressFields: ['src', 'user'],
    suppressGroup: 'mail',
    isDigest: false,
    isTracked: true,
    actions: ['email'],
  });
});

test.each([
  ['alert.track = 1\ncounttype = always', '', true],
  ['alert.track = 0\naction.email = 1\ncounttype = number of events', '', false],
  ['action.email = 1\ncounttype = number of events', '', true],
  ['action.email = 1', '', false],
  ['alert_condition = search count>1\naction.email = 1', '', true],
  ['action.summary_index = 1\ncounttype = number of events', '', false],
  ['action.summary_index = 1\ncounttype = number of events', '[summary_index]\ntrack_alert = 1', true],
  ['action.email = 1\ncounttype = number of events', '[email]\ntrack_alert = 0', false],
])('%j with %j is tracked: %s', (text, actions, isTracked) => {
  expect(rule(text, actions).isTracked).toBe(isTracked);
});

test.each([
  ['60', 60],
  ['60s', 60],
  ['1m', 60],
  ['24h', 86_400],
  [' 2 days ', 172_800],
  ['1mon', undefined],
  ['h', undefined],
  ['', undefined],
  ['-5m', undefined],
])('%j lasts %s seconds', (text, seconds) => {
  expect(parseDuration(text)).toBe(seconds);
});

test.each([
  ['greater than', '10', 11, undefined, true],
  ['greater than', '10', 10, undefined, false],
  ['less than', '1', 0, undefined, true],
  ['equal to', '0', 0, undefined, true],
  ['not equal to', '0', 0, undefined, false],
  // "number of events drops by 10%" sends an alert when the count of events drops by 10% (savedsearches.conf.spec).
  ['drops by', '10%', 90, 100, true],
  ['drops by', '10%', 91, 100, false],
  ['drops by', '10', 90, undefined, false],
  ['drops by', '0', 100, 100, false],
  ['rises by', '5', 15, 10, true],
  ['rises by', '5', 14, 10, false],
  ['greater than', '', 5, undefined, false],
  ['greater than', 'many', 5, undefined, false],
  ['constructor', '1', 5, undefined, false],
  ['', '1', 5, undefined, false],
])('%s %s with %i, %s before: %s', (relation, quantity, count, before, expected) => {
  expect(isTriggered({ relation, quantity }, count, before)).toBe(expected);
});
