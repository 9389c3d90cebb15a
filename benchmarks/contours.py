def report(voices, speaker):
    pass
