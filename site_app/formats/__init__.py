"""How are dates written in each language? Django's own formats hold what is not here."""
