-- Unauthorised access attempts: addresses whose log-ins fail, how many names they tried, and whether one worked in the end.
-- pattern: many names from one address is a spray, many tries at few names brute force, many over hours low and slow; a success behind
-- failures may be a theft, or an owner who remembered.
WITH windowed AS (
  SELECT src, tried_at, user_name, action,
    COUNT(*) FILTER (WHERE action = 'failure') OVER (
      PARTITION BY src ORDER BY tried_at RANGE BETWEEN INTERVAL '299.999999' SECOND PRECEDING AND CURRENT ROW
    ) AS window_failures,
    COUNT(*) FILTER (WHERE action = 'failure') OVER (
      PARTITION BY src, user_name ORDER BY tried_at RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    ) AS earlier_failures
  FROM smtp_login
), sources AS (
  SELECT src,
    COUNT(*) FILTER (WHERE action = 'failure') AS failures,
    COUNT(*) FILTER (WHERE action = 'success') AS successes,
    COUNT(DISTINCT CASE WHEN action = 'failure' THEN user_name END) AS names_tried,
    MAX(window_failures) AS peak_failures,
    COUNT(DISTINCT CASE WHEN action = 'success' AND earlier_failures >= 3 THEN user_name END) AS names_opened,
    MIN(CASE WHEN action = 'failure' THEN tried_at END) AS first_failure,
    MAX(CASE WHEN action = 'failure' THEN tried_at END) AS last_failure
  FROM windowed
  GROUP BY src
)
SELECT src, failures, successes, names_tried, peak_failures, names_opened,
  CASE
    WHEN names_opened > 0 THEN 'success after failures'
    WHEN failures >= 10 AND peak_failures < 5 THEN 'low and slow'
    WHEN names_tried >= 5 THEN 'password spray'
    WHEN peak_failures >= 5 THEN 'brute force'
    ELSE 'single failures'
  END AS pattern,
  first_failure, last_failure
FROM sources
WHERE failures > 0
ORDER BY names_opened DESC, failures DESC, src;
