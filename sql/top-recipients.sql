-- Who gets the most mail, from how many senders.
SELECT r.recipient, COUNT(*) AS messages, COUNT(DISTINCT m.sender) AS senders,
  COUNT(*) FILTER (WHERE r.action <> 'delivered') AS refused
FROM smtp_recipient r JOIN smtp_message m ON m.message_key = r.message_key
GROUP BY r.recipient
ORDER BY messages DESC, r.recipient
FETCH FIRST 10 ROWS ONLY;
