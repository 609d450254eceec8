-- Mail that was refused or held back: by whom it was sent, with which reply, why.
SELECT src, status_code, action, reason, COUNT(*) AS messages, COUNT(DISTINCT sender) AS senders,
  MIN(sent_at) AS first_time, MAX(sent_at) AS last_time
FROM smtp_message
WHERE action <> 'delivered'
GROUP BY src, status_code, action, reason
ORDER BY messages DESC, src, status_code, reason
FETCH FIRST 20 ROWS ONLY;
