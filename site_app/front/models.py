"""Which tables does the front keep? None that is a model: see `triggers`. Django tells only apps with models of migrations."""
