/**
 * What `$.StoredCustomerInput` holds of input that is encrypted: never the keys.
 * The service writes base64 of an AWS Encryption SDK message (reference section 2.1).
 */
export const encryptedInput = (keys: string): string => `encrypted:${keys.length} digits`;
