/**
 * Which articles hold what was asked for, and which of them says most of it? The same as `site_app/finding/ranking.py` says.
 */

const BOUNDS = [0.6, 0.15];
const MOST = 200;
const TOLERATED = 0.7;

/** @typedef {Map<string, [number, number][]>} Held of each key the articles that hold it, with what it says of each */

/**
 * @param {import("./query.js").Way[][]} pieces
 * @param {Held} held
 * @param {number} articles
 * @returns {{ids: number[], inPart: boolean}} the best first
 */
export function rank(pieces, held, articles) {
  /** @type {Map<number, number>} */
  const score = new Map();
  const cover = new Map();
  for (const ways of pieces) {
    const best = new Map();
    const most = new Map();
    for (const way of ways) {
      const [said, share] = judge(way, held, articles);
      for (const [id, part] of share) {
        raise(most, id, part);
        if (part >= BOUNDS.at(-1)) raise(best, id, (said.get(id) ?? 0) * way.trust);
      }
    }
    for (const [id, value] of best) score.set(id, (score.get(id) ?? 0) + value);
    for (const [id, value] of most) cover.set(id, (cover.get(id) ?? 0) + value / pieces.length);
  }
  for (const bound of BOUNDS) {
    const found = [...cover].filter(([id, share]) => share >= bound - 1e-4 && (score.get(id) ?? 0) > 0);
    if (found.length) {
      const final = found.map(([id, share]) => [id, (score.get(id) ?? 0) * share * share]);
      final.sort(([a, one], [b, other]) => other - one || a - b);
      return { ids: final.slice(0, MOST).map(([id]) => id), inPart: bound < BOUNDS[0] };
    }
  }
  return { ids: [], inPart: false };
}

function raise(values, id, value) {
  if (value > (values.get(id) ?? 0)) values.set(id, value);
}

/** @returns {[Map<number, number>, Map<number, number>]} for each article its score, and the share of the way that it holds */
function judge(way, held, articles) {
  const score = new Map();
  const share = new Map();
  let whole = 0;
  for (const group of way.groups) {
    const weights = weightsOf(group, held);
    const count = weights.size;
    const rarity = Math.log(1 + (articles - Math.min(count, articles) + 0.5) / (count + 0.5)) + 0.1;
    const value = rarity * group.share;
    for (const [id, weight] of weights) {
      score.set(id, (score.get(id) ?? 0) + Math.sqrt(weight) * value);
      if (!group.isBonus) share.set(id, (share.get(id) ?? 0) + value);
    }
    // What no article holds may be the border between two words.
    if (!group.isBonus) whole += value * (count ? 1 : 0.5);
  }
  for (const [id, part] of share) share.set(id, part / (whole || 1));
  return [score, share];
}

function weightsOf(group, held) {
  const weights = new Map();
  group.keys.forEach((key, place) => {
    for (const [id, said] of held.get(key) ?? []) raise(weights, id, place ? said * TOLERATED : said);
  });
  return weights;
}
