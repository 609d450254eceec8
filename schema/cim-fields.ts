/** What CIM requires of every event of a tag (Splunk's CIM add-on, and what pytest-splunk-addon tests of it). */
export const CIM_FIELDS = {
  email: [
    'action',
    'dest',
    'internal_message_id',
    'message_id',
    'protocol',
    'recipient',
    'recipient_count',
    'recipient_domain',
    'return_addr',
    'src',
    'src_user',
    'src_user_domain',
    'vendor_product',
  ],
  authentication: ['action', 'app', 'dest', 'src', 'user'],
} as const;
