-- Potential spam activity: addresses that send more, to more people, or under more names than ordinary senders do.
-- peak_messages and peak_recipients are the most within any five minutes, not within fixed ones: the window that ends at a message
-- holds what came less than five minutes before it.
WITH windowed AS (
  SELECT src, sent_at, return_addr, helo, action, recipient_count,
    COUNT(*) OVER recent AS window_messages,
    SUM(recipient_count) OVER recent AS window_recipients
  FROM smtp_message
  WHERE src IS NOT NULL
  WINDOW recent AS (
    PARTITION BY src ORDER BY sent_at RANGE BETWEEN INTERVAL '299.999999' SECOND PRECEDING AND CURRENT ROW
  )
), sources AS (
  SELECT src,
    COUNT(*) AS messages,
    SUM(recipient_count) AS recipients,
    COUNT(DISTINCT return_addr) AS distinct_senders,
    COUNT(DISTINCT helo) AS distinct_helos,
    COUNT(*) FILTER (WHERE action <> 'delivered') AS refused,
    MAX(window_messages) AS peak_messages,
    MAX(window_recipients) AS peak_recipients,
    MIN(sent_at) AS first_time,
    MAX(sent_at) AS last_time
  FROM windowed
  GROUP BY src
), addressed AS (
  SELECT m.src, COUNT(DISTINCT r.recipient) AS distinct_recipients
  FROM smtp_message m JOIN smtp_recipient r ON r.message_key = m.message_key
  GROUP BY m.src
), judged AS (
  SELECT s.*, COALESCE(a.distinct_recipients, 0) AS distinct_recipients,
    CASE WHEN s.peak_messages >= 30 OR s.peak_recipients >= 100 THEN 40 ELSE 0 END
      + CASE WHEN s.refused * 2 >= s.messages AND s.messages >= 5 THEN 30 ELSE 0 END
      + CASE WHEN s.distinct_senders >= 3 AND s.distinct_senders * 2 >= s.messages THEN 15 ELSE 0 END
      + CASE WHEN s.distinct_helos >= 3 THEN 15 ELSE 0 END AS score
  FROM sources s LEFT JOIN addressed a ON a.src = s.src
)
SELECT src, score, messages, recipients, distinct_recipients, distinct_senders, distinct_helos, refused,
  peak_messages, peak_recipients, first_time, last_time
FROM judged
ORDER BY score DESC, peak_messages DESC, messages DESC, src;
