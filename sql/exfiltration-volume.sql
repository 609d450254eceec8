-- Exfiltration by volume: what a sender mails to other domains on one day, beside the sender's average of the other days.
-- A message without a size counts with its attachments. times_usual is empty for who has sent on one day only.
WITH outgoing AS (
  SELECT DISTINCT m.message_key, m.sender, CAST(m.sent_at AS DATE) AS sent_on,
    COALESCE(m.size_bytes, m.attachment_bytes, 0) AS bytes
  FROM smtp_message m JOIN smtp_recipient r ON r.message_key = m.message_key
  WHERE m.action = 'delivered' AND m.sender IS NOT NULL
    AND r.recipient_domain IS NOT NULL AND r.recipient_domain <> COALESCE(m.sender_domain, '')
), days AS (
  SELECT sender, sent_on, COUNT(*) AS messages, SUM(bytes) AS bytes FROM outgoing GROUP BY sender, sent_on
), compared AS (
  SELECT d.*,
    SUM(bytes) OVER (PARTITION BY sender) - bytes AS other_bytes,
    COUNT(*) OVER (PARTITION BY sender) - 1 AS other_days
  FROM days d
)
SELECT sender, sent_on, messages, bytes,
  CAST(bytes * 1.0 * other_days / NULLIF(other_bytes, 0) AS DECIMAL(18, 1)) AS times_usual
FROM compared
WHERE bytes > 0
ORDER BY bytes DESC, sender, sent_on
FETCH FIRST 20 ROWS ONLY;
