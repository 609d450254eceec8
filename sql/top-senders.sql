-- Who sends the most mail, to how many people, and how much of it was refused.
WITH addressed AS (
  SELECT m.sender, COUNT(DISTINCT r.recipient) AS distinct_recipients
  FROM smtp_message m JOIN smtp_recipient r ON r.message_key = m.message_key
  GROUP BY m.sender
)
SELECT m.sender, COUNT(*) AS messages, SUM(m.recipient_count) AS recipients,
  COALESCE(MAX(a.distinct_recipients), 0) AS distinct_recipients,
  COUNT(DISTINCT m.src) AS addresses,
  COUNT(*) FILTER (WHERE m.action <> 'delivered') AS refused
FROM smtp_message m LEFT JOIN addressed a ON a.sender = m.sender
WHERE m.sender IS NOT NULL
GROUP BY m.sender
ORDER BY messages DESC, m.sender
FETCH FIRST 10 ROWS ONLY;
