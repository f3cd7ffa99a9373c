/**
 * How long a client of the AWS SDK may take. Two tries of 1.5 s keep a request below the four seconds
 * that flows give a lookup; `throwOnRequestTimeout` is what makes the limit real, without it the SDK
 * only warns.
 */
export const SDK_LIMITS = {
  maxAttempts: 2,
  requestHandler: { connectionTimeout: 1000, requestTimeout: 1500, throwOnRequestTimeout: true },
} as const;
