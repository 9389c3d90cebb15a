"""What editors own: articles, their editions, the lexicon, images, and what was imported."""
