/**
 * What happens when a question is answered?
 *
 * Without this module the page shows the questions with their answers folded up. With it answers are buttons, words are
 * put in order, sentences are heard and repeated, and what was right is remembered on this device.
 */
import { Progress } from "./progress.js";
import { canRecord, Recorder } from "./recorder.js";
import { canSay, play, say, silence } from "./sound.js";

const root = /** @type {HTMLElement} */ (document.querySelector(".exercise"));
const messages = /** @type {HTMLTemplateElement} */ (document.querySelector("[data-messages]")).content;
const progress = new Progress(root.dataset.article ?? "", root.dataset.title ?? "");
const hasVoice = canSay();

/** @param {string} name @param {...(string | number)} values @returns {string} */
function words(name, ...values) {
  const text = messages.querySelector(`[data-message="${name}"]`)?.textContent ?? "";
  return values.reduce((/** @type {string} */ said, value) => said.replace("%s", String(value)), text);
}

/** @param {string} text @param {string} [kind] @returns {HTMLButtonElement} */
function button(text, kind = "") {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  made.className = kind;
  return made;
}

/** The narration as a whole; a question hears its own part of it. */
const narration = (() => {
  const { opus, mp3 } = root.dataset;
  if (!opus || !mp3) {
    return null;
  }
  const audio = new Audio();
  audio.preload = "none";
  audio.src = audio.canPlayType("audio/ogg; codecs=opus") ? opus : mp3;
  return audio;
})();

class Question {
  /** @param {HTMLElement} element */
  constructor(element) {
    this.element = element;
    this.key = element.dataset.key ?? "";
    this.verdict = /** @type {HTMLElement} */ (element.querySelector(".verdict"));
    this.answer = /** @type {HTMLDetailsElement | null} */ (element.querySelector(".answer"));
  }

  /** @param {boolean} isRight @param {string} [wrong] */
  judge(isRight, wrong = "wrong") {
    progress.note(this.key, isRight);
    this.say(words(isRight ? "right" : wrong), isRight ? "right" : "wrong");
    if (isRight && this.answer) {
      this.answer.open = true;
    }
    showProgress();
  }

  /** @param {string} text @param {string} [how] */
  say(text, how = "") {
    this.verdict.textContent = text;
    this.verdict.dataset.how = how;
  }

