import { accelerationOf, accelerationSetting } from '../../../app/setup/acceleration';

const model = (acceleration: unknown) => ({ name: 'SMTP_Watch', content: { acceleration } });

test('acceleration is read as splunkd writes it, and off where it says nothing', () => {
  expect(accelerationOf(model('{"enabled":true,"earliest_time":"-1y"}'))).toEqual({
    isOn: true,
    earliest: '-1y',
  });
  expect(accelerationOf(model('{"enabled":false}'))).toEqual({ isOn: false, earliest: '-3mon' });
  expect(accelerationOf(model('no JSON'))).toEqual({ isOn: false, earliest: '-3mon' });
  expect(accelerationOf(undefined)).toEqual({ isOn: false, earliest: '-3mon' });
});

test('what is sent reads back as it was meant', () => {
  const wanted = { isOn: true, earliest: '-1y' };
  expect(accelerationOf(model(accelerationSetting(wanted).acceleration))).toEqual(wanted);
});
