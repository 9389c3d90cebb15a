/**
 * How long is the text for whoever reads it? Marks, addresses and readings are not read.
 */

export const PER_MINUTE = 300; // Han characters; a word of another script counts as one

/**
 * @param {string} markdown
 * @returns {{ han: number, words: number, minutes: number }}
 */
export function count(markdown) {
  const read = markdown
    .replace(/\{([^{}|\n]+)\|[^{}|\n]*\}/g, "$1")
    .replace(/!\[[^\]]*\]\([^)]*\)/g, " ")
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/\[\^[\p{L}\p{N}_-]+\]/gu, "")
    .replace(/https?:\/\/\S+/g, " ");
  const han = read.match(/\p{Script=Han}/gu)?.length ?? 0;
  const words = read.replace(/\p{Script=Han}/gu, " ").match(/[\p{L}\p{N}]+(?:[.,'’%/-][\p{L}\p{N}]+)*/gu)?.length ?? 0;
  return { han, words, minutes: Math.max(1, Math.round((han + words) / PER_MINUTE)) };
}
