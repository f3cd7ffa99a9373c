/**
 * The name of the secret with the private keys: fixed, because `ivr keys` writes it before and beside the deployment.
 */
export const inputKeysSecretName = (namePrefix: string): string => `${namePrefix}/input-keys`;
