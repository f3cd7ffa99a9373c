import { CALLER_PATTERNS } from "../../../handlers/shared/callerNumber";

const moment = (field: string): string => `try(CAST(from_iso8601_timestamp(${field}) AS timestamp))`;
const flag = (condition: string): string => `CASE WHEN ${condition} THEN 1 ELSE 0 END`;

/** Contacts by which a caller is served; agents' own outbound calls and supervisors who listen in are none. */
const CALLERS_METHODS = ["INBOUND", "TRANSFER", "QUEUE_TRANSFER", "CALLBACK", "DISCONNECT"];

/**
 * What the archive's transform wrote stays as it is; a number that was archived plainly is hashed here,
 * and what is no number (a withheld one, a softphone) is nobody: one hash would make many callers one.
 */
const CALLER_HASH = `CASE
      WHEN l.customerendpoint.address LIKE 'h:%' THEN l.customerendpoint.address
      WHEN regexp_like(l.customerendpoint.address, '${CALLER_PATTERNS.number}')
        AND NOT regexp_like(l.customerendpoint.address, '${CALLER_PATTERNS.nobody}')
        THEN to_hex(sha256(to_utf8(l.customerendpoint.address)))
    END`;

/** Contacts that Amazon Connect's own tests placed carry it, no other does. */
const TEST_CONTACT = "connect:ValidationTestType";

const contacts = `SELECT
    l.*,
    coalesce(l.initialcontactid, l.contactid) AS call_id,
    ${CALLER_HASH} AS caller_hash,
    ${moment("l.initiationtimestamp")} AS initiated_at,
    ${moment("l.disconnecttimestamp")} AS disconnected_at,
    ${moment("l.lastupdatetimestamp")} AS last_updated_at,
    ${moment("l.queue.enqueuetimestamp")} AS enqueued_at,
    ${flag("l.channel = 'VOICE' AND l.initiationmethod = 'INBOUND'")} AS is_call,
    ${flag(`l.channel = 'VOICE' AND l.initiationmethod IN (${CALLERS_METHODS.map((method) => `'${method}'`).join(", ")})`)} AS is_leg
  FROM contact_latest l
  WHERE element_at(l.segmentattributes, '${TEST_CONTACT}') IS NULL`;

/**
 * Attributes travel along the chain of a call, so those of its latest leg are the call's; a leg that has
 * none says nothing. Of two legs of one second the first of the chain is the earlier.
 */
const CALL_ATTRIBUTES = `max_by(
    b.attributes,
    CASE WHEN cardinality(b.attributes) > 0
      THEN coalesce(b.initiationtimestamp, '') || CASE WHEN b.initialcontactid IS NULL THEN '0' ELSE '1' END || b.contactid
    END
  ) OVER (PARTITION BY b.call_id)`;

const ONE_CALLERS_CALLS = "OVER (PARTITION BY b.caller_hash, b.is_call ORDER BY b.initiated_at)";

/**
 * The contacts with what only their chain knows (the call's attributes, whether an agent answered any
 * leg) and what only the caller's other calls know (the call before, the call after).
 */
export const legsSql = `SELECT
  b.*,
  ${CALL_ATTRIBUTES} AS call_attributes,
  max(${flag("b.is_leg = 1 AND b.agent.connectedtoagenttimestamp IS NOT NULL")}) OVER (PARTITION BY b.call_id) AS call_is_handled,
  lag(b.initiated_at) ${ONE_CALLERS_CALLS} AS call_before_at,
  lead(b.initiated_at) ${ONE_CALLERS_CALLS} AS call_after_at
FROM (
  ${contacts}
) b`;
