import { authenticationRates } from '../../tools/bench/detection/authentication';

const CASE = {
  id: 'x',
  technique: 'x',
  entity: 'x',
  others: [],
  readable_messages: 1,
  message_ids: [] as string[],
  queue_ids: [] as string[],
};
const MESSAGE = { messageId: '', queueId: '', isRead: false, isSpoofed: false, isSpoofedWithResults: false };

test('messages count for the kind of their case, whatever id tells it; those of other incidents for none', () => {
  const cases = [
    { ...CASE, kind: 'own_domain_spoof', message_ids: ['a@example.com'], queue_ids: ['Q2'] },
    { ...CASE, kind: 'spam_run', message_ids: ['b@example.com'] },
    { ...CASE, kind: 'benign_list', message_ids: ['c@example.com'] },
  ];
  const judged = [
    { ...MESSAGE, messageId: 'a@example.com', isRead: true, isSpoofed: true, isSpoofedWithResults: true },
    { ...MESSAGE, messageId: 'Q2', queueId: 'Q2', isSpoofedWithResults: true },
    { ...MESSAGE, messageId: 'b@example.com', isSpoofed: true },
    { ...MESSAGE, messageId: 'c@example.com', isSpoofedWithResults: true },
    { ...MESSAGE, messageId: 'd@example.com' },
  ];
  const rates = authenticationRates([{ cases, judged }]);
  expect(rates['own_domain_spoof']).toEqual({ of: 2, read: 1, without: 1, withResults: 2 });
  expect(rates['no incident']).toEqual({ of: 2, read: 0, without: 0, withResults: 1 });
  expect(rates['forged_thread']).toEqual({ of: 0, read: 0, without: 0, withResults: 0 });
});
