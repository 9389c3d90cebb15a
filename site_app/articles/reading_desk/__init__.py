"""The readings desk: which readings are doubtful, what can be chosen instead, and where does a choice apply?"""
