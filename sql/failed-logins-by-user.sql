-- Whose account is tried: failed log-ins by name, from how many addresses, with the last success.
SELECT user_name,
  COUNT(*) FILTER (WHERE action = 'failure') AS failures,
  COUNT(DISTINCT CASE WHEN action = 'failure' THEN src END) AS addresses,
  MIN(CASE WHEN action = 'failure' THEN tried_at END) AS first_failure,
  MAX(CASE WHEN action = 'failure' THEN tried_at END) AS last_failure,
  MAX(CASE WHEN action = 'success' THEN tried_at END) AS last_success
FROM smtp_login
WHERE user_name IS NOT NULL
GROUP BY user_name
HAVING COUNT(*) FILTER (WHERE action = 'failure') > 0
ORDER BY failures DESC, user_name;
