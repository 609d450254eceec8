/** A finding leads to the Alerts page, on which it opens. */
export const FINDING = { page: 'findings', input: 'finding', from: 'key' } as const;
