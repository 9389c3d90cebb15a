/**
 * Reads the page aloud and lights up what is being said.
 *
 * Without this module `<read-aloud>` holds the browser's own player and a link to the sound.
 */
import { Bar } from "./read_aloud/bar.js";
import { Passage } from "./read_aloud/passage.js";
import { Player } from "./read_aloud/player.js";

class ReadAloud extends HTMLElement {
  connectedCallback() {
    const article = this.closest("article");
    if (article && !this.player) {
      this.player = new Player(new Bar(this), article, new Passage(article, this.dataset.view === "pinyin"));
    }
  }
}

customElements.define("read-aloud", ReadAloud);