  /** A button that lets the sentence be heard, in place of the browser's player. @param {string} name of its words */
  offerSound(name) {
    const old = this.element.querySelector(".without-script, .no-sound");
    const hear = button(words(name), "button quiet");
    hear.addEventListener("click", () => (hear.dataset.hears ? silence() : this.#hear(hear, name)));
    const place = document.createElement("p");
    place.className = "buttons";
    place.append(hear);
    old?.replaceWith(place);
    if (!this.hasNarration) {
      hasVoice.then((has) => has || place.replaceChildren(words("no-voice")));
    }
    return place;
  }

  get hasNarration() {
    return !!narration && !!this.element.dataset.start;
  }

  /** @returns {number} seconds that the narration takes for the sentence; 0 without one */
  get length() {
    const { start, end } = this.element.dataset;
    return this.hasNarration ? Number(end) - Number(start) : 0;
  }

  /** @returns {Promise<void>} when the sentence was heard */
  hear() {
    const { start, end, said } = this.element.dataset;
    return narration && start ? play(narration, Number(start), Number(end)) : say(said ?? "");
  }

  /** @param {HTMLButtonElement} hear @param {string} name */
  async #hear(hear, name) {
    hear.dataset.hears = "yes";
    hear.textContent = words("stop");
    await this.hear().catch(() => this.say(words("no-sound")));
    delete hear.dataset.hears;
    hear.textContent = words(name);
  }
}

/** One of several is right. @param {Question} question */
function choose(question) {
  for (const item of question.element.querySelectorAll(".answers li")) {
    const choice = button(item.textContent ?? "");
    item.replaceChildren(choice);
    choice.addEventListener("click", () => {
      const isRight = item.hasAttribute("data-right");
      choice.dataset.how = isRight ? "right" : "wrong";
      question.judge(isRight);
    });
  }
}

/** Words are pressed one after the other; pressed again they go back. @param {Question} question */
function putInOrder(question) {
  const pieces = /** @type {HTMLElement} */ (question.element.querySelector(".pieces"));
  const line = document.createElement("ul");
  line.className = "answer-line";
  line.lang = pieces.lang;
  line.dataset.close = pieces.dataset.close;
  line.setAttribute("aria-label", words("answer-line"));
  pieces.setAttribute("aria-label", words("pieces-left"));
  pieces.before(line);
  const numbers = () => [...line.children].map((item) => /** @type {HTMLElement} */ (item).dataset.number).join(" ");
  for (const item of [...pieces.children]) {
    const piece = button(item.textContent ?? "");
    item.replaceChildren(piece);
    piece.addEventListener("click", () => {
      const isPlaced = item.parentElement === line;
      const next = /** @type {HTMLElement | null} */ ((item.nextElementSibling ?? item.previousElementSibling)?.firstElementChild);
      (isPlaced ? pieces : line).append(item);
      // Whoever works with the keyboard goes on where they were.
      (next ?? piece).focus();
      question.say("");
      if (!pieces.children.length) {
        question.judge(numbers() === pieces.dataset.solution, "not-yet");
      }
    });
  }
}

/** The reader repeats what was said, and hears both. @param {Question} question */
function readAloud(question) {
  const place = question.offerSound("hear-model");
  if (!canRecord()) {
    question.say(words("cannot-record"));
    return;
  }
  const recorder = new Recorder();
  const record = button(words("record"), "button");
  const mine = button(words("hear-mine"), "button quiet");
  const both = button(words("hear-both"), "button quiet");
  mine.hidden = both.hidden = true;
  const row = document.createElement("p");
  row.className = "buttons";
  row.append(record, mine, both);
  place.after(row);

  const recorded = () => {
    record.textContent = words("record");
    delete record.dataset.how;
    mine.hidden = false;
    both.hidden = !question.hasNarration;
    const [own, model] = [recorder.length.toFixed(1), question.length.toFixed(1)];
    question.say(question.hasNarration ? words("compared", model, own) : words("recorded", own));
    progress.note(question.key, true);
    showProgress();
  };
  record.addEventListener("click", async () => {
    if (recorder.isRecording) {
      recorder.stop();
      return;
    }
    silence();
    mine.hidden = both.hidden = true;
    const refusal = await recorder.start(recorded);
    if (refusal) {
      question.say(words(refusal), "wrong");
      return;
    }
    record.textContent = words("stop-recording");
    record.dataset.how = "records";
    question.say(words("recording"));
  });
  const hearMine = () => (recorder.audio ? play(recorder.audio) : Promise.resolve());
  mine.addEventListener("click", () => hearMine().catch(() => question.say(words("no-sound"))));
  both.addEventListener("click", () => question.hear().then(hearMine).catch(() => question.say(words("no-sound"))));
  addEventListener("pagehide", () => recorder.forget());
}

/** @type {Record<string, (question: Question) => void>} */
const KINDS = {
  reading: choose,
  hearing: (question) => {
    question.offerSound("hear");
    choose(question);
  },
  order: putInOrder,
  aloud: readAloud,
};

const questions = [.../** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(".question"))].map((element) => new Question(element));

function showProgress() {
  const kept = progress.questions;
  const here = questions.map((question) => kept[question.key]).filter((answered) => answered?.right);
  const text = words("progress", questions.length, here.length, here.filter((answered) => answered.first).length);
  const place = root.querySelector("[data-progress]");
  if (place) {
    place.textContent = text;
  }
  for (const question of questions) {
    question.element.classList.toggle("is-done", !!kept[question.key]?.right);
  }
}

for (const question of questions) {
  KINDS[question.element.dataset.kind ?? ""]?.(question);
}
const panel = /** @type {HTMLElement | null} */ (root.querySelector(".progress"));
if (panel) {
  panel.hidden = false;
  showProgress();
  panel.querySelector('[data-do="export"]')?.addEventListener("click", () => progress.export());
  panel.querySelector('[data-do="erase"]')?.addEventListener("click", () => {
    if (confirm(words("erase"))) {
      progress.erase();
      showProgress();
      const place = panel.querySelector("[data-progress]");
      if (place) {
        place.textContent = words("erased");
      }
    }
  });
}
addEventListener("pagehide", silence);
