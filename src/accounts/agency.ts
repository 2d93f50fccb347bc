/**
 * The CBSA's own administrative account: by it officers account for goods of first-time importers who arrive without a
 * business number. Every environment has it.
 *
 * Source: CES 2.0, incident CS0016172.
 */
export const agencyAccount = '900000001RM0001';
