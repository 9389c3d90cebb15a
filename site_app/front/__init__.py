"""How do finished pages leave as stored bytes? Stands before Django's handler and knows nothing of what pages say."""
