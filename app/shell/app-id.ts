/** Name of the app's folder on a search head, and of its namespace in Splunk's REST paths. */
export const APP_ID = 'smtp_watch';
