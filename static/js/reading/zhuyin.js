/** How is a syllable written in Zhuyin (Bopomofo)? The same table as site_app/pinyin/zhuyin.py. */

/** @param {string} pairs @returns {Record<string, string>} */
function table(pairs) {
  const words = pairs.trim().split(/\s+/);
  return Object.fromEntries(words.flatMap((word, at) => (at % 2 ? [] : [[word, words[at + 1]]])));
}

const INITIALS = table("b ㄅ p ㄆ m ㄇ f ㄈ d ㄉ t ㄊ n ㄋ l ㄌ g ㄍ k ㄎ h ㄏ j ㄐ q ㄑ x ㄒ zh ㄓ ch ㄔ sh ㄕ r ㄖ z ㄗ c ㄘ s ㄙ");
const FINALS = table(`
  a ㄚ o ㄛ e ㄜ ê ㄝ ai ㄞ ei ㄟ ao ㄠ ou ㄡ an ㄢ en ㄣ ang ㄤ eng ㄥ er ㄦ ong ㄨㄥ
  i ㄧ ia ㄧㄚ io ㄧㄛ ie ㄧㄝ iao ㄧㄠ iu ㄧㄡ ian ㄧㄢ in ㄧㄣ iang ㄧㄤ ing ㄧㄥ iong ㄩㄥ
  u ㄨ ua ㄨㄚ uo ㄨㄛ uai ㄨㄞ ui ㄨㄟ uan ㄨㄢ un ㄨㄣ uang ㄨㄤ ueng ㄨㄥ v ㄩ ve ㄩㄝ van ㄩㄢ vn ㄩㄣ`);
const WITHOUT_INITIAL = table("yi i yin in ying ing you iu yong iong yu v yue ve yuan van yun vn wu u wei ui wen un weng ueng");
const WHOLE = table("m ㄇ n ㄋ ng ㄫ hm ㄏㄇ hng ㄏㄫ");
const MARKS = ["", "", "ˊ", "ˇ", "ˋ", ""];

/** @param {string} base @returns {string} */
function symbols(base) {
  if (WHOLE[base]) {
    return WHOLE[base];
  }
  if ("yw".includes(base[0])) {
    return FINALS[WITHOUT_INITIAL[base] ?? (base[0] === "y" ? "i" : "u") + base.slice(1)];
  }
  const initial = /^(?:[zcs]h|[bpmfdtnlgkhjqxrzcs])?/.exec(base)?.[0] ?? "";
  let final = base.slice(initial.length);
  if (/^[jqx]$/.test(initial)) {
    final = final.replace(/^u/, "v");
  } else if (final === "i" && /^(?:[zcs]h?|r)$/.test(initial)) {
    final = "";
  }
  return (INITIALS[initial] ?? "") + (FINALS[final] ?? "");
}

/** @param {string} base ``zhong``, with v for ü @param {number} tone 5 is neutral @returns {string} ``ㄓㄨㄥˋ`` */
export function inZhuyin(base, tone) {
  return (tone === 5 ? "˙" : "") + symbols(base) + MARKS[tone];
}
