/** Letters are joined by these in some scripts, and a voice reads them so. */
const JOINERS = String.raw`\u200C\u200D`;

/**
 * Signs without a sound: control characters with DEL, marks of direction and other formatting, lone surrogates, private
 * signs and what Unicode will never assign. XML 1.0 refuses some of them wherever they stand, and a voice others.
 */
const SILENT = new RegExp(String.raw`(?![${JOINERS}])[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Noncharacter_Code_Point}]`, "gu");

/** A value of somebody's data as it can become part of a prompt. It may be empty. */
export const speakable = (text: string): string => text.replaceAll(/[\t\n\r]+/g, " ").replaceAll(SILENT, "");

/** Whether a voice would say anything of it. */
export const saysSomething = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);
