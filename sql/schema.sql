-- The relational form of the mail log: what the queries beside this file ask. PostgreSQL and DuckDB read it alike.
-- docs/sql.md says what the columns are. Times are in UTC. Keys: smtp_message (message_key), smtp_login (login_key),
-- smtp_recipient and smtp_attachment (message_key, position), where message_key is that of a smtp_message.

CREATE TABLE smtp_message (
  message_key BIGINT NOT NULL,
  sent_at TIMESTAMP,
  sourcetype VARCHAR,
  host VARCHAR,
  src VARCHAR,
  dest VARCHAR,
  helo VARCHAR,
  sender VARCHAR,
  sender_domain VARCHAR,
  return_addr VARCHAR,
  user_name VARCHAR,
  from_header VARCHAR,
  reply_to VARCHAR,
  subject VARCHAR,
  message_id VARCHAR,
  internal_message_id VARCHAR,
  action VARCHAR,
  status_code VARCHAR,
  reason VARCHAR,
  direction VARCHAR,
  protocol VARCHAR,
  vendor_product VARCHAR,
  recipient_count INTEGER NOT NULL,
  attachment_count INTEGER NOT NULL,
  size_bytes BIGINT,
  attachment_bytes BIGINT
);

CREATE TABLE smtp_recipient (
  message_key BIGINT NOT NULL,
  position INTEGER NOT NULL,
  recipient VARCHAR NOT NULL,
  recipient_domain VARCHAR,
  action VARCHAR
);

CREATE TABLE smtp_attachment (
  message_key BIGINT NOT NULL,
  position INTEGER NOT NULL,
  file_name VARCHAR,
  file_type VARCHAR,
  file_hash VARCHAR,
  file_bytes BIGINT
);

CREATE TABLE smtp_login (
  login_key BIGINT NOT NULL,
  tried_at TIMESTAMP,
  sourcetype VARCHAR,
  host VARCHAR,
  src VARCHAR,
  dest VARCHAR,
  app VARCHAR,
  user_name VARCHAR,
  method VARCHAR,
  action VARCHAR NOT NULL,
  reason VARCHAR
);
