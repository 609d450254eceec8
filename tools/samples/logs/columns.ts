/** Columns of a Zeek log with their types, in Zeek's order. */
export type Columns = readonly (readonly [name: string, type: string])[];

export type Value = string | number | boolean | readonly string[] | undefined;

const columns = (text: string): Columns =>
  text
    .trim()
    .split(/\s+/)
    .map((entry) => {
      const at = entry.indexOf('=');
      return [entry.slice(0, at), entry.slice(at + 1)] as const;
    });

const CONNECTION = 'uid=string id.orig_h=addr id.orig_p=port id.resp_h=addr id.resp_p=port';

/** smtp.log of Zeek 6 and 7 with the policy script protocols/smtp/software, which its own local.zeek loads. */
export const SMTP_COLUMNS = columns(`ts=time ${CONNECTION} trans_depth=count helo=string mailfrom=string
  rcptto=set[string] date=string from=string to=set[string] cc=set[string] reply_to=string msg_id=string
  in_reply_to=string subject=string x_originating_ip=addr first_received=string second_received=string
  last_reply=string path=vector[addr] user_agent=string tls=bool fuids=vector[string] is_webmail=bool`);

/** files.log with the hashes of frameworks/files/hash-all-files. */
export const FILES_COLUMNS = columns(`ts=time fuid=string ${CONNECTION} source=string depth=count
  analyzers=set[string] mime_type=string filename=string duration=interval local_orig=bool is_orig=bool
  seen_bytes=count total_bytes=count missing_bytes=count overflow_bytes=count timedout=bool parent_fuid=string
  md5=string sha1=string sha256=string extracted=string extracted_cutoff=bool extracted_size=count`);

export const CONN_COLUMNS = columns(`ts=time ${CONNECTION} proto=enum service=string duration=interval
  orig_bytes=count resp_bytes=count conn_state=string local_orig=bool local_resp=bool missed_bytes=count
  history=string orig_pkts=count orig_ip_bytes=count resp_pkts=count resp_ip_bytes=count
  tunnel_parents=set[string]`);

/** ssl.log with the verdict of protocols/ssl/validate-certs. */
export const SSL_COLUMNS = columns(`ts=time ${CONNECTION} version=string cipher=string curve=string
  server_name=string resumed=bool last_alert=string next_protocol=string established=bool ssl_history=string
  cert_chain_fps=vector[string] client_cert_chain_fps=vector[string] sni_matches_cert=bool
  validation_status=string`);
