-- Attachments that deserve a look: programs and scripts, archives, files with two extensions, and what is larger than 10 MB.
WITH named AS (
  SELECT a.*, LOWER(a.file_name) AS lower_name FROM smtp_attachment a
), judged AS (
  SELECT n.*,
    CASE
      WHEN lower_name LIKE '%.exe' OR lower_name LIKE '%.scr' OR lower_name LIKE '%.js' OR lower_name LIKE '%.vbs'
        OR lower_name LIKE '%.bat' OR lower_name LIKE '%.cmd' OR lower_name LIKE '%.ps1' OR lower_name LIKE '%.lnk'
        OR lower_name LIKE '%.hta' OR lower_name LIKE '%.iso' OR lower_name LIKE '%.jar' OR lower_name LIKE '%.msi'
        OR file_type LIKE '%executable%' OR file_type LIKE '%x-dosexec%' THEN 'program'
      WHEN lower_name LIKE '%.docm' OR lower_name LIKE '%.xlsm' OR lower_name LIKE '%.pptm' THEN 'macros'
      WHEN lower_name LIKE '%.htm' OR lower_name LIKE '%.html' OR file_type = 'text/html' THEN 'web page'
      WHEN lower_name LIKE '%.zip' OR lower_name LIKE '%.rar' OR lower_name LIKE '%.7z' OR file_type LIKE '%zip%'
        THEN 'archive'
      WHEN file_bytes > 10000000 THEN 'large'
    END AS kind
  FROM named n
)
SELECT m.sent_at, m.sender, j.kind, j.file_name, j.file_type, j.file_bytes, j.file_hash, m.subject, m.recipient_count
FROM judged j JOIN smtp_message m ON m.message_key = j.message_key
WHERE j.kind IS NOT NULL
ORDER BY m.sent_at, j.message_key, j.position;
