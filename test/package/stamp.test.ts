import { stampVersion } from '../../tools/package/stamp';

const CONF = '[id]\nname = x\n\n[install]\nstate = enabled\n\n[launcher]\nauthor = y\n';

test('the version goes where Splunk reads it, and the build number grows with it', () => {
  expect(stampVersion(CONF, '1.20.3')).toBe(
    '[id]\nversion = 1.20.3\nname = x\n\n[install]\nbuild = 1020003\nstate = enabled\n\n[launcher]\nversion = 1.20.3\nauthor = y\n',
  );
});

test('a version that gives no build number, and a stanza that is missing, are refused', () => {
  expect(() => stampVersion(CONF, '1.2.3-rc.1')).toThrow(
    'package.json: found version 1.2.3-rc.1, expected three numbers below 1000',
  );
  expect(() => stampVersion('[id]\n[install]\n', '1.2.3')).toThrow('default/app.conf: found no [launcher]');
});
